package io.github.keda4j.provisioner.internal;

/** Thrown if an object that is being deleted does not go away. The message says why, and what to do. */
public final class StuckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception about one or more objects.
     *
     * @param message which objects are stuck, since when, what holds them, and what to do
     */
    public StuckException(String message) {
        super(message);
    }
}
