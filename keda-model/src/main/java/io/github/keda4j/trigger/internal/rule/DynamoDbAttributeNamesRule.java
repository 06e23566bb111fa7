package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.JsonText;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names for the placeholders of a query: a JSON object of strings, which KEDA reads as MongoDB's Extended JSON. */
public final class DynamoDbAttributeNamesRule {

    /** As Go reads it: line breaks do not count, and the unused bits of the last character may have any value. */
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

    /** The hexadecimal digits of the subtypes that can be read as strings: plain bytes, and plain bytes of old. */
    private static final Pattern PLAIN_BYTES = Pattern.compile("0*(?:0|2)");

    private static final Pattern OBJECT_ID = Pattern.compile("[0-9A-Fa-f]{24}");

    private DynamoDbAttributeNamesRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue names = values.get("expressionAttributeNames");
        if (names.isKnown() && !areNames(JsonText.readExtended(names.text()), values)) {
            rule.fail(
                    "expressionAttributeNames",
                    "expressionAttributeNames must be a JSON object with at least one string (for example {\"#k\": \"state\"}).");
        }
    }

    private static boolean areNames(@Nullable Object json, ParameterValues values) {
        if (!(json instanceof Map<?, ?> names) || names.isEmpty()) {
            return false;
        }
        for (Object name : names.values()) {
            if (!isName(name, values)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the value is a string, or one of the typed values that can be read as one. */
    private static boolean isName(@Nullable Object value, ParameterValues values) {
        return value instanceof String
                || value == JsonText.NULL
                || (value instanceof Map<?, ?> typed && (isTyped(typed, values) || isBytes(typed)));
    }

    private static boolean isTyped(Map<?, ?> value, ParameterValues values) {
        return value.size() == 1
                && (value.get("$symbol") instanceof String
                        || Boolean.TRUE.equals(value.get("$undefined"))
                        || (!values.isSince(KedaVersion.V2_21) && matches(OBJECT_ID, value.get("$oid"))));
    }

    /** Bytes with a subtype, in the notation of today or in the older one, which has the subtype in second place. */
    private static boolean isBytes(Map<?, ?> value) {
        if (value.size() == 1 && value.get("$binary") instanceof Map<?, ?> parts) {
            return parts.size() == 2 && areBytes(parts.get("base64"), parts.get("subType"));
        }
        return List.copyOf(value.keySet()).equals(List.of("$binary", "$type"))
                && areBytes(value.get("$binary"), value.get("$type"));
    }

    private static boolean areBytes(@Nullable Object base64, @Nullable Object subtype) {
        return base64 instanceof String text
                && BASE64.matcher(text.replace("\r", "").replace("\n", "")).matches()
                && matches(PLAIN_BYTES, subtype);
    }

    private static boolean matches(Pattern pattern, @Nullable Object value) {
        return value instanceof String text && pattern.matcher(text).matches();
    }
}
