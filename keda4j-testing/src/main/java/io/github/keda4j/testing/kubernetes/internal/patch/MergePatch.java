package io.github.keda4j.testing.kubernetes.internal.patch;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** <a href="https://www.rfc-editor.org/rfc/rfc7386">JSON merge patch</a>. */
public final class MergePatch {

    private MergePatch() {}

    /**
     * {@return the patched object; the arguments are not changed}
     *
     * @param object the object to patch
     * @param patch the changes; null removes a field
     */
    public static Map<String, @Nullable Object> apply(
            Map<String, @Nullable Object> object, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> patched = new LinkedHashMap<>(object);
        patch.forEach((name, value) -> {
            if (value == null) {
                patched.remove(name);
            } else if (value instanceof Map) {
                patched.put(name, apply(Json.map(patched.get(name)), Json.map(value)));
            } else {
                patched.put(name, value);
            }
        });
        return patched;
    }
}
