package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.Fallback;
import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a ScaledObject the engine cannot run on: what it does not simulate, and numbers that KEDA (its CRD and admission
 * webhook) or Kubernetes (the validation of HorizontalPodAutoscalers) would refuse.
 */
final class ScaledObjectChecks {

    private static final String BEHAVIOR = "/spec/advanced/horizontalPodAutoscalerConfig/behavior/";
    private static final int LONGEST_WINDOW_SECONDS = 3600;
    private static final int LONGEST_PERIOD_SECONDS = 1800;

    private final ScaledObjectSpec spec;
    private final List<Finding> findings = new ArrayList<>();

    ScaledObjectChecks(ScaledObjectSpec spec, @Nullable HorizontalPodAutoscalerBehavior behavior) {
        this.spec = spec;
        checkNumbers();
        checkBounds();
        checkFallback(spec.getFallback());
        if (spec.getAdvanced() != null && spec.getAdvanced().getScalingModifiers() != null) {
            findings.add(Finding.error(
                    "simulator-formula",
                    "/spec/advanced/scalingModifiers",
                    "a formula over triggers is not simulated",
                    "Take it out for the simulation, and let the source of metrics give its result for one trigger."));
        }
        if (behavior != null) {
            checkRules("scaleUp", behavior.getScaleUp());
            checkRules("scaleDown", behavior.getScaleDown());
        }
    }

    List<Finding> findings() {
        return findings;
    }

    private void checkNumbers() {
        atLeast(1, spec.getPollingInterval(), "/spec/pollingInterval");
        atLeast(0, spec.getCooldownPeriod(), "/spec/cooldownPeriod");
        atLeast(0, spec.getInitialCooldownPeriod(), "/spec/initialCooldownPeriod");
        atLeast(0, spec.getIdleReplicaCount(), "/spec/idleReplicaCount");
    }

    private void checkBounds() {
        int min = requireNonNullElse(spec.getMinReplicaCount(), 0);
        int max = requireNonNullElse(spec.getMaxReplicaCount(), 100);
        if (min < 0 || max < 1 || min > max) {
            findings.add(Finding.error(
                    "simulator-bounds",
                    "/spec",
                    "minReplicaCount is " + min + " and maxReplicaCount is " + max
                            + "; 0 or more, and 1 or more and not below it, are allowed"));
        }
        Integer idle = spec.getIdleReplicaCount();
        // KEDA takes a minimum of 0 for 1 here, as the autoscaler does.
        if (idle != null && idle >= Math.max(min, 1)) {
            findings.add(Finding.error(
                    "simulator-bounds",
                    "/spec/idleReplicaCount",
                    "is " + idle + "; it must be less than minReplicaCount, which is " + Math.max(min, 1)));
        }
    }

    private void checkFallback(@Nullable Fallback fallback) {
        if (fallback == null) {
            return;
        }
        atLeast(0, fallback.getFailureThreshold(), "/spec/fallback/failureThreshold");
        atLeast(0, fallback.getReplicas(), "/spec/fallback/replicas");
        if (FallbackBehavior.SCALING_MODIFIERS.equals(fallback.getBehavior())) {
            findings.add(Finding.error(
                    "simulator-formula",
                    "/spec/fallback/behavior",
                    "is scalingModifiers; a formula over triggers is not simulated",
                    "Choose another behavior for the simulation."));
        }
    }

    private void checkRules(String direction, @Nullable HPAScalingRules rules) {
        if (rules == null) {
            return;
        }
        Integer window = rules.getStabilizationWindowSeconds();
        if (window != null && (window < 0 || window > LONGEST_WINDOW_SECONDS)) {
            behavior(direction + "/stabilizationWindowSeconds", window, "0 to " + LONGEST_WINDOW_SECONDS);
        }
        oneOf(direction + "/selectPolicy", rules.getSelectPolicy(), Set.of("Max", "Min", "Disabled"));
        if (rules.getTolerance() != null
                && rules.getTolerance().getNumericalAmount().signum() < 0) {
            behavior(direction + "/tolerance", rules.getTolerance(), "0 or more");
        }
        List<HPAScalingPolicy> policies = rules.getPolicies();
        for (int index = 0; index < policies.size(); index++) {
            checkPolicy(direction + "/policies/" + index, policies.get(index));
        }
    }

    private void checkPolicy(String pointer, HPAScalingPolicy policy) {
        oneOf(pointer + "/type", requireNonNullElse(policy.getType(), "missing"), Set.of("Pods", "Percent"));
        Integer value = policy.getValue();
        if (value == null || value < 1) {
            behavior(pointer + "/value", value, "1 or more");
        }
        Integer period = policy.getPeriodSeconds();
        if (period == null || period < 1 || period > LONGEST_PERIOD_SECONDS) {
            behavior(pointer + "/periodSeconds", period, "1 to " + LONGEST_PERIOD_SECONDS);
        }
    }

    private void oneOf(String pointer, @Nullable String found, Set<String> allowed) {
        if (found != null && !allowed.contains(found)) {
            behavior(pointer, found, String.join(", ", allowed.stream().sorted().toList()));
        }
    }

    private void behavior(String pointer, @Nullable Object found, String allowed) {
        findings.add(Finding.error(
                "simulator-behavior",
                BEHAVIOR + pointer,
                (found == null ? "is missing" : "is " + found) + "; allowed is " + allowed));
    }

    private void atLeast(int least, @Nullable Integer found, String pointer) {
        if (found != null && found < least) {
            findings.add(
                    Finding.error("simulator-bounds", pointer, "is " + found + "; " + least + " or more is allowed"));
        }
    }
}
