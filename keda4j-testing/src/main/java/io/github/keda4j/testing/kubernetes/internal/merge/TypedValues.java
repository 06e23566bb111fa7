package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Free;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListKind;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.MapOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Scalar;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The structure of the values of a type. */
final class TypedValues {

    private TypedValues() {}

    /** The actual type of a value without a schema; any other type is returned unchanged. */
    static Type resolve(Type type, @Nullable Object value) {
        if (!(type instanceof Free free)) {
            return type;
        }
        if (value instanceof List) {
            return new ListOf(Free.ATOMIC, ListKind.ATOMIC, List.of());
        }
        return value instanceof Map || value == null || value == Json.ABSENT
                ? new MapOf(free, free == Free.ATOMIC)
                : Scalar.ANY;
    }

    /** The type of the value that a step leads to, or null if it is unknown. */
    static @Nullable Type typeBehind(Type type, PathElement step) {
        if (step instanceof PathElement.Field field) {
            return fieldType(type, field.name());
        }
        if (step instanceof PathElement.Key) {
            return type instanceof ListOf list ? list.elements() : type instanceof Free ? Free.ATOMIC : null;
        }
        return null;
    }

    /** The type of a field of a map, or null if there must not be such a field. */
    static @Nullable Type fieldType(Type type, String name) {
        return type instanceof Struct struct
                ? struct.typeOf(name)
                : type instanceof MapOf map ? map.values() : type instanceof Free free ? free : null;
    }

    static boolean isMap(Type type) {
        return type instanceof Struct || type instanceof MapOf;
    }

    /** Whether values of the type merge as a whole. */
    static boolean isAtomic(Type type) {
        return type instanceof Struct struct
                ? struct.atomic()
                : type instanceof MapOf map
                        ? map.atomic()
                        : type instanceof ListOf list && list.kind() == ListKind.ATOMIC;
    }

    /**
     * The step to an element of a list that merges element by element.
     *
     * @throws TypeException if the element is not allowed in such a list
     */
    static PathElement stepTo(ListOf list, @Nullable Object element) {
        return list.kind() == ListKind.MAP ? keyOf(list, element) : valueOf(element);
    }

    private static PathElement keyOf(ListOf list, @Nullable Object element) {
        if (element == null) {
            throw new TypeException("associative list with keys may not have a null element");
        }
        if (!(element instanceof Map)) {
            throw new TypeException("associative list with keys may not have non-map elements");
        }
        Map<String, @Nullable Object> fields = Json.map(element);
        TreeMap<String, @Nullable Object> key = new TreeMap<>();
        for (Type.Key field : list.keys()) {
            if (fields.containsKey(field.name())) {
                key.put(field.name(), fields.get(field.name()));
            } else if (field.defaultValue() != null) {
                key.put(field.name(), field.defaultValue());
            }
        }
        if (key.isEmpty()) {
            throw new TypeException("associative list with keys has an element that omits all key fields "
                    + Json.write(list.keys().stream().map(Type.Key::name).toList())
                            .replace(',', ' ')
                    + " (and doesn't have default values for any key fields)");
        }
        return new PathElement.Key(key);
    }

    private static PathElement valueOf(@Nullable Object element) {
        if (element instanceof Map) {
            throw new TypeException("associative list without keys has an element that's a map type");
        }
        if (element instanceof List) {
            throw new TypeException("not supported: associative list with lists as elements");
        }
        if (element == null) {
            throw new TypeException("associative list without keys has an element that's an explicit null");
        }
        return new PathElement.Value(element);
    }
}
