package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import io.github.keda4j.testing.kubernetes.internal.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The subresource through which autoscalers read and write replicas. */
final class Scale {

    private final Writer writer;
    private final Reader reader;

    Scale(Writer writer, Reader reader) {
        this.writer = writer;
        this.reader = reader;
    }

    ApiResponse answer(Target target, ApiRequest request) {
        return switch (request.method()) {
            case "GET" -> ApiResponse.of(200, scaleOf(reader.get(target)));
            case "PUT" -> write(target, request, "UpdateOptions");
            case "PATCH" -> write(target, request, "PatchOptions");
            default -> throw ApiException.methodNotAllowed();
        };
    }

    private ApiResponse write(Target target, ApiRequest request, String optionsKind) {
        Options options = Options.of(request, optionsKind);
        Map<String, @Nullable Object> written = writer.update(
                        target,
                        existing -> {
                            Map<String, @Nullable Object> scale = sent(target, request, existing);
                            Map<String, @Nullable Object> object = Json.copyOf(existing);
                            Json.child(object, "spec").put("replicas", replicas(scale));
                            Strategy.setOrRemove(
                                    Json.child(object, "metadata"),
                                    "resourceVersion",
                                    Json.at(scale, "metadata", "resourceVersion"));
                            writer.strategy(target)
                                    .fieldManager()
                                    .update(existing, object, options.manager(), writer.now());
                            return object;
                        },
                        false,
                        options)
                .object();
        return ApiResponse.of(200, scaleOf(written));
    }

    private static Map<String, @Nullable Object> sent(
            Target target, ApiRequest request, Map<String, @Nullable Object> existing) {
        if (request.method().equals("PATCH")) {
            Patches.check(target.kind(), request.contentType());
            return Patches.apply(
                    target.kind(),
                    request.contentType(),
                    scaleOf(existing),
                    Patches.read(request.body()).value());
        }
        try {
            return Json.map(JsonDocument.read(request.body()).value());
        } catch (JsonException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Object replicas(Map<String, @Nullable Object> scale) {
        return Json.at(scale, "spec", "replicas") instanceof Long replicas ? replicas : (Object) 0L;
    }

    private static Map<String, @Nullable Object> scaleOf(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> scale = new LinkedHashMap<>();
        scale.put("kind", "Scale");
        scale.put("apiVersion", "autoscaling/v1");
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            metadata.put(field, Json.at(object, "metadata", field));
        }
        scale.put("metadata", metadata);
        Map<String, @Nullable Object> spec = new LinkedHashMap<>();
        if (Json.at(object, "spec", "replicas") instanceof Long replicas && replicas != 0) {
            spec.put("replicas", replicas);
        }
        scale.put("spec", spec);
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("replicas", Json.at(object, "status", "replicas") instanceof Long replicas ? replicas : (Object) 0L);
        status.put(
                "selector",
                Json.map(Json.at(object, "spec", "selector", "matchLabels")).entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(",")));
        scale.put("status", status);
        return scale;
    }
}
