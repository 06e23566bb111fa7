package io.github.keda4j.testing.kubernetes.internal.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed text.
 *
 * @param value its value; for a field that occurs twice, the last value
 * @param duplicates the fields that occur more than once, such as {@code spec.triggers[0].type}, in the order of the
 * text
 */
public record JsonDocument(@Nullable Object value, List<String> duplicates) {

    /**
     * {@return the parsed text}
     *
     * @param text JSON
     * @throws JsonException if it is not one JSON value and nothing else
     */
    public static JsonDocument read(String text) {
        return new JsonReader(text).document();
    }
}
