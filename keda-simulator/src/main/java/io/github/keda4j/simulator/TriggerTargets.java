package io.github.keda4j.simulator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.trigger.Trigger;
import io.github.keda4j.trigger.TriggerReading;
import io.github.keda4j.trigger.Triggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the targets of a ScaledObject's triggers, where the triggers are such as KEDA takes. */
final class TriggerTargets {

    private final Map<String, TriggerTarget> given;
    private final List<Finding> findings = new ArrayList<>();

    TriggerTargets(Map<String, TriggerTarget> given) {
        this.given = given;
    }

    List<Finding> findings() {
        return findings;
    }

    List<TriggerTarget> of(@Nullable List<ScaleTriggers> triggers) {
        List<TriggerTarget> targets = new ArrayList<>();
        if (triggers == null || triggers.isEmpty()) {
            findings.add(Finding.error("simulator-no-trigger", "/spec/triggers", "there is no trigger to scale on"));
            return targets;
        }
        for (int index = 0; index < triggers.size(); index++) {
            TriggerTarget target = target(triggers.get(index), index);
            if (target != null) {
                targets.add(target);
            }
        }
        return targets;
    }

    private @Nullable TriggerTarget target(ScaleTriggers entry, int index) {
        String type = Objects.requireNonNullElse(entry.getType(), "");
        String name = Objects.requireNonNullElse(entry.getName(), "s" + index + "-" + type);
        String pointer = "/spec/triggers/" + index;
        TriggerTarget own = given.get(name);
        if (own != null) {
            return own;
        }
        if (type.equals("cpu") || type.equals("memory")) {
            findings.add(Finding.error(
                    "simulator-resource-trigger",
                    pointer + "/type",
                    "trigger type " + type + " is a resource metric; only external triggers are simulated"));
            return null;
        }
        TriggerReading reading = Triggers.read(entry);
        if (reading.trigger().isEmpty()) {
            Findings refused = reading.findings().ofSeverity(Severity.ERROR).under(pointer);
            findings.addAll(refused.asList());
            return null;
        }
        return read(reading.orElseThrow(), name, pointer);
    }

    private @Nullable TriggerTarget read(Trigger trigger, String name, String pointer) {
        if (trigger.target().isEmpty()) {
            findings.add(Finding.error(
                    "simulator-unknown-target",
                    pointer + "/type",
                    "the target of a trigger of type " + trigger.type() + " is not in its metadata",
                    "give the target of " + name + " to the builder"));
            return null;
        }
        try {
            return new TriggerTarget(
                    name,
                    trigger.type(),
                    trigger.metricType().orElse(MetricTargetType.AVERAGE_VALUE),
                    trigger.target().getAsDouble(),
                    trigger.activation().orElse(0));
        } catch (IllegalArgumentException refused) {
            findings.add(Finding.error(
                    "simulator-target", pointer, Objects.requireNonNullElse(refused.getMessage(), "refused")));
            return null;
        }
    }
}
