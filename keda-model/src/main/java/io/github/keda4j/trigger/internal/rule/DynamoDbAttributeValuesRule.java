package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.JsonText;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values for the placeholders of a query: a JSON object of DynamoDB's typed values, of the types that KEDA knows. */
public final class DynamoDbAttributeValuesRule {

    private DynamoDbAttributeValuesRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue attributes = values.get("expressionAttributeValues");
        if (attributes.isKnown() && !areValues(JsonText.read(attributes.text()))) {
            rule.fail(
                    "expressionAttributeValues",
                    "expressionAttributeValues must be a JSON object of DynamoDB values with the types S, N, B, BOOL,"
                            + " NULL, L or M (for example {\":k\": {\"S\": \"open\"}}).");
        }
    }

    private static boolean areValues(@Nullable Object json) {
        if (json == JsonText.NULL) {
            return true;
        }
        if (!(json instanceof Map<?, ?> values)) {
            return false;
        }
        for (Object value : values.values()) {
            if (!isValue(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isValue(Object json) {
        if (!(json instanceof Map<?, ?> typed)) {
            return false;
        }
        for (Map.Entry<?, ?> entry : typed.entrySet()) {
            Object value = entry.getValue();
            boolean good = switch (entry.getKey().toString()) {
                case "S", "N", "B" -> value instanceof String;
                case "BOOL" -> value instanceof Boolean;
                case "NULL" -> true;
                case "L" -> value instanceof List<?> list && areAllValues(list);
                case "M" -> value instanceof Map<?, ?> map && areValues(map);
                default -> false;
            };
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static boolean areAllValues(List<?> list) {
        for (Object element : list) {
            if (!isValue(element)) {
                return false;
            }
        }
        return true;
    }
}
