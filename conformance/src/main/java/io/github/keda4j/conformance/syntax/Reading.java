package io.github.keda4j.conformance.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What this library reads.
 *
 * @param accepted whether it reads the text at all
 * @param sort why not, in words that say nothing of the text
 * @param value what it reads; null if it only tells whether the text is good
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

    /** Good if there is no problem. */
    static Reading unless(@Nullable String problem) {
        return problem == null ? good() : refused(problem);
    }

    @Override
    public String toString() {
        return accepted ? "accept" + (value == null ? "" : " " + value) : "refuse: " + sort;
    }
}
