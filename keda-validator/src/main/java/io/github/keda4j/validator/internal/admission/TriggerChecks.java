package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks what the webhooks for ScaledObjects and ScaledJobs require of triggers. */
final class TriggerChecks {

    private TriggerChecks() {}

    static void check(Node.Mapping spec, List<ScaledObjectView.Trigger> triggers, Reporter reporter) {
        if (triggers.isEmpty()) {
            if (!reporter.isBroken(ScaledObjectView.TRIGGERS)) {
                reporter.report(
                        AdmissionRules.NO_TRIGGER,
                        ScaledObjectView.TRIGGERS,
                        "triggers must have at least one element.",
                        null);
            }
            return;
        }
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < triggers.size(); i++) {
            ScaledObjectView.Trigger trigger = triggers.get(i);
            checkCachedMetrics(trigger, reporter);
            Integer earlier = trigger.name().isEmpty() ? null : names.putIfAbsent(trigger.name(), trigger.index());
            if (earlier != null) {
                reporter.report(
                        AdmissionRules.DUPLICATE_TRIGGER_NAME,
                        trigger.pointer() + "/name",
                        "triggers[" + earlier + "] has the name " + Words.quoted(trigger.name())
                                + " already. The names of triggers must differ.",
                        null);
            }
        }
    }

    private static void checkCachedMetrics(ScaledObjectView.Trigger trigger, Reporter reporter) {
        if (trigger.useCachedMetrics()
                && (trigger.isOfResource() || trigger.type().equals("cron"))) {
            reporter.report(
                    AdmissionRules.CACHED_METRICS,
                    trigger.pointer() + "/useCachedMetrics",
                    "useCachedMetrics must not be true for a trigger of type " + trigger.type() + ".",
                    "Remove it.");
        }
    }
}
