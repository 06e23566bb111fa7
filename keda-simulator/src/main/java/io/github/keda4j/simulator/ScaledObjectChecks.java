package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.Fallback;
import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import io.github.keda4j.keda.v1alpha1.ScalingModifiers;
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
    private static final String MODIFIERS = "/spec/advanced/scalingModifiers";
    private static final int LONGEST_WINDOW_SECONDS = 3600;
    private static final int LONGEST_PERIOD_SECONDS = 1800;

    private final ScaledObjectSpec spec;
    private final boolean evaluatesFormulas;
    private final List<Finding> findings = new ArrayList<>();

    ScaledObjectChecks(
            ScaledObjectSpec spec, @Nullable HorizontalPodAutoscalerBehavior behavior, boolean evaluatesFormulas) {
        this.spec = spec;
        this.evaluatesFormulas = evaluatesFormulas;
        checkNumbers();
        checkBounds();
        checkFallback(spec.getFallback());
        ScalingModifiers modifiers = ScalingPolicy.modifiersOf(spec);
        if (modifiers != null) {
            checkModifiers(modifiers);
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
        atLeast(1, spec.getPollingInterval(), "pollingInterval");
        atLeast(0, spec.getCooldownPeriod(), "cooldownPeriod");
        atLeast(0, spec.getInitialCooldownPeriod(), "initialCooldownPeriod");
        atLeast(0, spec.getIdleReplicaCount(), "idleReplicaCount");
        atLeast(0, spec.getMinReplicaCount(), "minReplicaCount");
        atLeast(1, spec.getMaxReplicaCount(), "maxReplicaCount");
    }

    private void checkBounds() {
        int min = requireNonNullElse(spec.getMinReplicaCount(), 0);
        int max = requireNonNullElse(spec.getMaxReplicaCount(), ScalingPolicy.DEFAULT_MAX_REPLICAS);
        if (min > max) {
            findings.add(Finding.error(
                    "simulator-bounds",
                    "/spec/minReplicaCount",
                    "minReplicaCount is " + min + "; it must not be greater than maxReplicaCount, which is " + max
                            + "."));
        }
        Integer idle = spec.getIdleReplicaCount();
        // KEDA takes a minimum of 0 for 1 here, as the autoscaler does.
        if (idle != null && idle >= Math.max(min, 1)) {
            findings.add(Finding.error(
                    "simulator-bounds",
                    "/spec/idleReplicaCount",
                    "idleReplicaCount is " + idle + "; it must be less than minReplicaCount, which is "
                            + Math.max(min, 1) + "."));
        }
    }

    private void checkFallback(@Nullable Fallback fallback) {
        if (fallback == null) {
            return;
        }
        atLeast(0, fallback.getFailureThreshold(), "fallback/failureThreshold");
        atLeast(0, fallback.getReplicas(), "fallback/replicas");
        boolean leftToFormula = FallbackBehavior.SCALING_MODIFIERS.equals(fallback.getBehavior());
        if (leftToFormula && !evaluatesFormulas) {
            findings.add(Finding.error(
                    "simulator-formula",
                    "/spec/fallback/behavior",
                    "fallback.behavior is scalingModifiers; the simulator does not evaluate formulas.",
                    "Choose another behavior for the simulation."));
        }
    }

    private void checkModifiers(ScalingModifiers modifiers) {
        if (!evaluatesFormulas) {
            findings.add(Finding.error(
                    "simulator-formula",
                    MODIFIERS,
                    "scalingModifiers has a formula over triggers; the simulator does not evaluate formulas.",
                    "Remove it for the simulation, and return its result from the source of metrics for one trigger."));
            return;
        }
        String target = modifiers.getTarget();
        if (!(number(target) > 0)) {
            findings.add(Finding.error(
                    "simulator-formula",
                    MODIFIERS + "/target",
                    "scalingModifiers.target is " + quoted(target) + "; it must be a number above 0."));
        }
        String activation = modifiers.getActivationTarget();
        if (activation != null && !activation.isEmpty() && Double.isNaN(number(activation))) {
            findings.add(Finding.error(
                    "simulator-formula",
                    MODIFIERS + "/activationTarget",
                    "scalingModifiers.activationTarget is " + quoted(activation)
                            + "; it must be a number, or KEDA never acts on the ScaledObject."));
        }
        if (MetricTargetType.UTILIZATION.equals(modifiers.getMetricType())) {
            findings.add(Finding.error(
                    "simulator-formula",
                    MODIFIERS + "/metricType",
                    "scalingModifiers.metricType is Utilization; it must be AverageValue or Value."));
        }
    }

    private static double number(@Nullable String text) {
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private void checkRules(String direction, @Nullable HPAScalingRules rules) {
        if (rules == null) {
            return;
        }
        Integer window = rules.getStabilizationWindowSeconds();
        if (window != null && (window < 0 || window > LONGEST_WINDOW_SECONDS)) {
            behavior(
                    direction,
                    "stabilizationWindowSeconds",
                    window,
                    "from 0 to " + LONGEST_WINDOW_SECONDS + " seconds");
        }
        oneOf(direction, "selectPolicy", rules.getSelectPolicy(), Set.of("Max", "Min", "Disabled"));
        if (rules.getTolerance() != null
                && rules.getTolerance().getNumericalAmount().signum() < 0) {
            behavior(direction, "tolerance", rules.getTolerance(), "0 or more");
        }
        List<HPAScalingPolicy> policies = rules.getPolicies();
        for (int index = 0; index < policies.size(); index++) {
            checkPolicy(direction + "/policies/" + index, policies.get(index));
        }
    }

    private void checkPolicy(String pointer, HPAScalingPolicy policy) {
        if (policy.getType() == null) {
            behavior(pointer, "type", null, "one of Percent, Pods");
        }
        oneOf(pointer, "type", policy.getType(), Set.of("Pods", "Percent"));
        Integer value = policy.getValue();
        if (value == null || value < 1) {
            behavior(pointer, "value", value, "1 or more");
        }
        Integer period = policy.getPeriodSeconds();
        if (period == null || period < 1 || period > LONGEST_PERIOD_SECONDS) {
            behavior(pointer, "periodSeconds", period, "from 1 to " + LONGEST_PERIOD_SECONDS + " seconds");
        }
    }

    private void oneOf(String pointer, String field, @Nullable String found, Set<String> allowed) {
        if (found != null && !allowed.contains(found)) {
            String all = String.join(", ", allowed.stream().sorted().toList());
            behavior(pointer, field, quoted(found), "one of " + all);
        }
    }

    private void behavior(String pointer, String field, @Nullable Object found, String allowed) {
        findings.add(Finding.error(
                "simulator-behavior",
                BEHAVIOR + pointer + "/" + field,
                field + (found == null ? " is missing" : " is " + found) + "; it must be " + allowed + "."));
    }

    private void atLeast(int least, @Nullable Integer found, String path) {
        if (found != null && found < least) {
            findings.add(Finding.error(
                    "simulator-bounds",
                    "/spec/" + path,
                    path.replace('/', '.') + " is " + found + "; it must be " + least + " or more."));
        }
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "missing" : "\"" + text + "\"";
    }
}
