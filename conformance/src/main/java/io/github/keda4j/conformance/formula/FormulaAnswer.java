package io.github.keda4j.conformance.formula;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What KEDA says about a formula.
 *
 * @param accepted whether the formula is admitted
 * @param message why it is refused
 * @param value its result: a number as Go's JSON writes it, NaN, +Inf, -Inf, -0, nil, or {@code TYPE: text}
 * @param runError why running it with the values fails
 * @param milli the metric that the autoscaler gets, in thousandths
 */
record FormulaAnswer(
        boolean accepted,
        @Nullable String message,
        @Nullable String value,
        @Nullable String runError,
        @Nullable Long milli) {

    static FormulaAnswer of(JsonNode answer) {
        JsonNode run = answer.path("runs").path(0);
        String value = value(run.path("value"));
        return new FormulaAnswer(
                answer.path("verdict").asText().equals("accept"),
                text(answer.path("message")),
                value,
                value == null ? text(run.path("error")) : null,
                run.has("milli") ? run.get("milli").asLong() : null);
    }

    private static @Nullable String value(JsonNode value) {
        String text = text(value);
        if ("Infinity".equals(text)) {
            return "+Inf";
        }
        return "-Infinity".equals(text) ? "-Inf" : text;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() ? null : node.asText();
    }
}
