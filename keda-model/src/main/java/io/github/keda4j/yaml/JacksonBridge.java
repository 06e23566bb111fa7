package io.github.keda4j.yaml;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Uses fabric8's own mapper for classes that do not have the regular form of its model: those with their own
 * serializers, and those of users. The mapper is created only when the first such class occurs, because creating it
 * takes longer than everything else here.
 */
final class JacksonBridge {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private static final String ONLY = "value";

    private JacksonBridge() {}

    /** The value as maps, lists, strings, numbers and booleans. */
    static @Nullable Object tree(Object value) {
        // As a JSON text, since a conversion would leave values such as dates as they are.
        Map<?, ?> holder = SERIALIZATION.unmarshal(SERIALIZATION.asJson(Map.of(ONLY, value)), Map.class);
        return holder.get(ONLY);
    }

    /**
     * Creates the value of the class from the tree.
     *
     * @throws IllegalArgumentException if Jackson cannot create it
     */
    static <T> T value(Object tree, Class<T> type) {
        return SERIALIZATION.convertValue(tree, type);
    }
}
