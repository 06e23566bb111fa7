package io.github.keda4j.provisioner;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if stacks cannot be planned or a plan cannot be applied. What was written before stays; plan and apply again
 * to continue. Neither the message nor the cause contains values of environment variables or secrets.
 */
public final class ProvisioningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why it was thrown. */
    public enum Reason {
        /** Two stacks contradict each other. */
        CONTRADICTION,
        /** Something belongs to somebody else and was not passed to {@link Provisioner.Builder#adopt}. */
        FOREIGN_OWNER,
        /**
         * A client is for another account, region or cluster, or the cluster, a quota or the caller's permissions do not
         * allow the plan.
         */
        PREFLIGHT,
        /** Something has changed since the plan was made. */
        STALE_PLAN,
        /** An object is being deleted and does not go away, because nobody removes its finalizers. */
        TERMINATING,
        /** A text is not a saved plan, or has another schema version. */
        UNREADABLE_PLAN,
        /** A call failed, and retrying it did not help. */
        CALL_FAILED,
        /** The thread was interrupted. Its interrupt flag is set again. */
        INTERRUPTED,
        /** The caller asked to stop, through {@link Provisioner.Builder#stopWhen}. */
        CANCELLED,
        /** KEDA did not report a ScaledObject as ready in time. */
        NOT_READY
    }

    private final Reason reason;

    /**
     * Creates an exception with keda4j's own message.
     *
     * @param reason why it is thrown
     * @param message which object, what was found, what is allowed
     */
    public ProvisioningException(Reason reason, String message) {
        this(reason, message, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param reason why it is thrown
     * @param message which change failed and how far the plan got
     * @param cause what the API answered
     */
    public ProvisioningException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** {@return why it was thrown} */
    public Reason reason() {
        return reason;
    }
}
