package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The rules for the length of a document, and for the size of a queue's policy. */
final class QuotaRules {

    /** The maximum text length that IAM's API accepts, including white space. */
    private static final int MAX_RAW = 131_072;

    private static final int QUEUE_STATEMENTS = 20;
    private static final int QUEUE_PRINCIPALS = 50;
    private static final int QUEUE_CONDITIONS = 10;
    private static final int QUEUE_ACTIONS = 7;

    private QuotaRules() {}

    static void size(PolicyType type, int quota, String text, Report report) {
        if (text.length() > MAX_RAW) {
            report.refused(
                    "policy-size",
                    "",
                    "The text has " + text.length() + " characters, white space included, but IAM accepts at most "
                            + MAX_RAW + ".",
                    "Member must have length less than or equal to " + MAX_RAW,
                    null);
        }
        int counted = countedCharacters(text);
        if (counted > quota) {
            total(type, quota, counted, report);
        }
        int bad = unsupportedCharacter(text);
        if (bad >= 0) {
            report.refused(
                    "policy-characters",
                    "",
                    "The text has the character " + String.format("U+%04X", text.codePointAt(bad)) + " at offset " + bad
                            + ", which IAM does not accept.",
                    "Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
                    null);
        }
    }

    static void total(PolicyType type, int quota, int counted, Report report) {
        String inAwsWords = type.sizeMessage().replace(String.valueOf(type.maxCharacters()), String.valueOf(quota));
        report.refused(
                "policy-size",
                "",
                "The policy has " + counted + " characters, white space not counted, but the quota is " + quota + ".",
                inAwsWords,
                "Split it into several policies, or use fewer statements.");
    }

    /** Counts the characters that are not white space between elements. */
    static int countedCharacters(String json) {
        int counted = 0;
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString || (c != ' ' && c != '\t' && c != '\n' && c != '\r')) {
                counted++;
            }
            if (c == '\\' && inString && i + 1 < json.length()) {
                counted++;
                i++;
            } else if (c == '"') {
                inString = !inString;
            }
        }
        return counted;
    }

    static void queue(List<JsonNode> statements, boolean array, Report report) {
        limit(statements.size(), QUEUE_STATEMENTS, "statements", "the submitted policy", "/Statement", report);
        int principals = 0;
        for (int i = 0; i < statements.size(); i++) {
            JsonNode statement = statements.get(i);
            String pointer = array ? "/Statement/" + i : "/Statement";
            limit(
                    count(statement.path("Action")) + count(statement.path("NotAction")),
                    QUEUE_ACTIONS,
                    "actions",
                    "a statement from the submitted policy",
                    pointer,
                    report);
            int conditions = 0;
            for (Map.Entry<String, JsonNode> operator :
                    statement.path("Condition").properties()) {
                conditions += operator.getValue().size();
            }
            limit(conditions, QUEUE_CONDITIONS, "conditions", "a statement from the submitted policy", pointer, report);
            for (Map.Entry<String, JsonNode> type : statement.path("Principal").properties()) {
                principals += count(type.getValue());
            }
        }
        limit(principals, QUEUE_PRINCIPALS, "principals", "the submitted policy", "/Statement", report);
    }

    private static void limit(int found, int max, String what, String where, String pointer, Report report) {
        if (found > max) {
            report.refused(
                    "queue-policy-limit",
                    pointer,
                    "SQS accepts at most " + max + " " + what + " here, but found " + found + ".",
                    found + " " + what + " were found in " + where + ", max allowed is " + max,
                    null);
        }
    }

    private static int count(JsonNode values) {
        return values.isArray() ? values.size() : values.isMissingNode() ? 0 : 1;
    }

    private static int unsupportedCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xFF || (c < 0x20 && c != '\t' && c != '\n' && c != '\r')) {
                return i;
            }
        }
        return -1;
    }
}
