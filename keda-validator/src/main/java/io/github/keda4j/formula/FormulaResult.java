package io.github.keda4j.formula;

import io.github.keda4j.formula.internal.Evaluator;

/** What a formula gives for some values of its triggers. */
public sealed interface FormulaResult {

    /**
     * A number, which becomes the metric that the autoscaler sees.
     *
     * @param value as the formula computes it; it may be infinite or NaN
     */
    record Value(double value) implements FormulaResult {

        /**
         * The metric in thousandths, as KEDA hands it to the autoscaler. KEDA cuts what is smaller than a thousandth
         * off. On amd64 a number that does not fit, and NaN, become the smallest long; on arm64 Go converts such numbers
         * to the nearest long, and NaN to 0.
         *
         * @return thousandths
         */
        public long milli() {
            return Evaluator.milli(value);
        }
    }

    /**
     * Nil: KEDA then takes {@code fallback.replicas} times the target instead, and fails where there is no fallback.
     */
    record Nil() implements FormulaResult {}

    /**
     * Nothing: KEDA logs an error, and the autoscaler gets no metric.
     *
     * @param reason a full sentence
     */
    record Failure(String reason) implements FormulaResult {}

    /**
     * What only KEDA can tell, because the formula does something that is not modelled here or takes too long.
     *
     * @param reason a full sentence
     */
    record Unknown(String reason) implements FormulaResult {}
}
