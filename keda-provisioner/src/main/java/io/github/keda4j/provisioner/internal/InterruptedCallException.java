package io.github.keda4j.provisioner.internal;

/** Thrown if the thread was interrupted while a call was waiting to be repeated. The thread's interrupt flag is set. */
public final class InterruptedCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception about one call.
     *
     * @param what the call, such as {@code create IAM role orders}
     * @param cause the refusal after which the call was waiting
     */
    public InterruptedCallException(String what, Throwable cause) {
        super("interrupted while waiting to " + what, cause);
    }
}
