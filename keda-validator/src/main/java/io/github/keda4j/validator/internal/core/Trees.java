package io.github.keda4j.validator.internal.core;

import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads values of trees as KEDA's programs do: a value that is null or of another type counts as missing. */
public final class Trees {

    /** A map without entries. */
    public static final Node.Mapping NOTHING = new Node.Mapping(0, 0, List.of(), 1);

    private Trees() {}

    /** Whether a field is present and not null. */
    public static boolean has(Node.Mapping map, String key) {
        Node node = map.get(key);
        return node != null && !isNull(node);
    }

    public static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && scalar.isNull();
    }

    /** The text of a string; null if the value is not a string. */
    public static @Nullable String string(Node.Mapping map, String key) {
        return map.get(key) instanceof Node.Scalar scalar && scalar.isString() ? scalar.text() : null;
    }

    /** The text of a string; empty, as in Go, if the value is not a string. */
    public static String text(Node.Mapping map, String key) {
        return Objects.requireNonNullElse(string(map, key), "");
    }

    /** A 32-bit integer; null if the value is not one. */
    public static @Nullable Integer integer(Node.Mapping map, String key) {
        return map.get(key) instanceof Node.Scalar scalar ? integer(scalar) : null;
    }

    private static @Nullable Integer integer(Node.Scalar scalar) {
        Object value = scalar.value();
        if (value instanceof Integer number) {
            return number;
        }
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE
                ? (Integer) number.intValue()
                : null;
    }

    public static boolean isTrue(Node.Mapping map, String key) {
        return map.get(key) instanceof Node.Scalar scalar && Boolean.TRUE.equals(scalar.value());
    }

    /** A map; null if the value is not a map. */
    public static Node.@Nullable Mapping map(Node.@Nullable Mapping map, String key) {
        return map == null ? null : map.mapping(key);
    }

    /**
     * Whether two values are the same regardless of their notation: numbers are compared by value, maps regardless of
     * the order of their keys, and null in a map counts as missing.
     */
    public static boolean areEqual(@Nullable Node one, @Nullable Node other) {
        if (one == other) {
            return true;
        }
        if (one == null || other == null) {
            return false;
        }
        if (one instanceof Node.Scalar a) {
            return other instanceof Node.Scalar b && Objects.equals(plain(a), plain(b));
        }
        if (one instanceof Node.Sequence a) {
            return other instanceof Node.Sequence b && areEqual(a.elements(), b.elements());
        }
        return other instanceof Node.Mapping b && areEqual((Node.Mapping) one, b);
    }

    private static @Nullable Object plain(Node.Scalar scalar) {
        Object value = scalar.value();
        return value instanceof Integer number ? (Object) number.doubleValue() : value;
    }

    private static boolean areEqual(List<Node> one, List<Node> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!areEqual(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areEqual(Node.Mapping one, Node.Mapping other) {
        int inOne = 0;
        List<Node.Entry> entries = one.entries();
        for (int i = 0; i < entries.size(); i++) {
            Node.Entry entry = entries.get(i);
            if (!isNull(entry.value())) {
                inOne++;
                if (!areEqual(entry.value(), other.get(entry.key()))) {
                    return false;
                }
            }
        }
        int inOther = 0;
        for (int i = 0; i < other.entries().size(); i++) {
            if (!isNull(other.entries().get(i).value())) {
                inOther++;
            }
        }
        return inOne == inOther;
    }
}
