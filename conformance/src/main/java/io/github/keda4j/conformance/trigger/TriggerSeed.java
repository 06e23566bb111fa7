package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.trigger.Triggers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trigger written by a person: an example of the catalogue.
 *
 * @param metadata its parameters
 * @param authentication the parameters from its authentication
 * @param environment the environment of the scaled container
 * @param podIdentity the provider; empty for none
 * @param metricType the metric type as it is written; empty for none
 */
record TriggerSeed(
        Map<String, String> metadata,
        Map<String, String> authentication,
        Map<String, String> environment,
        String podIdentity,
        String metricType) {

    private static final Map<String, List<TriggerSeed>> ALL = read();
    private static final Map<String, List<String>> VALUES = values();

    /** The examples of a type, both accepted and refused ones. */
    static List<TriggerSeed> of(String type) {
        return ALL.getOrDefault(type, List.of());
    }

    /** The values of a parameter in the examples of any type. */
    static List<String> valuesOf(String parameter) {
        return VALUES.getOrDefault(parameter, List.of());
    }

    private static Map<String, List<TriggerSeed>> read() {
        Map<String, List<TriggerSeed>> all = new HashMap<>();
        for (String type : Triggers.types()) {
            try (InputStream file = TriggerSeed.class.getResourceAsStream("/triggers/" + type + ".yaml")) {
                if (file != null) {
                    all.put(type, read(Serialization.unmarshal(file, JsonNode.class)));
                }
            } catch (IOException e) {
                throw new IllegalStateException("The examples of " + type + " cannot be read.", e);
            }
        }
        return all;
    }

    private static List<TriggerSeed> read(JsonNode document) {
        List<TriggerSeed> seeds = new ArrayList<>();
        for (String verdict : List.of("accepted", "rejected")) {
            for (JsonNode example : document.path(verdict)) {
                seeds.add(new TriggerSeed(
                        texts(example.path("metadata")),
                        texts(example.path("auth")),
                        texts(example.path("env")),
                        example.path("podIdentity").asText(),
                        example.path("metricType").asText()));
            }
        }
        return List.copyOf(seeds);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static Map<String, List<String>> values() {
        Map<String, List<String>> values = new HashMap<>();
        for (String type : Triggers.types()) {
            for (TriggerSeed seed : of(type)) {
                seed.metadata.forEach((name, value) -> addTo(values, name, value));
                seed.authentication.forEach((name, value) -> addTo(values, name, value));
            }
        }
        return values;
    }

    private static void addTo(Map<String, List<String>> values, String name, String value) {
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }
}
