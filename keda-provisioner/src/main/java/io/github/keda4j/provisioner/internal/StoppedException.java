package io.github.keda4j.provisioner.internal;

/** Thrown if the caller asked to stop while a call was waiting to be repeated. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception about one call.
     *
     * @param what the call, such as {@code create IAM role orders}
     * @param cause the refusal after which the call was waiting
     */
    public StoppedException(String what, Throwable cause) {
        super("stopped while waiting to " + what, cause);
    }
}
