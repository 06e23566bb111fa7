package io.github.keda4j.testing.kubernetes.internal.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shared helpers for JSON trees. */
public final class Json {

    /** Represents a missing value, since null is a value. */
    public static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "ABSENT";
        }
    };

    private Json() {}

    /**
     * {@return the value as a map; empty if it is something else}
     *
     * @param value any value
     */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /**
     * {@return the value as a list; empty if it is something else}
     *
     * @param value any value
     */
    @SuppressWarnings("unchecked")
    public static List<@Nullable Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
    }

    /**
     * {@return the value as a string; empty if it is something else}
     *
     * @param value any value
     */
    public static String string(@Nullable Object value) {
        return value instanceof String string ? string : "";
    }

    /**
     * {@return the value at the path, or null}
     *
     * @param value the value in which the path starts
     * @param names the names of nested fields, from the outside in
     */
    public static @Nullable Object at(@Nullable Object value, String... names) {
        Object found = value;
        for (String name : names) {
            found = map(found).get(name);
        }
        return found;
    }

    /**
     * {@return the map under a name, which is created if it is missing}
     *
     * @param parent receives the field if it does not have it
     * @param name the name of the field
     */
    public static Map<String, @Nullable Object> child(Map<String, @Nullable Object> parent, String name) {
        if (!(parent.get(name) instanceof Map)) {
            parent.put(name, new LinkedHashMap<>());
        }
        return map(parent.get(name));
    }

    /**
     * {@return whether it is null, absent, or an empty map or list}
     *
     * @param value any value
     */
    public static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value == ABSENT
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof Collection<?> list && list.isEmpty());
    }

    /**
     * {@return a copy that shares no maps or lists}
     *
     * @param value any value
     */
    public static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Map) {
            return copyOf(map(value));
        }
        if (value instanceof List) {
            List<@Nullable Object> copy = new ArrayList<>(list(value).size());
            list(value).forEach(child -> copy.add(copy(child)));
            return copy;
        }
        return value;
    }

    /**
     * {@return a copy that shares no maps or lists}
     *
     * @param map any map
     */
    public static Map<String, @Nullable Object> copyOf(Map<String, ? extends @Nullable Object> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, child) -> copy.put(name, copy(child)));
        return copy;
    }

    /**
     * {@return whether two values are the same, with 1 equal to 1.0, and regardless of the order of fields}
     *
     * @param left any value
     * @param right any value
     */
    public static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Map && right instanceof Map) {
            Map<String, @Nullable Object> others = map(right);
            return map(left).size() == others.size()
                    && map(left).entrySet().stream()
                            .allMatch(entry -> others.containsKey(entry.getKey())
                                    && same(entry.getValue(), others.get(entry.getKey())));
        }
        if (left instanceof List && right instanceof List) {
            List<@Nullable Object> elements = list(left);
            List<@Nullable Object> others = list(right);
            for (int i = 0; i < elements.size() && i < others.size(); i++) {
                if (!same(elements.get(i), others.get(i))) {
                    return false;
                }
            }
            return elements.size() == others.size();
        }
        if (left instanceof Number number && right instanceof Number other) {
            return number.getClass() == other.getClass()
                    ? number.equals(other)
                    : number.doubleValue() == other.doubleValue();
        }
        return Objects.equals(left, right);
    }

    /**
     * {@return the JSON text of a value, on one line}
     *
     * @param value any value
     */
    public static String write(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        new JsonWriter(text).value(value);
        return text.toString();
    }

    /**
     * {@return names and indexes as Kubernetes writes them, such as {@code spec.triggers[0].type}}
     *
     * @param steps strings and integers
     */
    public static String path(List<?> steps) {
        StringBuilder path = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer index) {
                path.append('[').append(index.intValue()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
        }
        return path.toString();
    }
}
