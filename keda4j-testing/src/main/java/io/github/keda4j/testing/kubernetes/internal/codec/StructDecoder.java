package io.github.keda4j.testing.kubernetes.internal.codec;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Field;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.MapOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Presence;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Scalar;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes structs and writes them as Go does: it omits unknown fields, and zero values that are not behind a pointer.
 * It writes quantities and times in their canonical form.
 */
final class StructDecoder {

    private final String kind;

    private final Set<String> duplicates;
    private final BiConsumer<String, Map<String, @Nullable Object>> completion;
    private final Set<String> strictProblems = new LinkedHashSet<>();
    private final List<Object> path = new ArrayList<>();

    /**
     * @param kind the kind of the object, for messages
     * @param duplicates the fields that were sent twice
     * @param completion completes a struct, given its name and its fields
     */
    StructDecoder(String kind, List<String> duplicates, BiConsumer<String, Map<String, @Nullable Object>> completion) {
        this.kind = kind;
        this.duplicates = Set.copyOf(duplicates);
        this.completion = completion;
    }

    /** The problems that strict decoding reports. */
    List<String> strictProblems() {
        return List.copyOf(strictProblems);
    }

    /** A completion for {@link #StructDecoder} that leaves a struct as it was sent. */
    static void keep(String name, Map<String, @Nullable Object> struct) {
        // The struct stays as it is.
    }

    Map<String, @Nullable Object> struct(Struct type, Map<String, @Nullable Object> sent) {
        sent.keySet().forEach(name -> {
            path.add(name);
            report(type.typeOf(name) == null);
            path.remove(path.size() - 1);
        });
        Map<String, @Nullable Object> struct = new LinkedHashMap<>();
        for (Field field : type.fields().values()) {
            path.add(field.name());
            Object value = sent.get(field.name());
            Object decoded = value == null ? zero(field) : value(field.type(), value);
            if (isWritten(field, value, decoded)) {
                struct.put(field.name(), decoded);
            }
            path.remove(path.size() - 1);
        }
        completion.accept(type.name(), struct);
        return struct;
    }

    private void report(boolean unknown) {
        String name = Json.path(path);
        if (duplicates.contains(name)) {
            strictProblems.add("duplicate field \"" + name + '"');
        }
        if (unknown) {
            strictProblems.add("unknown field \"" + name + '"');
        }
    }

    private boolean isWritten(Field field, @Nullable Object sent, @Nullable Object decoded) {
        return switch (field.presence()) {
            case ALWAYS, ALWAYS_OR_NULL -> true;
            case UNLESS_NULL -> sent != null && decoded != null;
            case UNLESS_ZERO -> !Json.isEmpty(decoded) && !isZero(decoded);
        };
    }

    private static boolean isZero(@Nullable Object value) {
        return value instanceof String text
                ? text.isEmpty()
                : value instanceof Number number ? number.doubleValue() == 0 : Boolean.FALSE.equals(value);
    }

    /** The value of a field that was not sent. */
    private @Nullable Object zero(Field field) {
        return field.presence() == Presence.ALWAYS ? zero(field.type()) : null;
    }

    private @Nullable Object zero(Type type) {
        if (type instanceof Struct struct) {
            return struct(struct, Map.of());
        }
        return type instanceof Scalar scalar
                ? switch (scalar) {
                    case STRING -> "";
                    case BOOL -> false;
                    case INT32, INT64, FLOAT64, INT_OR_STRING -> 0L;
                    case QUANTITY -> "0";
                    case TIME, MICRO_TIME, BYTES, ANY -> null;
                }
                : null;
    }

    private @Nullable Object value(Type type, @Nullable Object value) {
        if (value == null) {
            return zero(type);
        }
        if (type instanceof Struct struct) {
            return struct(struct, expectMap(value, struct.name()));
        }
        if (type instanceof MapOf map) {
            return map(map, expectMap(value, "map"));
        }
        if (type instanceof ListOf list) {
            return list(list, value);
        }
        return type instanceof Scalar scalar ? scalar(scalar, value) : value;
    }

    private Map<String, @Nullable Object> expectMap(Object value, String expected) {
        if (!(value instanceof Map)) {
            throw mismatch(value, expected);
        }
        return Json.map(value);
    }

    private Map<String, @Nullable Object> map(MapOf type, Map<String, @Nullable Object> sent) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            path.add(name);
            report(false);
            path.remove(path.size() - 1);
            boolean amount = type.values() == Scalar.QUANTITY && value != null;
            map.put(name, amount ? quantity(value, true) : value(type.values(), value));
        });
        return map;
    }

    private List<@Nullable Object> list(ListOf type, Object value) {
        if (!(value instanceof List)) {
            throw mismatch(value, "list");
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (Object element : Json.list(value)) {
            path.add(list.size());
            list.add(value(type.elements(), element));
            path.remove(path.size() - 1);
        }
        return list;
    }

    private Object scalar(Scalar type, Object value) {
        return switch (type) {
            case STRING -> expect(String.class, value, "string");
            case BOOL -> expect(Boolean.class, value, "bool");
            case INT32, INT64 -> expect(Long.class, value, type == Scalar.INT32 ? "int32" : "int64");
            case FLOAT64 -> expect(Number.class, value, "float64");
            case QUANTITY -> quantity(value, false);
            case INT_OR_STRING -> value instanceof String ? value : expect(Long.class, value, "int32");
            case TIME -> Times.canonical(expect(String.class, value, "Time"));
            case MICRO_TIME -> Times.canonicalMicro(expect(String.class, value, "MicroTime"));
            case BYTES -> Bytes.canonical(expect(String.class, value, "[]uint8"));
            case ANY -> value;
        };
    }

    private static String quantity(Object value, boolean inMilli) {
        String text = value instanceof String string ? string : Json.write(value);
        return inMilli ? Quantity.canonicalInMilli(text) : Quantity.canonical(text);
    }

    private <T> T expect(Class<T> expected, Object value, String goType) {
        if (!expected.isInstance(value)) {
            throw mismatch(value, goType);
        }
        return expected.cast(value);
    }

    private DecodeException mismatch(Object value, String goType) {
        String found = value instanceof Number number
                ? "number" + (number instanceof Double ? " " + Json.write(number) : "")
                : value instanceof String
                        ? "string"
                        : value instanceof Boolean ? "bool" : value instanceof Map ? "object" : "array";
        String field = String.join(
                ".",
                path.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList());
        return new DecodeException("json: cannot unmarshal " + found + " into Go struct field " + kind + "." + field
                + " of type " + goType);
    }
}
