package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the last decision on whether an object is stored. */
@FunctionalInterface
public interface Gate {

    /**
     * Decides whether an object must not be stored.
     *
     * @param kind the kind of the object
     * @param object the object to store
     * @param before the stored object; null if the object is new
     * @return the reason, or null if there is none
     */
    @Nullable
    String objection(Kind kind, Map<String, @Nullable Object> object, @Nullable Map<String, @Nullable Object> before);

    /**
     * Throws the reason that {@link #objection} returns.
     *
     * @param kind the kind of the object
     * @param object the object to store
     * @param before the stored object; null if the object is new
     */
    default void check(
            Kind kind, Map<String, @Nullable Object> object, @Nullable Map<String, @Nullable Object> before) {
        String objection = objection(kind, object, before);
        if (objection != null) {
            throw ApiException.forbidden(kind, Json.string(Json.at(object, "metadata", "name")), objection);
        }
    }
}
