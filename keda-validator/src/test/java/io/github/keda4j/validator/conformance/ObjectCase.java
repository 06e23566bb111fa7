package io.github.keda4j.validator.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An object about to be applied, and what is in the cluster.
 *
 * @param object what is applied
 * @param old what it replaces; null if it is new
 * @param cluster what else there is
 */
record ObjectCase(ObjectNode object, @Nullable ObjectNode old, ArrayNode cluster) {

    private static final String FINALIZERS = "/metadata/finalizers";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As the judge is asked: with the finalizers of the old object where the new one does not say any, as applying keeps them. */
    String question() {
        ObjectNode question = JSON.createObjectNode();
        question.put("ask", "object");
        question.putArray("layers").add("schema").add("webhook");
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
        return question.toString();
    }

    ObjectCase copy() {
        return new ObjectCase(object.deepCopy(), old == null ? null : old.deepCopy(), cluster.deepCopy());
    }

    @Override
    public String toString() {
        return object + (old == null ? "" : "\n  replaces " + old) + (cluster.isEmpty() ? "" : "\n  beside " + cluster);
    }
}
