package io.github.keda4j.testing.kubernetes.internal.json;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads YAML with fabric8's reader, which does not report duplicates. */
public final class Yaml {

    private Yaml() {}

    /**
     * {@return the parsed text: JSON as JSON, anything else as YAML}
     *
     * @param text JSON or YAML
     * @throws JsonException if it is neither, or not a map
     */
    public static JsonDocument read(String text) {
        if (text.stripLeading().startsWith("{")) {
            return JsonDocument.read(text);
        }
        try {
            Map<?, ?> map = Serialization.unmarshal(text, Map.class);
            // Reads it again, so that all numbers come from the same reader.
            return JsonDocument.read(Json.write(normalised(map)));
        } catch (RuntimeException e) {
            throw new JsonException("error converting YAML to JSON: " + e.getMessage());
        }
    }

    private static @Nullable Object normalised(@Nullable Object value) {
        return value == null ? Map.of() : value;
    }
}
