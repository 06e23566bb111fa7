package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.JsonText;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names for the placeholders of a query: a JSON object of strings, which KEDA reads as MongoDB's Extended JSON. */
public final class DynamoDbAttributeNamesRule {

    private DynamoDbAttributeNamesRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue names = values.get("expressionAttributeNames");
        if (names.isKnown() && !areNames(JsonText.readExtended(names.text()))) {
            rule.fail(
                    "expressionAttributeNames",
                    "expressionAttributeNames must be a JSON object with at least one string (for example {\"#k\": \"state\"}).");
        }
    }

    private static boolean areNames(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> names) || names.isEmpty()) {
            return false;
        }
        for (Object name : names.values()) {
            if (!isName(name)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the value is a string, or one of the typed values that can be read as one. */
    private static boolean isName(@Nullable Object value) {
        return value instanceof String
                || value == JsonText.NULL
                || value instanceof Map<?, ?> typed
                        && typed.size() == 1
                        && (typed.get("$symbol") instanceof String || Boolean.TRUE.equals(typed.get("$undefined")));
    }
}
