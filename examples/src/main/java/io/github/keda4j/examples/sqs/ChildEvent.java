package io.github.keda4j.examples.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An event from a child process: one line of JSON on its standard output.
 *
 * @param type what happened
 * @param fields further details
 */
record ChildEvent(String type, Map<String, String> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "event";

    ChildEvent {
        fields = Map.copyOf(fields);
    }

    String get(String field) {
        return fields.getOrDefault(field, "");
    }

    int number(String field) {
        return Integer.parseInt(fields.getOrDefault(field, "0"));
    }

    /** Writes the event to the parent. */
    void tell() {
        ObjectNode line = JSON.createObjectNode().put(TYPE, type);
        new TreeMap<>(fields).forEach(line::put);
        synchronized (ChildEvent.class) {
            System.out.println(line);
            System.out.flush();
        }
    }

    /** Parses a line; empty if the line is not an event. */
    static Optional<ChildEvent> parse(String line) {
        try {
            JsonNode json = line.startsWith("{") ? JSON.readTree(line) : null;
            if (json == null || !json.has(TYPE)) {
                return Optional.empty();
            }
            Map<String, String> fields = new TreeMap<>();
            json.properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            return Optional.of(new ChildEvent(String.valueOf(fields.remove(TYPE)), fields));
        } catch (JsonProcessingException notAnEvent) {
            return Optional.empty();
        }
    }
}
