package io.github.keda4j.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;

/** A file of recordings: one line that says how they were made, and one line for each recording. */
record Recordings(KedaRelease release, List<Recording> all) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Recordings of(String resource) {
        List<JsonNode> lines = TestFiles.lines(resource).map(Recordings::json).toList();
        return new Recordings(
                release(lines.get(0).get("keda").asText()),
                lines.stream().skip(1).map(Recording::of).toList());
    }

    static KedaRelease release(String version) {
        return version.replace("v", "").startsWith("2.20") ? KedaRelease.V2_20 : KedaRelease.V2_21;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
