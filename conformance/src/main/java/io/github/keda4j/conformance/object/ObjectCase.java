package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object about to be applied, and what is in the cluster.
 *
 * @param object the object that is applied
 * @param old the object that it replaces; null if it is new
 * @param cluster the other objects in the cluster
 */
record ObjectCase(ObjectNode object, @Nullable ObjectNode old, ArrayNode cluster) {

    private static final List<String> IDENTITY = List.of("/apiVersion", "/kind", "/metadata/name");
    private static final String NAMESPACE = "/metadata/namespace";
    private static final String FINALIZERS = "/metadata/finalizers";

    /** The subject of a question; a minimized one may lack parts. */
    static ObjectCase of(ObjectNode question) {
        return new ObjectCase(
                question.get("object") instanceof ObjectNode object ? object : Json.object(),
                question.get("old") instanceof ObjectNode old ? old : null,
                question.get("cluster") instanceof ArrayNode cluster
                        ? cluster
                        : Json.object().putArray("cluster"));
    }

    /**
     * The question for the judge, with the old object's finalizers if the new one has none, because an apply keeps
     * them.
     *
     * @param layers the layers that answer; all if empty
     */
    ObjectNode question(String... layers) {
        ObjectNode question = Json.object().put("ask", "object");
        if (layers.length == 0) {
            question.put("reachable", true);
        }
        for (String layer : layers) {
            question.withArray("layers").add(layer);
        }
        ObjectNode sent = object;
        if (old != null && old.at(FINALIZERS).isArray() && object.at(FINALIZERS).isMissingNode()) {
            sent = object.deepCopy();
            sent.withObjectProperty("metadata").set("finalizers", old.at(FINALIZERS));
        }
        question.set("object", sent);
        question.set("cluster", cluster);
        if (old != null) {
            question.put("operation", "update");
            question.set("old", old);
        }
        return question;
    }

    /**
     * Whether a generator could have created a question. Shrinking can create questions that no generator creates: it
     * can remove the old object of an update, one of the two layers that are always asked together, or something that
     * an apply cannot remove.
     */
    boolean isSound(ObjectNode question) {
        if (!question.path("layers").isEmpty() && question.path("layers").size() != 2) {
            return false;
        }
        if (old == null) {
            return !question.has("operation") && !question.has("old");
        }
        return question.path("operation").asText().equals("update")
                && old.at(NAMESPACE).equals(object.at(NAMESPACE))
                && (!old.at(FINALIZERS).isArray() || object.at(FINALIZERS).isArray())
                && IDENTITY.stream()
                        .allMatch(part ->
                                !old.at(part).isMissingNode() && old.at(part).equals(object.at(part)));
    }

    String kind() {
        JsonNode kind = object.path("kind");
        return kind.isTextual() ? kind.asText() : "object";
    }
}
