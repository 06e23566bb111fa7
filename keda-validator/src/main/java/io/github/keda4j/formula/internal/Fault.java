package io.github.keda4j.formula.internal;

/** Thrown if running a formula fails, as it would in KEDA. */
public final class Fault extends RuntimeException {

    Fault(String message) {
        super(message, null, false, false);
    }

    /**
     * Returns the reason of the failure.
     *
     * @return a full sentence
     */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
