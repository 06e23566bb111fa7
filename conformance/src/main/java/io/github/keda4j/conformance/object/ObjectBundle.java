package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that a client sends, and what the cluster has.
 *
 * @param object as it is sent
 * @param old as it is stored; null on creation
 * @param cluster all other objects
 */
public record ObjectBundle(JsonNode object, @Nullable JsonNode old, List<JsonNode> cluster) {

    static ObjectBundle of(ObjectNode question) {
        List<JsonNode> cluster = new ArrayList<>();
        question.path("cluster").forEach(cluster::add);
        boolean update = question.path("operation").asText().equals("update");
        JsonNode old = question.has("old") ? question.get("old") : question.path("object");
        return new ObjectBundle(question.path("object"), update ? old : null, List.copyOf(cluster));
    }

    /** {@return the object's kind} */
    public String kind() {
        return object.path("kind").asText();
    }
}
