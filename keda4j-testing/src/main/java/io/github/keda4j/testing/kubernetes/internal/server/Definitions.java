package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The special behavior of CustomResourceDefinitions. */
final class Definitions {

    private Definitions() {}

    /** The status of a definition whose kinds are served. */
    static Map<String, @Nullable Object> established(Map<String, @Nullable Object> definition) {
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("acceptedNames", Json.copy(Json.at(definition, "spec", "names")));
        status.put(
                "conditions",
                List.of(
                        condition("NamesAccepted", "NoConflicts", "no conflicts found"),
                        condition("Established", "InitialNamesAccepted", "the initial names have been accepted")));
        status.put(
                "storedVersions",
                Json.list(Json.at(definition, "spec", "versions")).stream()
                        .filter(version -> Boolean.TRUE.equals(Json.at(version, "storage")))
                        .map(version -> Json.string(Json.at(version, "name")))
                        .toList());
        return status;
    }

    private static Map<String, @Nullable Object> condition(String type, String reason, String message) {
        Map<String, @Nullable Object> condition = new LinkedHashMap<>();
        condition.put("type", type);
        condition.put("status", "True");
        condition.put("reason", reason);
        condition.put("message", message);
        return condition;
    }
}
