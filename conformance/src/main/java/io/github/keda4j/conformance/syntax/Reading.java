package io.github.keda4j.conformance.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How this library reads a text.
 *
 * @param accepted whether it accepts the text
 * @param sort why it refuses the text, in words that do not depend on the text
 * @param value the value that it reads; null if it only decides whether the text is valid
 */
record Reading(boolean accepted, String sort, @Nullable JsonNode value) {

    static Reading good() {
        return new Reading(true, "", null);
    }

    static Reading of(JsonNode value) {
        return new Reading(true, "", value);
    }

    static Reading refused(String problem) {
        return new Reading(false, MessageSort.of(problem), null);
    }

    /** Returns an accepted reading if the problem is null, and otherwise a refused one. */
    static Reading unless(@Nullable String problem) {
        return problem == null ? good() : refused(problem);
    }

    @Override
    public String toString() {
        return accepted ? "accept" + (value == null ? "" : " " + value) : "refuse: " + sort;
    }
}
