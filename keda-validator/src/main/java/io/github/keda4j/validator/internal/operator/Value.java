package io.github.keda4j.validator.internal.operator;

import org.jspecify.annotations.Nullable;

/**
 * The value of a variable or a parameter as KEDA finds it.
 *
 * @param text the text; null if the value is set but unknown
 * @param isSecret whether the value comes from a Secret, so that no message may show it
 */
record Value(@Nullable String text, boolean isSecret) {

    static final Value UNKNOWN = new Value(null, false);

    /** The value that KEDA uses for anything that is missing. */
    static final Value EMPTY = new Value("", false);

    static Value of(String text) {
        return new Value(text, false);
    }
}
