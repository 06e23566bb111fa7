package io.github.keda4j.cli;

/** Thrown if the program was called with invalid arguments; the message says why they are invalid. */
public final class WrongUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates an exception for an invalid call.
     *
     * @param message one or more sentences
     */
    public WrongUse(String message) {
        super(message);
    }
}
