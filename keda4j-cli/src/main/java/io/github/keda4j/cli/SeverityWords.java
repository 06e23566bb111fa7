package io.github.keda4j.cli;

import io.github.keda4j.findings.Severity;
import java.util.Locale;

/** The words for severities in reports and settings. */
public final class SeverityWords {

    private SeverityWords() {}

    /**
     * {@return {@code error}, {@code warning} or {@code note}}
     *
     * @param severity any
     */
    public static String of(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /**
     * {@return the severity that a word means}
     *
     * @param word {@code error}, {@code warning}, {@code note} or {@code info}, in any case
     * @throws IllegalArgumentException if the word is not one of these
     */
    public static Severity parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "error" -> Severity.ERROR;
            case "warning" -> Severity.WARNING;
            case "note", "info" -> Severity.INFO;
            default ->
                throw new IllegalArgumentException(
                        "\"" + word + "\" is not a severity. It must be error, warning or note.");
        };
    }
}
