package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/** Thrown if KEDA refuses to compile a formula. */
final class SyntaxProblem extends RuntimeException {

    private final String rule;
    private final int offset;
    private final @Nullable String hint;

    SyntaxProblem(String rule, int offset, String message, @Nullable String hint) {
        super(message, null, false, false);
        this.rule = rule;
        this.offset = offset;
        this.hint = hint;
    }

    SyntaxProblem(String rule, int offset, String message) {
        this(rule, offset, message, null);
    }

    String rule() {
        return rule;
    }

    /** The place in the text that KEDA compiles. */
    int offset() {
        return offset;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String hint() {
        return hint;
    }
}
