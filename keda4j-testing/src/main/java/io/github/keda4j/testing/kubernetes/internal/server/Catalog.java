package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.codec.Codec;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.CustomKinds;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.schema.KubernetesKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds that are served: Kubernetes' own, and those of the stored definitions. */
final class Catalog {

    private final Map<String, Served> served = new LinkedHashMap<>();

    /** A kind and how its objects are decoded. */
    record Served(Kind kind, Codec codec) {}

    Catalog() {
        KubernetesKinds.all().forEach(this::add);
    }

    private void add(Kind kind) {
        served.put(path(kind.apiVersion(), kind.plural()), new Served(kind, Codec.of(kind)));
    }

    /** The kind with a version such as {@code apps/v1} and a name in paths such as {@code deployments}, or null. */
    @Nullable
    Served find(String apiVersion, String plural) {
        return served.get(path(apiVersion, plural));
    }

    private static String path(String apiVersion, String plural) {
        return apiVersion + "/" + plural;
    }

    /** Serves the kinds that a definition now defines, and no longer those that it defined before. */
    void define(Map<String, @Nullable Object> definition) {
        forget(definition);
        CustomKinds.of(definition).forEach(this::add);
    }

    void forget(Map<String, @Nullable Object> definition) {
        String name = Json.string(Json.at(definition, "metadata", "name"));
        served.values()
                .removeIf(one ->
                        one.kind().custom() && one.kind().qualifiedPlural().equals(name));
    }

    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        served.values().forEach(one -> kinds.add(one.kind()));
        return kinds;
    }
}
