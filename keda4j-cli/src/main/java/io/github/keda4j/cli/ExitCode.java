package io.github.keda4j.cli;

/** What the program tells its caller. */
public final class ExitCode {

    /** Nothing was found that matters. */
    public static final int FINE = 0;

    /** Something was found. */
    public static final int FOUND = 1;

    /** The call was wrong, or not everything could be done. */
    public static final int INCOMPLETE = 2;

    private ExitCode() {}
}
