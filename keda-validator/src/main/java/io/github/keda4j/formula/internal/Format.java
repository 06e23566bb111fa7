package io.github.keda4j.formula.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Prints values as Go does. */
final class Format {

    /** The number of steps that are counted for finding the shortest digits of a float. */
    private static final int FLOAT_WORK = 100;

    private Format() {}

    /** The type as {@code %T} prints it. */
    static String typeName(@Nullable Object value) {
        return value == null ? "<nil>" : typeOf(value).toString();
    }

    static GoType typeOf(Object value) {
        if (value instanceof Double) {
            return GoType.FLOAT;
        }
        if (value instanceof Long) {
            return GoType.INT;
        }
        if (value instanceof Boolean) {
            return GoType.BOOL;
        }
        if (value instanceof String) {
            return GoType.STRING;
        }
        if (value instanceof Byte) {
            return GoType.UINT8;
        }
        return value instanceof GoArray array ? array.type() : ((GoMap) value).type();
    }

    /** The result of expr's {@code type()}. */
    static String kindName(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        return switch (typeOf(value).kind()) {
            case BOOL -> "bool";
            case INT -> "int";
            case UINT8 -> "uint";
            case FLOAT64 -> "float";
            case STRING -> "string";
            case SLICE, ARRAY -> "array";
            case MAP -> "map";
            default -> "unknown";
        };
    }

    /** The value as {@code %v} prints it. */
    static String print(@Nullable Object value, Frame frame) {
        frame.work(value instanceof Double ? FLOAT_WORK : 1);
        if (value == null) {
            return "<nil>";
        }
        if (value instanceof Double number) {
            return GoNumbers.format(number);
        }
        if (value instanceof Byte octet) {
            return Integer.toString(octet & 0xFF);
        }
        if (value instanceof GoArray array) {
            StringJoiner elements = new StringJoiner(" ", "[", "]");
            for (int i = 0; i < array.length(); i++) {
                elements.add(print(array.ordered().get(i), frame));
            }
            return elements.toString();
        }
        if (value instanceof GoMap map) {
            StringJoiner entries = new StringJoiner(" ", "map[", "]");
            for (Object key : sortedKeys(map)) {
                entries.add(print(key, frame) + ":" + print(map.get(key), frame));
            }
            return entries.toString();
        }
        return value.toString();
    }

    private static @Nullable Object[] sortedKeys(GoMap map) {
        @Nullable Object[] keys = map.keys();
        Arrays.sort(keys, Format::compareKeys);
        return keys;
    }

    private static int compareKeys(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        if (one instanceof String text && other instanceof String otherText) {
            return text.compareTo(otherText);
        }
        if (one.getClass() != other.getClass()) {
            throw new Unsupported("Printing a map whose keys have different types is not supported.");
        }
        if (one instanceof Boolean flag) {
            return flag.compareTo((Boolean) other);
        }
        return Comparator.<Object>comparingDouble(Arithmetic::number).compare(one, other);
    }

    /** A constant as JSON; the optimizer compares constants by this text. */
    static String json(Object constant) {
        Frame frame = new Frame(new GoMap(GoType.MAP_OF_ANY), 0);
        if (constant instanceof GoArray array) {
            StringJoiner elements = new StringJoiner(",", "[", "]");
            for (int i = 0; i < array.length(); i++) {
                Object element = array.get(i);
                elements.add(
                        element instanceof String text
                                ? '"' + text.replace("\"", "\\\"") + '"'
                                : print(element, frame));
            }
            return elements.toString();
        }
        return print(constant, frame);
    }
}
