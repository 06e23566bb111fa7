package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNullElse;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.formula.FormulaCheck;
import io.github.keda4j.formula.FormulaResult;
import io.github.keda4j.formula.FormulaScope;
import io.github.keda4j.formula.ScalingFormula;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScalingModifiers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one metric that KEDA computes from all external triggers ({@code scalingModifiers}).
 *
 * @param target the target of the metric, with its activation value
 * @param formula the formula that computes it
 * @param allowsFallback whether KEDA falls back: it does so only if the target is a whole number (KEDA 2.20,
 * pkg/fallback/fallback.go)
 */
record CompositeMetric(TriggerTarget target, ScalingFormula formula, boolean allowsFallback) {

    static final String NAME = "composite-metric";
    private static final Set<String> RESOURCES = Set.of("cpu", "memory");

    /** Reports a formula that KEDA accepts but the simulator cannot compute. */
    static List<Finding> check(ScalingModifiers modifiers, @Nullable List<ScaleTriggers> triggers) {
        FormulaCheck check = ScalingFormula.check(formulaOf(modifiers), scope(triggers));
        return check.formula().isPresent()
                ? List.of()
                : check.findings().stream()
                        .map(finding -> Finding.error(
                                "simulator-formula",
                                "/spec/advanced/scalingModifiers/formula",
                                finding.message(),
                                "For the simulation, remove scalingModifiers, and let the source of metrics return the formula's"
                                        + " result for one trigger."))
                        .toList();
    }

    /** Creates the metric from modifiers that {@link #check} and keda-validator accept. */
    static CompositeMetric of(ScalingModifiers modifiers, @Nullable List<ScaleTriggers> triggers) {
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
                ScalingFormula.check(formulaOf(modifiers), scope(triggers))
                        .formula()
                        .orElseThrow(),
                isWhole(target));
    }

    /**
     * Computes the metric.
     *
     * @param metrics the metrics by trigger name; null for a trigger that has failed too often, if the fallback leaves
     *     that to the formula; a trigger that failed in another way is absent
     * @return the value; null if the formula returns nil
     * @throws IllegalStateException if the formula fails, because KEDA then has no metric
     */
    @Nullable
    Double evaluate(Map<String, @Nullable Double> metrics) {
        Map<String, @Nullable Double> values = new HashMap<>();
        for (String name : formula.triggers()) {
            values.put(name, metrics.get(name));
        }
        FormulaResult result = formula.evaluate(values);
        if (result instanceof FormulaResult.Value value) {
            return value.value();
        }
        if (result instanceof FormulaResult.Failure failure) {
            throw new IllegalStateException(failure.reason());
        }
        if (result instanceof FormulaResult.Unknown unknown) {
            throw new IllegalStateException(unknown.reason());
        }
        return null;
    }

    private static String formulaOf(ScalingModifiers modifiers) {
        return requireNonNullElse(modifiers.getFormula(), "");
    }

    /** A trigger without a name cannot be read, and neither can cpu and memory. */
    private static FormulaScope scope(@Nullable List<ScaleTriggers> triggers) {
        return FormulaScope.of(requireNonNullElse(triggers, List.<ScaleTriggers>of()).stream()
                .filter(trigger -> !RESOURCES.contains(trigger.getType()))
                .map(ScaleTriggers::getName)
                .filter(name -> name != null && !name.isEmpty())
                .toList());
    }

    private static boolean isWhole(String target) {
        try {
            return Long.parseLong(target) > 0;
        } catch (NumberFormatException fraction) {
            return false;
        }
    }
}
