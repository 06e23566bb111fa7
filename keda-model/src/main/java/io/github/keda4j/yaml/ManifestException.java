package io.github.keda4j.yaml;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Location;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a text that is not a manifest, or does not fit the kinds that it names. The findings report every problem
 * with its place, in the order of the text: at least one and at most 100.
 */
public final class ManifestException extends FindingsException {

    static final String SYNTAX = "manifest-syntax";
    static final String LIMIT = "manifest-limit";
    static final String OBJECT = "manifest-object";
    static final String TYPE = "manifest-type";

    ManifestException(Findings findings, boolean more) {
        super(message(findings, more), findings);
    }

    ManifestException(String rule, int line, int column, String message) {
        this(rule, line, column, message, null);
    }

    ManifestException(String rule, int line, int column, String message, @Nullable String hint) {
        this(Findings.of(Finding.error(rule, "", message, hint).at(new Location(null, line, column))), false);
    }

    /** {@return the line of the first problem, from 1} */
    public int line() {
        return first().line();
    }

    /** {@return the column of the first problem, from 1} */
    public int column() {
        return first().column();
    }

    private Location first() {
        return findings().asList().get(0).location().orElseThrow();
    }

    private static String message(Findings findings, boolean more) {
        int count = findings.asList().size();
        if (count == 1) {
            return findings.toString();
        }
        StringBuilder text = new StringBuilder("The manifest has ")
                .append(more ? "more than " : "")
                .append(count)
                .append(more ? " problems. The first are:" : " problems:");
        for (Finding finding : findings) {
            text.append("\n  ").append(finding);
        }
        return text.toString();
    }
}
