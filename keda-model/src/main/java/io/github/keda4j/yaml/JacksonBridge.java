package io.github.keda4j.yaml;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * fabric8's own mapper, for classes that are not of the regular form of its model: those with serializers of their own, and
 * those of users. Made when the first of them is met, for it takes longer than everything else here.
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
     * The value of that class that is written like the tree.
     *
     * @throws IllegalArgumentException if Jackson cannot do it
     */
    static <T> T value(Object tree, Class<T> type) {
        return SERIALIZATION.convertValue(tree, type);
    }
}
