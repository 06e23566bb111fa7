package io.github.keda4j.trigger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names for the placeholders of a query: a JSON object of strings. */
final class DynamoDbAttributeNamesRule implements JavaRule {

    @Override
    public void check(Values values, Rules rules) {
        Value names = values.get("expressionAttributeNames");
        if (names.isKnown() && !areNames(JsonText.readFirst(names.text))) {
            rules.fail(
                    "expressionAttributeNames",
                    "expressionAttributeNames has to be a JSON object with at least one string, such as {\"#k\": \"state\"}");
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
