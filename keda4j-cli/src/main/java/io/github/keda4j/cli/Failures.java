package io.github.keda4j.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/**
 * Describes in a sentence what went wrong with a file, since the JDK's exceptions often contain only the file's name.
 */
final class Failures {

    private Failures() {}

    static String tell(Exception problem) {
        Throwable cause = problem instanceof java.io.UncheckedIOException wrapped
                ? Objects.requireNonNull(wrapped.getCause())
                : problem;
        if (cause instanceof NoSuchFileException missing) {
            return "The file " + missing.getFile() + " does not exist.";
        }
        if (cause instanceof AccessDeniedException denied) {
            return "You may not read or write " + denied.getFile() + ".";
        }
        return String.valueOf(cause.getMessage());
    }
}
