package io.github.keda4j.formula;

import io.github.keda4j.formula.internal.Evaluator;

/** The result of a formula for given values of its triggers. */
public sealed interface FormulaResult {

    /**
     * A number, which becomes the metric that the autoscaler sees.
     *
     * @param value the computed value, which may be infinite or NaN
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
     * Nil: KEDA then takes {@code fallback.replicas} times the target instead, and fails if there is no fallback.
     */
    record Nil() implements FormulaResult {}

    /**
     * Nothing: KEDA logs an error, and the autoscaler gets no metric.
     *
     * @param reason a full sentence
     */
    record Failure(String reason) implements FormulaResult {}

    /**
     * A result that only KEDA can determine, because the formula does something that is not modelled here or takes too
     * long.
     *
     * @param reason a full sentence
     */
    record Unknown(String reason) implements FormulaResult {}
}
