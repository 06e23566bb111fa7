package io.github.keda4j.simulator;

import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScalingModifiers;

/**
 * The one metric that KEDA makes of all external triggers ({@code scalingModifiers}).
 *
 * @param target of the metric, with its activation value
 * @param formula that computes it
 * @param allowsFallback whether KEDA falls back: it does for a whole number as target only (KEDA 2.20, pkg/fallback/fallback.go)
 */
record CompositeMetric(TriggerTarget target, CompositeFormula formula, boolean allowsFallback) {

    static final String NAME = "composite-metric";

    /** Of modifiers that {@link ScaledObjectChecks} found in order. */
    static CompositeMetric of(ScalingModifiers modifiers, CompositeFormula formula) {
        String target = String.valueOf(modifiers.getTarget());
        MetricTargetType metricType = modifiers.getMetricType();
        String activation = modifiers.getActivationTarget();
        return new CompositeMetric(
                new TriggerTarget(
                        NAME,
                        NAME,
                        metricType == null ? MetricTargetType.AVERAGE_VALUE : metricType,
                        Thousandths.toNumber(Thousandths.truncated(Double.parseDouble(target))),
                        activation == null || activation.isEmpty() ? 0 : Double.parseDouble(activation)),
                formula,
                isWhole(target));
    }

    private static boolean isWhole(String target) {
        try {
            return Long.parseLong(target) > 0;
        } catch (NumberFormatException fraction) {
            return false;
        }
    }
}
