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

    private static final String RESOURCE = "keda-crds.json";
    /** KEDA's CustomResourceDefinitions in JSON, which every server adds. */
    private static final List<String> DEFINITIONS = definitions();

    /** {@return a new API server} */
    ApiServer newServer() {
        ApiServer server = new ApiServer(clock, gate, access);
        for (String namespace : namespaces) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("metadata", Map.of("name", namespace));
            server.add("v1", KubernetesKinds.NAMESPACE.plural(), "", Json.write(object));
        }
        for (String definition : DEFINITIONS) {
            server.add(
                    KubernetesKinds.CUSTOM_RESOURCE_DEFINITION.apiVersion(),
                    KubernetesKinds.CUSTOM_RESOURCE_DEFINITION.plural(),
                    "",
                    definition);
        }
        return server;
    }

    private static List<String> definitions() {
        try (InputStream in = ServerSetup.class.getResourceAsStream(RESOURCE)) {
            String text = new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
            return Json.list(JsonDocument.read(text).value()).stream()
                    .map(Json::write)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
