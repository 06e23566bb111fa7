package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Quantity;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.trigger.CpuTrigger;
import io.github.keda4j.trigger.CronTrigger;
import io.github.keda4j.trigger.MemoryTrigger;
import io.github.keda4j.trigger.Trigger;
import io.github.keda4j.trigger.TriggerReading;
import io.github.keda4j.trigger.Triggers;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Finds the targets of an object's triggers, if KEDA accepts the triggers. */
final class TriggerTargets {

    private final Map<String, TriggerTarget> given;
    private final Refusals refusals;
    private final List<Finding> findings = new ArrayList<>();

    TriggerTargets(Map<String, TriggerTarget> given, Refusals refusals) {
        this.given = given;
        this.refusals = refusals;
    }

    List<Finding> findings() {
        return findings;
    }

    List<PolicyTrigger> of(@Nullable List<ScaleTriggers> triggers) {
        List<PolicyTrigger> targets = new ArrayList<>();
        if (triggers == null) {
            return targets;
        }
        for (int index = 0; index < triggers.size(); index++) {
            PolicyTrigger target = trigger(triggers.get(index), index);
            if (target != null) {
                targets.add(target);
            }
        }
        return targets;
    }

    private @Nullable PolicyTrigger trigger(ScaleTriggers entry, int index) {
        String type = requireNonNullElse(entry.getType(), "");
        String name = requireNonNullElse(entry.getName(), "s" + index + "-" + type);
        String pointer = Pointer.to("spec", "triggers").element(index).toString();
        boolean cached = Boolean.TRUE.equals(entry.getUseCachedMetrics());
        TriggerTarget own = given.get(name);
        if (own != null) {
            refusals.forgetTrigger(index);
            return new PolicyTrigger(own, cached, null);
        }
        if (refusals.concernTrigger(index)) {
            return null;
        }
        TriggerReading reading = Triggers.read(entry);
        if (reading.trigger().isEmpty()) {
            findings.addAll(
                    reading.findings().ofSeverity(Severity.ERROR).under(pointer).asList());
            return null;
        }
        Trigger trigger = reading.orElseThrow();
        TriggerTarget target = target(trigger, name, pointer);
        return target == null
                ? null
                : new PolicyTrigger(target, cached, trigger instanceof CronTrigger cron ? cron : null);
    }

    private @Nullable TriggerTarget target(Trigger trigger, String name, String pointer) {
        MetricTargetType metricType = trigger.metricType().orElse(MetricTargetType.AVERAGE_VALUE);
        OptionalDouble target = number(trigger, metricType);
        if (target.isEmpty()) {
            findings.add(Finding.error(
                    "simulator-unknown-target",
                    pointer + "/type",
                    "The metadata of a trigger of type " + trigger.type() + " does not contain its target.",
                    "Pass the builder a TriggerTarget with the name " + name + "."));
            return null;
        }
        try {
            return new TriggerTarget(
                    name,
                    trigger.type(),
                    metricType,
                    target.getAsDouble(),
                    trigger.activation().orElse(0));
        } catch (IllegalArgumentException refused) {
            findings.add(Finding.error("simulator-target", pointer, Text.reason(refused)));
            return null;
        }
    }

    private static OptionalDouble number(Trigger trigger, MetricTargetType metricType) {
        if (trigger instanceof CronTrigger) {
            // The metric of cron is a number of replicas, so one replica handles 1.
            return OptionalDouble.of(1);
        }
        if (trigger instanceof CpuTrigger cpu) {
            return OptionalDouble.of(resource(cpu.value(), metricType));
        }
        if (trigger instanceof MemoryTrigger memory) {
            return OptionalDouble.of(resource(memory.value(), metricType));
        }
        return trigger.target();
    }

    /** The target as a percentage, or as cores or bytes in thousandths, rounded up as Kubernetes does. */
    private static double resource(String value, MetricTargetType metricType) {
        return metricType.equals(MetricTargetType.UTILIZATION)
                ? Integer.parseInt(value)
                : Quantity.parse(value)
                        .getNumericalAmount()
                        .setScale(3, RoundingMode.CEILING)
                        .doubleValue();
    }
}
