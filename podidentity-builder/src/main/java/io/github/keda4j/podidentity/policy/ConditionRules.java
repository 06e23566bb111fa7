package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Comparison;
import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import io.github.keda4j.podidentity.policy.ElementValues.Value;
import java.util.HashMap;
import java.util.Locale;
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
                ? "Null asks for the key's presence itself, so it takes no IfExists"
                : "operators are case-sensitive; a prefix ForAllValues: or ForAnyValue: and the suffix IfExists are allowed";
        String message = "Invalid Condition type : " + operator.json() + ".";
        if (harmless) {
            report.warning("condition-operator", pointer, message + " Without keys IAM lets it pass.", hint);
        } else {
            report.error("condition-operator", pointer, Report.SYNTAX + " " + message, hint);
        }
    }

    private static void keys(
            PolicyType type, ConditionOperator operator, JsonNode keys, String pointer, Report report) {
        Map<String, String> seen = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : keys.properties()) {
            String key = entry.getKey();
            String keyPointer = pointer + "/" + Pointer.escape(key);
            String same = seen.put(key.toLowerCase(Locale.ROOT), key);
            if (same != null) {
                report.warning(
                        "condition-key-twice",
                        keyPointer,
                        "the keys " + same + " and " + key + " are one to AWS, which ignores their case",
                        "put the values into one array");
            }
            ConditionKeyRules.check(type, operator, key, keyPointer, report);
            ElementValues values = ElementValues.of(entry.getValue(), keyPointer, true, report);
            if (values.all().isEmpty() && values.wellFormed()) {
                report.warning("condition-without-values", keyPointer, key + " is compared with no value", null);
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
                    report.error(
                            "condition-value",
                            value.pointer(),
                            Report.SYNTAX + " " + operator + " compares base64, and " + Report.quote(text) + " is none",
                            null);
                }
            }
            case BOOL, NULL -> {
                if (!variable && !ConditionValues.isBoolean(text)) {
                    report.error(
                            "condition-value",
                            value.pointer(),
                            operator + " compares true and false; " + Report.quote(text)
                                    + " is neither, so it never holds",
                            null);
                }
            }
            case STRING -> {
                if (!variable && hasWildcard(text)) {
                    report.warning(
                            "condition-wildcard",
                            value.pointer(),
                            operator + " takes the wildcard in " + Report.quote(text) + " literally",
                            "use StringLike, if a pattern is meant");
                }
            }
            default -> {
                // Every text can be compared as text.
            }
        }
        if (operator.quantifier() != Quantifier.NONE && comparison == Comparison.NULL) {
            report.warning("condition-quantifier", value.pointer(), operator + " is the same as Null", "write Null");
        }
    }

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0;
    }

    private static void refuseUnless(
            boolean valid, String what, ConditionOperator operator, Value value, Report report) {
        if (!valid) {
            report.error(
                    "condition-value",
                    value.pointer(),
                    Report.LEGACY + ": " + operator + " compares " + what + ", and " + Report.quote(value.text())
                            + " is none",
                    null);
        }
    }

    private static boolean isObject(JsonNode node, String pointer, String what, Report report) {
        if (!node.isObject()) {
            report.error(
                    "element-type",
                    pointer,
                    Report.SYNTAX + " Expected " + what + ", found " + Report.kind(node),
                    null);
        }
        return node.isObject();
    }
}
