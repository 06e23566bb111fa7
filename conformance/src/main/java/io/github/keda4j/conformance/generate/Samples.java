package io.github.keda4j.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Texts that parsers often get wrong, grouped by their intended kind; read from {@code samples.yaml}. */
public final class Samples {

    private static final Map<String, List<String>> ALL = read();

    private Samples() {}

    /**
     * {@return the texts of a kind}
     *
     * @param sort such as {@code numbers}
     * @throws IllegalArgumentException if the file has none of them
     */
    public static List<String> of(String sort) {
        List<String> samples = ALL.get(sort);
        if (samples == null) {
            throw new IllegalArgumentException("There are no samples of " + sort + ".");
        }
        return samples;
    }

    private static Map<String, List<String>> read() {
        try (InputStream file =
                Objects.requireNonNull(Samples.class.getResourceAsStream("/samples.yaml"), "samples.yaml")) {
            Map<String, List<String>> all = new HashMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    Serialization.unmarshal(file, JsonNode.class).properties()) {
                List<String> texts = new ArrayList<>();
                entry.getValue().forEach(text -> texts.add(text.textValue()));
                all.put(entry.getKey(), List.copyOf(texts));
            }
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new IllegalStateException("samples.yaml cannot be read.", e);
        }
    }
}
