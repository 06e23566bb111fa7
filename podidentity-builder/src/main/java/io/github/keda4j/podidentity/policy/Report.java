package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings. Of a document that is wrong all over, the first thousand are enough. */
final class Report {

    static final String SYNTAX = "Syntax errors in policy.";
    static final String LEGACY = "The policy failed legacy parsing";

    private static final int MAX = 1000;
    private static final int MAX_QUOTED = 200;

    private final List<Finding> found = new ArrayList<>();

    void error(String rule, String pointer, String message, @Nullable String hint) {
        add(Finding.error(rule, pointer, message, sentence(hint)));
    }

    void warning(String rule, String pointer, String message, @Nullable String hint) {
        add(Finding.warning(rule, pointer, message, sentence(hint)));
    }

    void info(String rule, String pointer, String message, @Nullable String hint) {
        add(Finding.info(rule, pointer, message, sentence(hint)));
    }

    Findings findings() {
        return Findings.of(found);
    }

    boolean hasErrors() {
        return findings().hasErrors();
    }

    private void add(Finding finding) {
        if (found.size() < MAX) {
            found.add(finding);
        }
    }

    /** A hint follows a full stop. */
    private static @Nullable String sentence(@Nullable String hint) {
        return hint == null ? null : Character.toUpperCase(hint.charAt(0)) + hint.substring(1);
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
