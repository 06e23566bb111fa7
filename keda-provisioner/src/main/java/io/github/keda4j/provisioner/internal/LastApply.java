package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether an apply would change nothing, decided without asking the API server: everything that would be applied
 * exists and is owned by keda4j, and keda4j owns nothing else. If the API server may write a value differently, only
 * a dry run can decide.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-Side Apply</a>
 */
final class LastApply {

    /** Fields that identify an object and that nobody owns. */
    private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");

    private static final Set<String> IDENTITY_IN_METADATA = Set.of("name", "namespace");

    private LastApply() {}

    static boolean hasAll(ObjectNode live, ObjectNode configuration) {
        List<JsonNode> ours = new ArrayList<>();
        for (JsonNode entry : live.at("/metadata/managedFields")) {
            if (entry.path("manager").asText().equals(Cluster.MANAGER)) {
                ours.add(entry);
            }
        }
        if (ours.size() != 1
                || !ours.get(0).path("operation").asText().equals("Apply")
                || !ours.get(0).path("subresource").asText().isEmpty()
                || !ours.get(0).path("apiVersion").equals(configuration.path("apiVersion"))) {
            return false;
        }
        ObjectNode applied = configuration.deepCopy();
        applied.remove(IDENTITY);
        applied.withObjectProperty("metadata").remove(IDENTITY_IN_METADATA);
        return isSame(ours.get(0).path("fieldsV1"), applied, live);
    }

    private static boolean isSame(JsonNode fields, JsonNode applied, JsonNode live) {
        if (fields.isEmpty() || applied.isEmpty()) {
            // A scalar, an empty value, or a value that is owned as a whole.
            return isLeaf(fields) && applied.equals(live);
        }
        return applied.isArray() ? isSameList(fields, applied, live) : isSameObject(fields, applied, live);
    }

    private static boolean isLeaf(JsonNode fields) {
        return fields.isObject() && (fields.isEmpty() || (fields.size() == 1 && fields.has(".")));
    }

    private static boolean isSameObject(JsonNode fields, JsonNode applied, JsonNode live) {
        Set<String> owned = new HashSet<>();
        fields.fieldNames().forEachRemaining(owned::add);
        owned.remove(".");
        return owned.size() == applied.size()
                && applied.properties().stream()
                        .allMatch(field -> owned.contains("f:" + field.getKey())
                                && live.has(field.getKey())
                                && isSame(
                                        fields.get("f:" + field.getKey()), field.getValue(), live.get(field.getKey())));
    }

    /** The elements of a list whose elements have keys. Their order matters as well. */
    private static boolean isSameList(JsonNode fields, JsonNode applied, JsonNode live) {
        Map<String, JsonNode> keys = keys(fields);
        int elements = 0;
        int place = -1;
        for (JsonNode element : applied) {
            String field = null;
            int next = -1;
            for (var key : keys.entrySet()) {
                if (isKeyOf(key.getKey(), key.getValue(), element)) {
                    field = key.getKey();
                    next = placeOf(field, key.getValue(), live);
                }
            }
            if (field == null) {
                return false;
            }
            JsonNode ownedOfIt = withoutKey(fields.get(field), field);
            if (next <= place || !isSame(ownedOfIt, element, live.get(next))) {
                return false;
            }
            place = next;
            elements++;
        }
        return elements == fields.size() - (fields.has(".") ? 1 : 0);
    }

    private static JsonNode withoutKey(JsonNode fields, String key) {
        return key.startsWith("v:") ? Cluster.JSON.createObjectNode() : fields;
    }

    private static int placeOf(String field, JsonNode key, JsonNode list) {
        for (int place = 0; place < list.size(); place++) {
            if (isKeyOf(field, key, list.get(place))) {
                return place;
            }
        }
        return -1;
    }

    /**
     * The keys of a list's elements, such as {@code k:{"name":"main"}} or {@code v:"a"}, and their contents; read once
     * per list.
     */
    private static Map<String, JsonNode> keys(JsonNode fields) {
        Map<String, JsonNode> keys = new LinkedHashMap<>();
        fields.fieldNames().forEachRemaining(field -> {
            if (field.startsWith("k:") || field.startsWith("v:")) {
                try {
                    keys.put(field, Cluster.JSON.readTree(field.substring(2)));
                } catch (JsonProcessingException unreadable) {
                    // This entry does not name an element.
                }
            }
        });
        return keys;
    }

    private static boolean isKeyOf(String field, JsonNode key, JsonNode element) {
        return field.startsWith("v:")
                ? key.equals(element)
                : key.properties().stream().allMatch(part -> part.getValue().equals(element.get(part.getKey())));
    }
}
