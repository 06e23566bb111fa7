package io.github.keda4j.validator.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Moves parameters and rules that several trigger types share word for word into definitions. */
final class Sharing {

    /** A value of this length is hardly longer than a reference. */
    private static final int SHORTEST = 120;

    private final ObjectNode definitions;
    private final Map<JsonNode, Integer> uses = new HashMap<>();
    private final Map<JsonNode, String> names = new LinkedHashMap<>();

    Sharing(ObjectNode definitions) {
        this.definitions = definitions;
    }

    void apply() {
        List<JsonNode> triggers = List.copyOf(
                definitions.properties().stream().map(Map.Entry::getValue).toList());
        for (JsonNode trigger : triggers) {
            trigger.at("/properties/metadata/properties").forEach(parameter -> uses.merge(parameter, 1, Integer::sum));
            trigger.path("allOf").forEach(rule -> uses.merge(rule, 1, Integer::sum));
        }
        for (JsonNode trigger : triggers) {
            if (trigger.at("/properties/metadata/properties") instanceof ObjectNode parameters) {
                parameters.properties().forEach(entry -> entry.setValue(shared(entry.getValue(), entry.getKey())));
            }
            if (trigger.path("allOf") instanceof ArrayNode rules) {
                for (int i = 0; i < rules.size(); i++) {
                    rules.set(i, shared(rules.get(i), "rule"));
                }
            }
        }
        names.forEach((schema, name) -> definitions.set(name, schema));
    }

    private JsonNode shared(JsonNode schema, String name) {
        if (uses.get(schema) == 1 || schema.toString().length() < SHORTEST) {
            return schema;
        }
        return Json.object().put("$ref", "#/definitions/" + names.computeIfAbsent(schema, key -> unused(name)));
    }

    /** A name that ends in a number, which no trigger type has. */
    private String unused(String name) {
        int number = 1;
        while (names.containsValue(name + "." + number)) {
            number++;
        }
        return name + "." + number;
    }
}
