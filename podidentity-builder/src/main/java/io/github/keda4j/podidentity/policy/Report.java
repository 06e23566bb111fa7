package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings. For a document that is wrong everywhere, the first thousand findings are enough. */
final class Report {

    static final String SYNTAX = "Syntax errors in policy.";
    static final String LEGACY = "The policy failed legacy parsing";

    private static final int MAX = 1000;
    private static final int MAX_QUOTED = 200;

    private final List<Finding> found = new ArrayList<>();

    void error(String rule, String pointer, String message, @Nullable String hint) {
        add(Finding.error(rule, pointer, message, hint));
    }

    /** An error that AWS also reports, with its words. */
    void refused(String rule, String pointer, String message, String inAwsWords, @Nullable String hint) {
        error(rule, pointer, message + " AWS says: " + inAwsWords, hint);
    }

    /** An element of the wrong JSON type. */
    void wrongType(String pointer, String expected, JsonNode found) {
        refused("element-type", pointer, "Expected " + expected + " but found " + kind(found) + ".", SYNTAX, null);
    }

    void warning(String rule, String pointer, String message, @Nullable String hint) {
        add(Finding.warning(rule, pointer, message, hint));
    }

    void info(String rule, String pointer, String message, @Nullable String hint) {
        add(Finding.info(rule, pointer, message, hint));
    }

    Findings findings() {
        return Findings.of(found);
    }

    boolean hasErrors() {
        for (Finding finding : found) {
            if (finding.severity() == Severity.ERROR) {
                return true;
            }
        }
        return false;
    }

    private void add(Finding finding) {
        if (found.size() < MAX) {
            found.add(finding);
        }
    }

    static String quote(String text) {
        return "\"" + (text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text) + "\"";
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
    }
}
