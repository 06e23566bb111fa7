package io.github.keda4j.provisioner;

/** Thrown where a stack cannot be planned or a plan cannot be applied. What was applied stays; apply again to go on. */
public final class ProvisioningException extends RuntimeException {

    /**
     * An exception of our own making.
     *
     * @param message which object, what was found, what is allowed
     */
    public ProvisioningException(String message) {
        super(message);
    }

    /**
     * An exception from below.
     *
     * @param message which change failed and how far the plan got
     * @param cause what the API answered
     */
    public ProvisioningException(String message, Throwable cause) {
        super(message, cause);
    }
}
