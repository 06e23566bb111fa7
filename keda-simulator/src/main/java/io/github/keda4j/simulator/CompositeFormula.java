package io.github.keda4j.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A formula over triggers ({@code scalingModifiers.formula}), ready to be evaluated. */
@FunctionalInterface
interface CompositeFormula {

    /**
     * Evaluates the formula.
     *
     * @param metrics by the names of the triggers; null for a trigger that has failed too often, where the fallback leaves that to
     *     the formula. A trigger that failed otherwise is absent
     * @return the metric; null for nil
     * @throws RuntimeException if it cannot be evaluated, as KEDA then has no metric
     */
    @Nullable
    Double evaluate(Map<String, @Nullable Double> metrics);
}
