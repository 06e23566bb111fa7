package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How two objects of Kubernetes differ, for people. */
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
}
