package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the last word on what is stored. */
@FunctionalInterface
public interface Gate {

    /**
     * Says why an object must not be stored.
     *
     * @param kind of the object
     * @param object as it is to be stored
     * @param before as it is stored; null if it is new
     * @return the reason, or null if there is none
     */
    @Nullable
    String objection(Kind kind, Map<String, @Nullable Object> object, @Nullable Map<String, @Nullable Object> before);

    /**
     * Throws what {@link #objection} says.
     *
     * @param kind of the object
     * @param object as it is to be stored
     * @param before as it is stored; null if it is new
     */
    default void check(
            Kind kind, Map<String, @Nullable Object> object, @Nullable Map<String, @Nullable Object> before) {
        String objection = objection(kind, object, before);
        if (objection != null) {
            throw ApiException.forbidden(kind, Json.string(Json.at(object, "metadata", "name")), objection);
        }
    }
}
