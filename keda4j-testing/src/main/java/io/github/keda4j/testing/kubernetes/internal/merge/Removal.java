package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes paths from a value. */
final class Removal {

    private Removal() {}

    /** The value without the parts that the paths lead to; null if nothing is left of it. */
    static @Nullable Object remove(@Nullable Type declared, @Nullable Object value, FieldSet paths) {
        Type type = declared == null ? Scalar.ANY : TypedValues.resolve(declared, value);
        if (type instanceof Scalar) {
            return value;
        }
        // An atomic value is removed as a whole: if a path leads into it, nothing is left of it.
        if (Json.isEmpty(value) || TypedValues.isAtomic(type)) {
            return null;
        }
        return type instanceof ListOf list
                ? elements(list, Json.list(value), paths)
                : fields(type, Json.map(value), paths);
    }

    private static @Nullable Object elements(ListOf list, List<@Nullable Object> elements, FieldSet paths) {
        List<@Nullable Object> rest = new ArrayList<>();
        for (Object element : elements) {
            PathElement step = TypedValues.stepTo(list, element);
            if (!paths.has(step)) {
                FieldSet deeper = paths.behind(step);
                rest.add(deeper.isEmpty() ? element : remove(list.elements(), element, deeper));
            }
        }
        return rest.isEmpty() ? null : rest;
    }

    private static @Nullable Object fields(Type type, Map<String, @Nullable Object> fields, FieldSet paths) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            PathElement step = new PathElement.Field(name);
            if (!paths.has(step)) {
                FieldSet deeper = paths.behind(step);
                rest.put(name, deeper.isEmpty() ? value : remove(TypedValues.fieldType(type, name), value, deeper));
            }
        });
        return rest.isEmpty() ? null : rest;
    }
}
