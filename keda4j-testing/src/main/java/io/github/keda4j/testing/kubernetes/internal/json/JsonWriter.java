package io.github.keda4j.testing.kubernetes.internal.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON as Go does, on one line. */
final class JsonWriter {

    private static final double LEAST_WITHOUT_EXPONENT = 1e-6;
    private static final double FIRST_WITH_EXPONENT = 1e21;

    private final StringBuilder text;

    JsonWriter(StringBuilder text) {
        this.text = text;
    }

    void value(@Nullable Object value) {
        if (value instanceof Map) {
            object(Json.map(value));
        } else if (value instanceof List) {
            array(Json.list(value));
        } else if (value instanceof String string) {
            string(string);
        } else if (value instanceof Double number) {
            text.append(number(number));
        } else {
            text.append(value);
        }
    }

    private void object(Map<String, @Nullable Object> object) {
        String separator = "{";
        for (Map.Entry<String, @Nullable Object> field : object.entrySet()) {
            text.append(separator);
            string(field.getKey());
            text.append(':');
            value(field.getValue());
            separator = ",";
        }
        text.append(object.isEmpty() ? "{}" : "}");
    }

    private void array(List<@Nullable Object> array) {
        String separator = "[";
        for (Object element : array) {
            text.append(separator);
            value(element);
            separator = ",";
        }
        text.append(array.isEmpty() ? "[]" : "]");
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        text.append('"');
    }

    private static String number(double number) {
        double size = Math.abs(number);
        if (size != 0 && (size < LEAST_WITHOUT_EXPONENT || size >= FIRST_WITH_EXPONENT)) {
            return Double.toString(number).replace(".0E", "e").replace('E', 'e').replaceFirst("e(\\d)", "e+$1");
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
