package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import io.github.keda4j.testing.kubernetes.internal.json.JsonException;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.schema.KubernetesKinds;
import io.github.keda4j.testing.kubernetes.internal.server.ApiException.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects. An object with finalizers stays until they are removed. This implements only the part of the garbage
 * collector without which objects would never be removed: the server ignores a client's request to delete dependents
 * first or to orphan them.
 */
final class Deletion {

    private final Store store;
    private final Catalog catalog;
    private final Writer writer;

    Deletion(Store store, Catalog catalog, Writer writer) {
        this.store = store;
        this.catalog = catalog;
        this.writer = writer;
    }

    ApiResponse delete(Target target, ApiRequest request) {
        Map<String, @Nullable Object> object = store.get(target.key());
        if (object == null) {
            throw ApiException.notFound(target.kind(), target.name());
        }
        Map<String, @Nullable Object> options = options(request);
        checkPreconditions(target.kind(), target.name(), object, Json.map(options.get("preconditions")));
        return ApiResponse.of(200, delete(target.kind(), target.key(), object, isDryRun(options)));
    }

    ApiResponse deleteAll(Target target, ApiRequest request) {
        Map<String, @Nullable Object> options = options(request);
        ApiResponse list = new Reader(store).list(target, request);
        for (Object item : Json.list(list.body().get("items"))) {
            String namespace = Json.string(Json.at(item, "metadata", "namespace"));
            String name = Json.string(Json.at(item, "metadata", "name"));
            delete(target.kind(), Store.Key.of(target.kind(), namespace, name), Json.map(item), isDryRun(options));
        }
        return list;
    }

    private static Map<String, @Nullable Object> options(ApiRequest request) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        if (request.body().isBlank()) {
            options.put("dryRun", request.query().getOrDefault("dryRun", List.of()));
        } else {
            try {
                options.putAll(Json.map(JsonDocument.read(request.body()).value()));
            } catch (JsonException e) {
                throw ApiException.badRequest(String.valueOf(e.getMessage()));
            }
        }
        List<Cause> problems = new ArrayList<>();
        Options.checkDryRun(
                Json.list(options.get("dryRun")).stream().map(Json::string).toList(), problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidOptions("DeleteOptions", problems);
        }
        return options;
    }

    private static boolean isDryRun(Map<String, @Nullable Object> options) {
        return !Json.isEmpty(options.get("dryRun"));
    }

    private static void checkPreconditions(
            Kind kind, String name, Map<String, @Nullable Object> object, Map<String, @Nullable Object> preconditions) {
        Object uid = Json.at(object, "metadata", "uid");
        Object wantedUid = preconditions.get("uid");
        if (wantedUid != null && !wantedUid.equals(uid)) {
            throw ApiException.precondition(
                    kind,
                    name,
                    "the UID in the precondition (" + wantedUid + ") does not match the UID in record (" + uid
                            + "). The object might have been deleted and then recreated");
        }
        Object version = Json.at(object, "metadata", "resourceVersion");
        Object wantedVersion = preconditions.get("resourceVersion");
        if (wantedVersion != null && !wantedVersion.equals(version)) {
            throw ApiException.precondition(
                    kind,
                    name,
                    "the ResourceVersion in the precondition (" + wantedVersion
                            + ") does not match the ResourceVersion in record (" + version
                            + "). The object might have been modified");
        }
    }

    private Map<String, @Nullable Object> delete(
            Kind kind, Store.Key key, Map<String, @Nullable Object> object, boolean dryRun) {
        if (!Json.isEmpty(Json.at(object, "metadata", "finalizers"))) {
            if (Json.at(object, "metadata", "deletionTimestamp") != null) {
                return object;
            }
            Map<String, @Nullable Object> marked = marked(object);
            return dryRun ? marked : store.put(key, marked);
        }
        if (!dryRun) {
            if (kind.equals(KubernetesKinds.NAMESPACE)) {
                deleteContents(key.name());
            }
            store.remove(key);
        }
        return kind.returnsDeleted() ? object : success(kind, key.name(), object);
    }

    private Map<String, @Nullable Object> marked(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> marked = Json.copyOf(object);
        Map<String, @Nullable Object> metadata = Json.child(marked, "metadata");
        metadata.put("deletionTimestamp", writer.now());
        metadata.put("deletionGracePeriodSeconds", 0L);
        if (metadata.get("generation") instanceof Long generation) {
            metadata.put("generation", generation + 1);
        }
        return marked;
    }

    private void deleteContents(String namespace) {
        for (Kind kind : catalog.kinds()) {
            if (kind.namespaced()) {
                store.list(kind, namespace, store.revision())
                        .forEach(entry -> delete(kind, entry.getKey(), entry.getValue(), false));
            }
        }
    }

    private static Map<String, @Nullable Object> success(Kind kind, String name, Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> details = ApiException.details(name, kind.group(), kind.plural());
        details.put("uid", Json.at(object, "metadata", "uid"));
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", Map.of());
        status.put("status", "Success");
        status.put("details", details);
        return status;
    }
}
