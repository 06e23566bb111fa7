package io.github.keda4j.formula.conformance;

import org.jspecify.annotations.Nullable;

/**
 * What KEDA says of a formula.
 *
 * @param accepted whether it is admitted
 * @param message why it is not
 * @param value what it gives: a number as Go's JSON writes it, NaN, +Inf, -Inf, -0, nil, or {@code TYPE: text}
 * @param runError why running it with the values fails
 * @param milli the metric that the autoscaler gets, in thousandths
 */
record JudgeAnswer(
        boolean accepted,
        @Nullable String message,
        @Nullable String value,
        @Nullable String runError,
        @Nullable Long milli) {}
