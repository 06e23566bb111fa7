package io.github.keda4j.formula.internal;

/** Thrown if a formula is legal but needs something that is deliberately not modelled here. */
public final class Unsupported extends RuntimeException {

    private final int offset;

    Unsupported(int offset, String reason) {
        super(reason, null, false, false);
        this.offset = offset;
    }

    /** Creates an exception for a running formula, for which the place no longer matters. */
    Unsupported(String reason) {
        this(-1, reason);
    }

    /** The place in the text that KEDA compiles; negative if it is unknown. */
    int offset() {
        return offset;
    }

    /**
     * Returns what is not supported.
     *
     * @return a full sentence
     */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
