package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.JsonText;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names for the placeholders of a query: a JSON object of strings. */
public final class DynamoDbAttributeNamesRule {

    private DynamoDbAttributeNamesRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue names = values.get("expressionAttributeNames");
        if (names.isKnown() && !areNames(JsonText.readFirst(names.text()))) {
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
            if (!(name instanceof String) && name != JsonText.NULL) {
                return false;
            }
        }
        return true;
    }
}
