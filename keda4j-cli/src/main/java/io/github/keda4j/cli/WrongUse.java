package io.github.keda4j.cli;

/** The program was called in a way that makes no sense: the message says how, for who called it. */
public final class WrongUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * A call that makes no sense.
     *
     * @param message one or more sentences
     */
    public WrongUse(String message) {
        super(message);
    }
}
