package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.formula.internal.GoNumbers;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what the operator would report about a ScaledJob, apart from its triggers. */
public final class ScaledJobCheck implements Check {

    private static final String PERCENTAGE = "/spec/scalingStrategy/customScalingRunningJobPercentage";
    private static final int DEFAULT_MAX = 100;
    private static final List<String> RESTART_POLICIES = List.of("", "OnFailure", "Never");

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == KedaKind.SCALED_JOB;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        Node.Mapping spec = subject.spec();
        checkBounds(spec, reporter);
        checkRestartPolicy(spec, reporter);
        checkPercentage(spec, reporter);
        for (ScaledObjectView.Trigger trigger : subject.view().triggers()) {
            checkTrigger(trigger, reporter);
        }
    }

    private static void checkBounds(Node.Mapping spec, Reporter reporter) {
        Integer min = Trees.integer(spec, "minReplicaCount");
        Integer given = Trees.integer(spec, "maxReplicaCount");
        int max = given == null ? DEFAULT_MAX : given;
        if (min != null && min > max && !reporter.isBroken("/spec/minReplicaCount")) {
            reporter.report(
                    OperatorRules.JOB_MIN_ABOVE_MAX,
                    "/spec/minReplicaCount",
                    "minReplicaCount is " + min + ", but KEDA uses " + max + ", because maxReplicaCount is " + max
                            + (given == null ? " by default." : "."),
                    "Lower minReplicaCount, or raise maxReplicaCount.");
        }
    }

    /**
     * Checks the restart policy: the API server refuses a Job unless it is OnFailure or Never. KEDA writes OnFailure by
     * default.
     */
    private static void checkRestartPolicy(Node.Mapping spec, Reporter reporter) {
        Node.Mapping pod = Trees.map(Trees.map(spec.mapping("jobTargetRef"), "template"), "spec");
        String policy = pod == null ? "" : Trees.text(pod, "restartPolicy");
        if (!RESTART_POLICIES.contains(policy)) {
            reporter.report(
                    OperatorRules.JOB_RESTART_POLICY,
                    "/spec/jobTargetRef/template/spec/restartPolicy",
                    "restartPolicy is " + Words.quoted(policy)
                            + " but must be OnFailure or Never in the pods of a Job.",
                    "Write OnFailure or Never.");
        }
    }

    private static void checkPercentage(Node.Mapping spec, Reporter reporter) {
        Node.Mapping strategy = spec.mapping("scalingStrategy");
        if (strategy == null || !Trees.text(strategy, "strategy").equals("custom")) {
            return;
        }
        String percentage = Trees.text(strategy, "customScalingRunningJobPercentage");
        if (GoNumbers.parseFloat(percentage) == null && !reporter.isBroken(PERCENTAGE)) {
            reporter.report(
                    OperatorRules.JOB_PERCENTAGE,
                    PERCENTAGE,
                    (percentage.isEmpty()
                                    ? "customScalingRunningJobPercentage is missing."
                                    : "customScalingRunningJobPercentage is " + Words.quoted(percentage)
                                            + " but must be a number.")
                            + " KEDA then uses the default strategy.",
                    "Write a number such as \"0.5\".");
        }
    }

    private static void checkTrigger(ScaledObjectView.Trigger trigger, Reporter reporter) {
        String metricType = Trees.text(trigger.tree(), "metricType");
        if (!metricType.isEmpty() && !reporter.isBroken(trigger.pointer() + "/metricType")) {
            reporter.report(
                    OperatorRules.JOB_METRIC_TYPE,
                    trigger.pointer() + "/metricType",
                    "metricType is " + Words.quoted(metricType) + ". The triggers of a ScaledJob must not have one.",
                    "Remove it.");
        }
        if (trigger.useCachedMetrics() && !reporter.hasReported(trigger.pointer() + "/useCachedMetrics")) {
            reporter.report(
                    OperatorRules.JOB_CACHED_METRICS,
                    trigger.pointer() + "/useCachedMetrics",
                    "useCachedMetrics has no effect in a ScaledJob.",
                    "Remove it.");
        }
        if (trigger.type().equals("external-push")) {
            reporter.report(
                    OperatorRules.JOB_PUSH,
                    trigger.pointer() + "/type",
                    "A trigger of type external-push cannot start Jobs. KEDA ignores what the trigger pushes and only polls it every pollingInterval.",
                    "Use a trigger of type external, or a ScaledObject.");
        }
    }
}
