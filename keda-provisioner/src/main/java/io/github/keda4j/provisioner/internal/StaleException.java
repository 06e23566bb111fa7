package io.github.keda4j.provisioner.internal;

/** Thrown if the state that a change is based on has changed. The message says what has changed. */
public final class StaleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception about one change.
     *
     * @param message what has changed since the plan, a full sentence
     */
    public StaleException(String message) {
        super(message);
    }
}
