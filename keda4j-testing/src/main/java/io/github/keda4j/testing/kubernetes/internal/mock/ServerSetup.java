package io.github.keda4j.testing.kubernetes.internal.mock;

import io.github.keda4j.testing.kubernetes.Access;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import io.github.keda4j.testing.kubernetes.internal.schema.KubernetesKinds;
import io.github.keda4j.testing.kubernetes.internal.server.ApiServer;
import io.github.keda4j.testing.kubernetes.internal.server.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The initial state of an API server.
 *
 * @param clock the source of all times
 * @param namespaces the namespaces that exist
 * @param gate decides last what is stored
 * @param access decides what clients may do
 */
public record ServerSetup(Clock clock, List<String> namespaces, Gate gate, Access access) {

    private static final String DEFINITIONS = "keda-crds.json";

    /** {@return a new API server} */
    ApiServer newServer() {
        ApiServer server = new ApiServer(clock, gate, access);
        for (String namespace : namespaces) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("metadata", Map.of("name", namespace));
            server.add("v1", KubernetesKinds.NAMESPACE.plural(), "", object);
        }
        for (Object definition : definitions()) {
            server.add(
                    KubernetesKinds.CUSTOM_RESOURCE_DEFINITION.apiVersion(),
                    KubernetesKinds.CUSTOM_RESOURCE_DEFINITION.plural(),
                    "",
                    Json.map(definition));
        }
        return server;
    }

    private static List<@Nullable Object> definitions() {
        try (InputStream in = ServerSetup.class.getResourceAsStream(DEFINITIONS)) {
            String text = new String(Objects.requireNonNull(in, DEFINITIONS).readAllBytes(), StandardCharsets.UTF_8);
            return Json.list(JsonDocument.read(text).value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
