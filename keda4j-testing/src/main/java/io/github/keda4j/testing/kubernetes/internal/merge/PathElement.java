package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One step into an object. */
sealed interface PathElement extends Comparable<PathElement> {

    /** A field of a map. */
    record Field(String name) implements PathElement {
        @Override
        public String toString() {
            return "." + name;
        }
    }

    /** The element of a list that has these fields. */
    record Key(SortedMap<String, @Nullable Object> fields) implements PathElement {
        @Override
        public String toString() {
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + print(field.getValue()))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** The element of a set with this value. */
    record Value(@Nullable Object value) implements PathElement {
        @Override
        public String toString() {
            return "[=" + print(value) + "]";
        }
    }

    /** The element at an index. */
    record Index(int index) implements PathElement {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** The element as a key of {@code fieldsV1}. */
    default String serialized() {
        if (this instanceof Field field) {
            return "f:" + field.name;
        }
        if (this instanceof Key key) {
            return "k:" + Json.write(key.fields);
        }
        if (this instanceof Value value) {
            return "v:" + Json.write(value.value);
        }
        return "i:" + ((Index) this).index;
    }

    /**
     * Parses a key of {@code fieldsV1}.
     *
     * @return the element; null if it is of an unknown type
     * @throws IllegalArgumentException if it is not a key of {@code fieldsV1}
     */
    static @Nullable PathElement parse(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            throw new IllegalArgumentException("missing colon: " + text);
        }
        String content = text.substring(2);
        return switch (text.charAt(0)) {
            case 'f' -> new Field(content);
            case 'k' ->
                new Key(new TreeMap<>(Json.map(JsonDocument.read(content).value())));
            case 'v' -> new Value(JsonDocument.read(content).value());
            case 'i' -> new Index(Integer.parseInt(content));
            default -> null;
        };
    }

    @Override
    default int compareTo(PathElement other) {
        if (rank() != other.rank()) {
            return Integer.compare(rank(), other.rank());
        }
        if (this instanceof Field field) {
            return field.name.compareTo(((Field) other).name);
        }
        if (this instanceof Key key) {
            return compareFields(key.fields, ((Key) other).fields);
        }
        if (this instanceof Value value) {
            return compareValues(value.value, ((Value) other).value);
        }
        return Integer.compare(((Index) this).index, ((Index) other).index);
    }

    private int rank() {
        return this instanceof Field ? 0 : this instanceof Key ? 1 : this instanceof Value ? 2 : 3;
    }

    private static int compareFields(
            SortedMap<String, @Nullable Object> left, SortedMap<String, @Nullable Object> right) {
        Iterator<Map.Entry<String, @Nullable Object>> others = right.entrySet().iterator();
        for (Map.Entry<String, @Nullable Object> field : left.entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            Map.Entry<String, @Nullable Object> other = others.next();
            int names = field.getKey().compareTo(other.getKey());
            int order = names != 0 ? names : compareValues(field.getValue(), other.getValue());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static int compareValues(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number number && right instanceof Number other) {
            return left instanceof Long && right instanceof Long
                    ? Long.compare(number.longValue(), other.longValue())
                    : Double.compare(number.doubleValue(), other.doubleValue());
        }
        if (left instanceof String text && right instanceof String other) {
            return text.compareTo(other);
        }
        int kinds = Integer.compare(kind(left), kind(right));
        return kinds != 0 ? kinds : Json.write(left).compareTo(Json.write(right));
    }

    private static int kind(@Nullable Object value) {
        return value instanceof Number ? 0 : value instanceof String ? 1 : value instanceof Boolean ? 2 : 3;
    }

    private static String print(@Nullable Object value) {
        return value instanceof Map ? "" : Json.write(value);
    }
}
