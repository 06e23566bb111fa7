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
         * Returns the metric in thousandths, as KEDA passes it to the autoscaler. KEDA cuts off anything smaller than a
         * thousandth. On amd64 a number that does not fit, and NaN, become the smallest long; on arm64 Go converts such
         * numbers to the nearest long, and NaN to 0.
         *
         * @return the metric in thousandths
         */
        public long milli() {
            return Evaluator.milli(value);
        }
    }

    /**
     * The formula returned nil: KEDA then uses {@code fallback.replicas} times the target instead, and fails if there
     * is no fallback.
     */
    record Nil() implements FormulaResult {}

    /**
     * The formula failed: KEDA logs an error, and the autoscaler gets no metric.
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
