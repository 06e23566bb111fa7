package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import io.github.keda4j.testing.kubernetes.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads objects from the store. */
final class Reader {

    private final Store store;

    Reader(Store store) {
        this.store = store;
    }

    Map<String, @Nullable Object> get(Target target) {
        Map<String, @Nullable Object> object = store.get(target.key());
        if (object == null) {
            throw ApiException.notFound(target.kind(), target.name());
        }
        return object;
    }

    /** The objects that a request selects, as of one moment, across any number of pages. */
    ApiResponse list(Target target, ApiRequest request) {
        Predicate<Map<String, @Nullable Object>> selected = Selectors.of(target.kind(), request);
        Page page = Page.of(request, store.revision());
        List<Map.Entry<Store.Key, Map<String, @Nullable Object>>> all =
                store.list(target.kind(), target.namespace(), page.revision()).stream()
                        .filter(entry -> selected.test(entry.getValue()))
                        .filter(entry -> page.isBehind(entry.getKey()))
                        .toList();
        boolean more = page.limit() > 0 && all.size() > page.limit();
        List<Map.Entry<Store.Key, Map<String, @Nullable Object>>> shown = more ? all.subList(0, page.limit()) : all;

        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("resourceVersion", Long.toString(page.revision()));
        if (more) {
            metadata.put("continue", page.after(shown.get(shown.size() - 1).getKey()));
            if (request.parameter("labelSelector").isEmpty()
                    && request.parameter("fieldSelector").isEmpty()) {
                metadata.put("remainingItemCount", (long) all.size() - shown.size());
            }
        }
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("kind", target.kind().listName());
        list.put("apiVersion", target.kind().apiVersion());
        list.put("metadata", metadata);
        list.put("items", shown.stream().map(Map.Entry::getValue).toList());
        return ApiResponse.of(200, list);
    }

    /**
     * The part of a list that a request selects.
     *
     * @param revision the moment that the list represents
     * @param limit the maximum number of objects; 0 for all
     * @param start where the part begins: after this namespace and name, or empty for the beginning
     */
    private record Page(long revision, int limit, List<String> start) {

        static Page of(ApiRequest request, long now) {
            String token = request.parameter("continue");
            int limit = limit(request.parameter("limit"));
            if (token.isEmpty()) {
                return new Page(now, limit, List.of());
            }
            try {
                Object read = JsonDocument.read(
                                new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                        .value();
                List<String> start = Json.list(Json.at(read, "start")).stream()
                        .map(Json::string)
                        .toList();
                if (Json.at(read, "rv") instanceof Long revision && start.size() == 2) {
                    return new Page(revision, limit, start);
                }
            } catch (IllegalArgumentException | JsonException e) {
                // Falls through to the message.
            }
            throw ApiException.badRequest("invalid continue token: continue key is not valid");
        }

        private static int limit(String text) {
            try {
                return text.isEmpty() ? 0 : Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw ApiException.badRequest("strconv.ParseInt: parsing " + Json.write(text) + ": invalid syntax");
            }
        }

        boolean isBehind(Store.Key key) {
            return start.isEmpty() || new Store.Key(key.resource(), start.get(0), start.get(1)).compareTo(key) < 0;
        }

        String after(Store.Key key) {
            String token = Json.write(Map.of("rv", revision, "start", List.of(key.namespace(), key.name())));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        }
    }
}
