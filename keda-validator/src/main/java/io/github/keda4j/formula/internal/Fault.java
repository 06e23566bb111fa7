package io.github.keda4j.formula.internal;

/** Thrown where running a formula fails, as it does in KEDA. */
public final class Fault extends RuntimeException {

    Fault(String message) {
        super(message, null, false, false);
    }

    /**
     * What went wrong.
     *
     * @return a full sentence
     */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
