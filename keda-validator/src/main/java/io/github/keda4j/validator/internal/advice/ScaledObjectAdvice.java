package io.github.keda4j.validator.internal.advice;

import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds numbers of replicas, periods and annotations of a ScaledObject that do not have the effect that they seem to
 * have.
 */
public final class ScaledObjectAdvice implements Check {

    private static final String PAUSED = "autoscaling.keda.sh/paused";
    /** The texts that Go's {@code strconv.ParseBool} accepts. */
    private static final Set<String> BOOLEANS =
            Set.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False");

    private static final int DEFAULT_MAX = 100;

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == KedaKind.SCALED_OBJECT;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        ScaledObjectView object = subject.view();
        Integer idle = object.count("idleReplicaCount");
        checkIdle(idle, reporter);
        checkReplicas(object, idle, reporter);
        checkPause(subject, reporter);
        boolean modifiers = object.usesModifiers();
        for (int i = 0; i < object.triggers().size(); i++) {
            ScaledObjectView.Trigger trigger = object.triggers().get(i);
            if (trigger.type().equals("cron") && !modifiers) {
                checkCron(trigger, object, idle, reporter);
            } else if (modifiers && trigger.isOfResource()) {
                checkContainer(trigger, reporter);
            }
        }
    }

    private static void checkIdle(@Nullable Integer idle, Reporter reporter) {
        String pointer = "/spec/idleReplicaCount";
        if (idle != null && idle > 0 && !reporter.isBroken(pointer) && !reporter.hasReported(pointer)) {
            reporter.report(
                    AdviceRules.IDLE_REPLICAS,
                    pointer,
                    "idleReplicaCount is " + idle
                            + ", but KEDA supports only 0: the autoscaler counteracts any other number.",
                    "Set it to 0, or remove it and set minReplicaCount to " + idle + ".");
        }
    }

    private static void checkReplicas(ScaledObjectView object, @Nullable Integer idle, Reporter reporter) {
        int min = object.minReplicas();
        if (idle != null || min == 0 || reporter.isBroken("/spec/minReplicaCount")) {
            return;
        }
        Integer max = object.count("maxReplicaCount");
        if (min == (max == null ? DEFAULT_MAX : max) && !reporter.isBroken("/spec/maxReplicaCount")) {
            reporter.report(
                    AdviceRules.MIN_EQUALS_MAX,
                    "/spec/minReplicaCount",
                    "minReplicaCount and maxReplicaCount are both " + min
                            + ". KEDA never changes the number of replicas.",
                    null);
        }
        if (Trees.has(object.spec(), "initialCooldownPeriod")) {
            reporter.report(
                    AdviceRules.INITIAL_COOLDOWN_IGNORED,
                    "/spec/initialCooldownPeriod",
                    "initialCooldownPeriod has no effect because minReplicaCount is " + min
                            + ". It only delays the first scaling to zero.",
                    "Remove it, or set minReplicaCount to 0.");
        }
    }

    private static void checkPause(Subject subject, Reporter reporter) {
        String paused = subject.annotation(PAUSED);
        if (paused != null && !BOOLEANS.contains(paused)) {
            reporter.report(
                    AdviceRules.PAUSED_VALUE,
                    "/metadata/annotations/autoscaling.keda.sh~1paused",
                    PAUSED + " is " + Words.quoted(paused) + ", which is not a boolean. KEDA pauses the object.",
                    "Write \"true\", or remove the annotation.");
        }
    }

    /** The metric of a cron trigger is its desired number of replicas; the highest one applies. */
    private static void checkCron(
            ScaledObjectView.Trigger trigger, ScaledObjectView object, @Nullable Integer idle, Reporter reporter) {
        String pointer = trigger.pointer() + "/metadata/desiredReplicas";
        String text = trigger.metadata("desiredReplicas");
        if (!isShortNumber(text) || reporter.hasReported(pointer)) {
            return;
        }
        int desired = Integer.parseInt(text);
        int min = object.minReplicas();
        Integer given = object.count("maxReplicaCount");
        int max = given == null ? DEFAULT_MAX : given;
        if (idle == null && min > 0 && desired <= min) {
            reporter.report(
                    AdviceRules.CRON_WITHOUT_EFFECT,
                    pointer,
                    "desiredReplicas is " + desired + ", which has no effect because minReplicaCount is " + min + ".",
                    "Raise desiredReplicas above minReplicaCount, or lower minReplicaCount.");
        } else if (desired > max) {
            reporter.report(
                    AdviceRules.CRON_ABOVE_MAX,
                    pointer,
                    "desiredReplicas is " + desired + ", but the autoscaler stops at maxReplicaCount, which "
                            + (given == null ? "defaults to " : "is ") + max + ".",
                    "Raise maxReplicaCount, or lower desiredReplicas.");
        }
    }

    private static boolean isShortNumber(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static void checkContainer(ScaledObjectView.Trigger trigger, Reporter reporter) {
        String pointer = trigger.pointer() + "/metadata/containerName";
        if (!trigger.metadata("containerName").isEmpty() && !reporter.hasReported(pointer)) {
            reporter.report(
                    AdviceRules.CONTAINER_METRIC,
                    pointer,
                    "The " + trigger.type()
                            + " trigger of one container has no effect with scalingModifiers. KEDA keeps only the cpu and memory metrics of whole pods.",
                    "Remove containerName, or remove scalingModifiers.");
        }
    }
}
