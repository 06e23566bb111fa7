package io.github.keda4j.cli;

/** The exit codes of the program. */
public final class ExitCode {

    /** Nothing was found that fails the check. */
    public static final int FINE = 0;

    /** Something was found. */
    public static final int FOUND = 1;

    /** The call was invalid, or not everything could be done. */
    public static final int INCOMPLETE = 2;

    private ExitCode() {}
}
