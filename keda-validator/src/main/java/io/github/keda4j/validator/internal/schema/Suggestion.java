package io.github.keda4j.validator.internal.schema;

import org.jspecify.annotations.Nullable;

/**
 * What to do about a field that is unknown in its current place.
 *
 * @param sibling the intended field of the same part; null if another place is meant
 * @param hint an imperative sentence
 * @param because another sentence about the field; null if there is none
 */
record Suggestion(
        @Nullable String sibling, String hint, @Nullable String because) {

    static Suggestion didYouMean(String sibling) {
        return new Suggestion(sibling, "Did you mean " + sibling + "?", null);
    }

    static Suggestion moveTo(String path) {
        return new Suggestion(null, "Move it to " + path + ".", null);
    }
}
