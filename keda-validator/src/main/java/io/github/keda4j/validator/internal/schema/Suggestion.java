package io.github.keda4j.validator.internal.schema;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a field that is unknown where it stands.
 *
 * @param sibling the field beside it that was meant; null where another place is
 * @param hint an imperative sentence
 * @param because what else is to be said of the field, as a sentence; null if nothing is
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
