package io.github.keda4j.cli.lint.output;

import io.github.keda4j.findings.Severity;

/**
 * The appearance of readable text.
 *
 * @param colours whether to use colours, as terminal codes
 * @param notes whether to show notes, instead of only their number
 */
public record TextStyle(boolean colours, boolean notes) {

    /** No colours; notes are counted. */
    public static final TextStyle PLAIN = new TextStyle(false, false);

    private static final String ESCAPE = "\u001B[";

    String bold(String text) {
        return colour("1", text);
    }

    String faint(String text) {
        return colour("2", text);
    }

    String caret(String text) {
        return colour("1;32", text);
    }

    String severity(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> colour("1;31", text);
            case WARNING -> colour("1;33", text);
            case INFO -> colour("1;36", text);
        };
    }

    private String colour(String code, String text) {
        return colours && !text.isEmpty() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
