package io.github.keda4j.cli;

import org.jspecify.annotations.Nullable;

/**
 * What the program knows about the terminal. Java cannot determine which of its streams are terminals; the launcher
 * can, and passes the result in the environment variable {@code KEDA4J_TERMINAL}: {@code out}, {@code err}, both, or
 * nothing.
 */
public final class Terminal {

    private static final String VARIABLE = "KEDA4J_TERMINAL";

    private Terminal() {}

    /**
     * {@return whether to use colours on standard output}
     *
     * @param when {@code always}, {@code never}, or anything else to use them if the terminal supports them
     */
    public static boolean hasColours(String when) {
        return switch (when) {
            case "always" -> true;
            case "never" -> false;
            default -> !isSet("NO_COLOR") && !"dumb".equals(System.getenv("TERM")) && is("out");
        };
    }

    /** {@return whether standard error is a terminal} */
    public static boolean isErrorTerminal() {
        return is("err");
    }

    private static boolean is(String stream) {
        String told = System.getenv(VARIABLE);
        return told == null ? hasConsole() : told.contains(stream);
    }

    /**
     * Whether both standard input and standard output are terminals. Newer JDKs would load a line editor to answer
     * that.
     */
    @SuppressWarnings("SystemConsoleNull") // the console of java.base is null without a terminal on every JDK
    private static boolean hasConsole() {
        if (System.getProperty("jdk.console") == null) {
            System.setProperty("jdk.console", "java.base");
        }
        return System.console() != null;
    }

    private static boolean isSet(String variable) {
        @Nullable String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }
}
