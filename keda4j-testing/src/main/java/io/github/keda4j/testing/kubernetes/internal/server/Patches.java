package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import io.github.keda4j.testing.kubernetes.internal.json.JsonException;
import io.github.keda4j.testing.kubernetes.internal.patch.JsonPatch;
import io.github.keda4j.testing.kubernetes.internal.patch.MergePatch;
import io.github.keda4j.testing.kubernetes.internal.patch.PatchException;
import io.github.keda4j.testing.kubernetes.internal.patch.StrategicMergePatch;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The media types of patches, and the result of patches other than apply. */
final class Patches {

    static final String APPLY = "application/apply-patch+yaml";
    private static final String JSON = "application/json-patch+json";
    private static final String MERGE = "application/merge-patch+json";
    private static final String STRATEGIC = "application/strategic-merge-patch+json";

    private static final List<String> FOR_CUSTOM = List.of(JSON, MERGE, APPLY);
    private static final List<String> FOR_KUBERNETES = List.of(JSON, MERGE, STRATEGIC, APPLY);

    private Patches() {}

    /** @throws ApiException if objects of the kind cannot be patched in this way */
    static void check(Kind kind, String mediaType) {
        List<String> accepted = kind.custom() ? FOR_CUSTOM : FOR_KUBERNETES;
        if (!accepted.contains(mediaType)) {
            throw ApiException.unsupportedMediaType(accepted);
        }
    }

    /** @throws ApiException if the patch cannot be read */
    static JsonDocument read(String body) {
        try {
            return JsonDocument.read(body);
        } catch (JsonException e) {
            throw ApiException.badRequest("error decoding patch: " + e.getMessage());
        }
    }

    /** The patched object, before it is decoded. */
    static Map<String, @Nullable Object> apply(
            Kind kind, String mediaType, Map<String, @Nullable Object> object, @Nullable Object patch) {
        try {
            if (mediaType.equals(JSON)) {
                return JsonPatch.apply(object, JsonPatch.operations(patch));
            }
            if (!(patch instanceof Map)) {
                throw ApiException.badRequest(
                        "error decoding patch: json: cannot unmarshal into Go value of type map[string]interface {}");
            }
            return mediaType.equals(MERGE)
                    ? MergePatch.apply(object, Json.map(patch))
                    : StrategicMergePatch.apply(kind.type(), object, Json.map(patch));
        } catch (PatchException e) {
            throw e.isMalformed()
                    ? ApiException.badRequest("error decoding patch: " + e.getMessage())
                    : ApiException.rejected();
        }
    }
}
