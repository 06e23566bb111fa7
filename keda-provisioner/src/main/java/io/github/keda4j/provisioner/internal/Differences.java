package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The readable difference between two Kubernetes objects. */
public final class Differences {

    private Differences() {}

    /**
     * {@return a line for each field that differs, without values of environment variables and secrets}
     *
     * @param before one object
     * @param after another
     */
    public static List<String> between(JsonNode before, JsonNode after) {
        return Trees.differences(before, after);
    }

    /**
     * {@return the object as text that is the same for equal objects, without values of environment variables and secrets}
     *
     * @param object an object
     */
    public static String shown(ObjectNode object) {
        return Trees.shown(object);
    }

    /**
     * {@return the hidden values, in their order}
     *
     * @param object an object
     */
    public static List<String> hidden(JsonNode object) {
        return Trees.hidden(object);
    }
}
