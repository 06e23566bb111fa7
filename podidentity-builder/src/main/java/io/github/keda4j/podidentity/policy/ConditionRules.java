package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Comparison;
import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import io.github.keda4j.podidentity.policy.ElementValues.Value;
import java.util.HashMap;
import java.util.Map;

/** The shape of a {@code Condition} block: operators, keys and the values that each operator can compare. */
final class ConditionRules {

    private ConditionRules() {}

    static void check(PolicyType type, JsonNode node, String pointer, Report report) {
        if (!isObject(node, pointer, "an object of condition operators", report)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String operatorPointer = pointer + "/" + Pointer.escape(entry.getKey());
            ConditionOperator operator = ConditionOperator.of(entry.getKey());
            boolean object = isObject(entry.getValue(), operatorPointer, "an object of condition keys", report);
            if (operator.base().isEmpty()) {
                unknown(operator, object && entry.getValue().isEmpty(), operatorPointer, report);
            }
            if (object) {
                keys(type, operator, entry.getValue(), operatorPointer, report);
            }
        }
    }

    private static void unknown(ConditionOperator operator, boolean harmless, String pointer, Report report) {
        String hint = operator.json().endsWith("IfExists") && operator.json().contains("Null")
                ? "Write Null, which by itself tests whether the request has the key."
                : "Write an operator such as StringEquals, in exactly this case, with ForAllValues: or ForAnyValue: before it or IfExists"
                        + " after it if needed.";
        String message = "The condition operator " + Report.quote(operator.json()) + " does not exist.";
        if (harmless) {
            report.warning(
                    "condition-operator",
                    pointer,
                    message + " IAM accepts it only because the condition " + "block has no keys.",
                    hint);
        } else {
            report.refused(
                    "condition-operator",
                    pointer,
                    message,
                    Report.SYNTAX + " Invalid Condition type : " + operator.json() + ".",
                    hint);
        }
    }

    private static void keys(
            PolicyType type, ConditionOperator operator, JsonNode keys, String pointer, Report report) {
        Map<String, String> seen = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : keys.properties()) {
            String key = entry.getKey();
            String keyPointer = pointer + "/" + Pointer.escape(key);
            String same = seen.put(Ascii.toLowerCase(key), key);
            if (same != null) {
                report.warning(
                        "condition-key-twice",
                        keyPointer,
                        "The keys " + same + " and " + key + " are the same to AWS, which ignores their case.",
                        "Put the values into one array.");
            }
            ConditionKeyRules.check(type, operator, key, keyPointer, report);
            ElementValues values = ElementValues.of(entry.getValue(), keyPointer, true, report);
            if (values.all().isEmpty() && values.wellFormed()) {
                report.warning(
                        "condition-without-values",
                        keyPointer,
                        key + " is compared with an empty list, so the condition never matches.",
                        null);
            }
            operator.base().ifPresent(base -> values.all().forEach(value -> value(operator, base, value, report)));
        }
    }

    private static void value(ConditionOperator operator, Base base, Value value, Report report) {
        Comparison comparison = base.comparison();
        String text = value.text();
        boolean variable = text.contains("${");
        switch (comparison) {
            case NUMERIC -> refuseUnless(ConditionValues.isNumber(text), "a number", operator, value, report);
            case DATE ->
                refuseUnless(
                        ConditionValues.isDate(text),
                        "an ISO 8601 date or seconds since 1970",
                        operator,
                        value,
                        report);
            case IP ->
                refuseUnless(ConditionValues.isAddress(text), "an IP address or CIDR range", operator, value, report);
            case ARN -> refuseUnless(variable || ConditionValues.isArnPattern(text), "an ARN", operator, value, report);
            case BINARY -> {
                if (!ConditionValues.isBase64(text)) {
                    report.refused(
                            "condition-value",
                            value.pointer(),
                            operator + " compares base64, but " + Report.quote(text) + " is not base64.",
                            Report.SYNTAX,
                            null);
                }
            }
            case BOOL, NULL -> {
                if (!variable && !ConditionValues.isBoolean(text)) {
                    report.error(
                            "condition-value",
                            value.pointer(),
                            operator + " compares true and false, but " + Report.quote(text)
                                    + " is neither, so the condition never holds.",
                            null);
                }
            }
            case STRING -> {
                if (!variable && hasWildcard(text)) {
                    report.warning(
                            "condition-wildcard",
                            value.pointer(),
                            operator + " takes the wildcard in " + Report.quote(text) + " literally.",
                            "Use StringLike if you mean a pattern.");
                }
            }
            default -> {
                // Any text can be compared as text.
            }
        }
        if (operator.quantifier() != Quantifier.NONE && comparison == Comparison.NULL) {
            report.warning(
                    "condition-quantifier", value.pointer(), operator + " means the same as Null.", "Write Null.");
        }
    }

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0;
    }

    private static void refuseUnless(
            boolean valid, String what, ConditionOperator operator, Value value, Report report) {
        if (!valid) {
            report.refused(
                    "condition-value",
                    value.pointer(),
                    operator + " requires " + what + ", but the value is " + Report.quote(value.text()) + ".",
                    Report.LEGACY,
                    null);
        }
    }

    private static boolean isObject(JsonNode node, String pointer, String what, Report report) {
        if (!node.isObject()) {
            report.wrongType(pointer, what, node);
        }
        return node.isObject();
    }
}
