package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.schema.SchemaRules;
import io.github.keda4j.yaml.tree.Node;
import org.jspecify.annotations.Nullable;

/** Checks numbers of replicas, the periods that depend on them, and the fallback. */
final class ReplicaChecks {

    private static final String MIN = "/spec/minReplicaCount";
    private static final String MAX = "/spec/maxReplicaCount";
    private static final String IDLE = "/spec/idleReplicaCount";
    private static final String FALLBACK = "/spec/fallback";
    private static final int MOST_REPLICAS = 100;

    private ReplicaChecks() {}

    static void check(ScaledObjectView object, Setting setting, Reporter reporter) {
        checkBounds(object, reporter);
        checkFallback(object, reporter);
        if (object.minReplicas() > 0 && !reporter.isBroken(MIN) && !reporter.isBroken(IDLE)) {
            checkPeriods(object, setting, reporter);
        }
    }

    private static void checkBounds(ScaledObjectView object, Reporter reporter) {
        if (reporter.isBroken(MIN)) {
            return;
        }
        Integer min = object.count("minReplicaCount");
        Integer max = object.count("maxReplicaCount");
        // The minimum that KEDA gives the autoscaler: 0 if it is absent, and otherwise at least 1.
        int least = min == null ? 0 : Math.max(min, 1);
        checkMaximum(min, least, max, reporter);
        Integer idle = object.count("idleReplicaCount");
        if (idle != null && idle >= least && !reporter.isBroken(IDLE)) {
            reporter.report(
                    AdmissionRules.IDLE_NOT_BELOW_MIN,
                    IDLE,
                    "idleReplicaCount is " + idle + " but must be less than minReplicaCount, which "
                            + (min == null ? "defaults to 0." : "is " + least + "."),
                    min == null ? "Set minReplicaCount to at least " + (idle + 1) + "." : null);
        }
    }

    /**
     * The API server checks this with its schema. On an update that does not change the spec, only the webhook checks
     * it.
     */
    private static void checkMaximum(@Nullable Integer min, int least, @Nullable Integer max, Reporter reporter) {
        int most = max == null ? MOST_REPLICAS : max;
        if (least <= most || reporter.isBroken(MAX)) {
            return;
        }
        if (min != null && min > most) {
            reporter.report(
                    SchemaRules.MIN_ABOVE_MAX,
                    MIN,
                    "minReplicaCount is " + min + " but must not exceed maxReplicaCount.",
                    null);
        } else {
            reporter.report(
                    SchemaRules.MIN_ABOVE_MAX,
                    MAX,
                    "maxReplicaCount is " + max + " but must be at least " + Math.max(least, 1) + ".",
                    null);
        }
    }

    private static void checkFallback(ScaledObjectView object, Reporter reporter) {
        Node.Mapping fallback = object.fallback();
        if (fallback == null) {
            return;
        }
        checkIsNotNegative(fallback, "failureThreshold", reporter);
        checkIsNotNegative(fallback, "replicas", reporter);
        if (object.usesModifiers()
                || !object.hasOnlyResourceTriggers()
                || reporter.isBroken(ScaledObjectView.TRIGGERS)) {
            return;
        }
        reporter.report(
                AdmissionRules.FALLBACK_WITHOUT_METRIC,
                FALLBACK,
                "fallback requires a trigger other than cpu and memory: a fallback replaces metrics that KEDA serves, but"
                        + " the metrics of cpu and memory come from Kubernetes.",
                "Remove fallback.");
    }

    /** The API server checks this with its schema, too. */
    private static void checkIsNotNegative(Node.Mapping fallback, String field, Reporter reporter) {
        Integer number = Trees.integer(fallback, field);
        String pointer = FALLBACK + "/" + field;
        if (number != null && number < 0 && !reporter.isBroken(pointer)) {
            reporter.report(SchemaRules.BOUNDS, pointer, field + " is " + number + " but must be at least 0.", null);
        }
    }

    private static void checkPeriods(ScaledObjectView object, Setting setting, Reporter reporter) {
        Integer idle = object.count("idleReplicaCount");
        boolean since221 = setting.isSince(KedaVersion.V2_21);
        boolean idleMatters = since221 ? idle != null : idle != null && idle == 0;
        if (idleMatters) {
            return;
        }
        String because = " because minReplicaCount is " + object.minReplicas()
                + (idle == null ? "." : " and idleReplicaCount is not 0.");
        boolean polls = object.usesCachedMetrics() || (since221 && object.usesModifiers());
        if (Trees.has(object.spec(), "pollingInterval") && !polls) {
            reporter.report(
                    AdmissionRules.POLLING_INTERVAL_IGNORED,
                    "/spec/pollingInterval",
                    (since221
                                    ? "pollingInterval only sets how often KEDA refreshes the status"
                                    : "pollingInterval has no effect on scaling")
                            + because,
                    "Remove it, because the autoscaler reads metrics at its own interval.");
        }
        if (Trees.has(object.spec(), "cooldownPeriod")) {
            reporter.report(
                    AdmissionRules.COOLDOWN_PERIOD_IGNORED,
                    "/spec/cooldownPeriod",
                    "cooldownPeriod has no effect" + because,
                    "To scale in more slowly, set advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.");
        }
    }
}
