package io.github.keda4j.testing.kubernetes.internal.patch;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc6902">JSON patch</a>, as lenient as the API server's library: a
 * missing field may be replaced, an index may count from the end.
 */
public final class JsonPatch {

    private static final int MOST_OPERATIONS = 10_000;
    private static final String END = "-";

    private @Nullable Object document;

    private JsonPatch(Object document) {
        this.document = document;
    }

    /**
     * {@return the patched object; the arguments are not changed}
     *
     * @param object the object to patch
     * @param operations the operations, in order
     * @throws PatchException if the patch does not fit
     */
    public static Map<String, @Nullable Object> apply(
            Map<String, @Nullable Object> object, List<@Nullable Object> operations) {
        if (operations.size() > MOST_OPERATIONS) {
            throw PatchException.doesNotFit("The allowed maximum operations in a JSON patch is " + MOST_OPERATIONS
                    + ", got " + operations.size());
        }
        JsonPatch patch = new JsonPatch(Json.copyOf(object));
        operations.forEach(operation -> patch.apply(Json.map(operation)));
        if (!(patch.document instanceof Map)) {
            throw PatchException.doesNotFit("the patched document is not an object");
        }
        return Json.map(patch.document);
    }

    private void apply(Map<String, @Nullable Object> operation) {
        String path = pointer(operation, "path");
        switch (Json.string(operation.get("op"))) {
            case "add" -> add(path, value(operation));
            case "remove" -> remove(path);
            case "replace" -> replace(path, value(operation));
            case "move" -> {
                String from = pointer(operation, "from");
                Object moved = get(from);
                remove(from);
                add(path, moved);
            }
            case "copy" -> add(path, Json.copy(get(pointer(operation, "from"))));
            case "test" -> {
                if (!Json.same(get(path), operation.get("value"))) {
                    throw PatchException.doesNotFit("testing value " + path + " failed");
                }
            }
            default -> throw PatchException.doesNotFit("Unexpected kind: " + operation.get("op"));
        }
    }

    private static String pointer(Map<String, @Nullable Object> operation, String name) {
        if (operation.get(name) instanceof String pointer && (pointer.isEmpty() || pointer.startsWith("/"))) {
            return pointer;
        }
        throw PatchException.doesNotFit("operation without " + name);
    }

    private static @Nullable Object value(Map<String, @Nullable Object> operation) {
        return Json.copy(operation.get("value"));
    }

    private @Nullable Object get(String pointer) {
        if (pointer.isEmpty()) {
            return document;
        }
        Object parent = parent(pointer);
        String key = lastOf(pointer);
        return parent instanceof Map
                ? Json.map(parent).get(key)
                : Json.list(parent).get(index(parent, key, false));
    }

    private void add(String pointer, @Nullable Object value) {
        put(pointer, value, true);
    }

    private void replace(String pointer, @Nullable Object value) {
        put(pointer, value, false);
    }

    private void put(String pointer, @Nullable Object value, boolean between) {
        if (pointer.isEmpty()) {
            document = value;
            return;
        }
        Object parent = parent(pointer);
        String key = lastOf(pointer);
        if (parent instanceof Map) {
            Json.map(parent).put(key, value);
        } else if (between) {
            Json.list(parent).add(key.equals(END) ? Json.list(parent).size() : index(parent, key, true), value);
        } else {
            Json.list(parent).set(index(parent, key, false), value);
        }
    }

    private void remove(String pointer) {
        Object parent = parent(pointer);
        String key = lastOf(pointer);
        if (parent instanceof List) {
            Json.list(parent).remove(index(parent, key, false));
        } else if (Json.map(parent).containsKey(key)) {
            Json.map(parent).remove(key);
        } else {
            throw PatchException.doesNotFit("Unable to remove nonexistent key: " + key);
        }
    }

    /** The map or list that contains the target of the pointer. */
    private Object parent(String pointer) {
        String[] keys = pointer.split("/", -1);
        Object parent = document;
        for (int i = 1; i < keys.length - 1; i++) {
            String key = unescaped(keys[i]);
            parent = parent instanceof List
                    ? Json.list(parent).get(index(parent, key, false))
                    : Json.map(parent).get(key);
        }
        if (keys.length < 2 || (!(parent instanceof Map) && !(parent instanceof List))) {
            throw PatchException.doesNotFit("doc is missing path: " + pointer);
        }
        return parent;
    }

    private static String lastOf(String pointer) {
        return unescaped(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    private static String unescaped(String key) {
        return key.replace("~1", "/").replace("~0", "~");
    }

    /** @param adding whether the position after the end is a valid index */
    private static int index(Object list, String key, boolean adding) {
        int size = Json.list(list).size() + (adding ? 1 : 0);
        try {
            int index = Integer.parseInt(key);
            int fromStart = index < 0 ? index + size : index;
            if (fromStart >= 0 && fromStart < size) {
                return fromStart;
            }
        } catch (NumberFormatException e) {
            throw PatchException.doesNotFit("value was not a proper array index: '" + key + "'");
        }
        throw PatchException.doesNotFit("Unable to access invalid index: " + key);
    }

    /**
     * {@return the operations of a patch}
     *
     * @param patch the patch as it was sent
     * @throws PatchException if they are not a list of objects
     */
    public static List<@Nullable Object> operations(@Nullable Object patch) {
        if (!(patch instanceof List) || !Json.list(patch).stream().allMatch(Map.class::isInstance)) {
            throw PatchException.malformed("json: cannot unmarshal into Go value of type []handlers.jsonPatchOp");
        }
        return Json.list(patch);
    }
}
