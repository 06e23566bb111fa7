package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/** Elements, slices and lengths of values. */
final class Access {

    private Access() {}

    /** {@code runtime.Fetch}: the element of an index or a key. */
    static @Nullable Object fetch(@Nullable Object from, @Nullable Object key) {
        if (from instanceof GoArray array) {
            return array.ordered().get(index(key, array.length()));
        }
        if (from instanceof String text) {
            return octet(text, index(key, text.length()));
        }
        if (from instanceof GoMap map) {
            return map.get(key);
        }
        throw new Fault("A value of type " + Format.typeName(from) + " has no elements.");
    }

    private static int index(@Nullable Object key, int length) {
        long index = Arithmetic.toInt(key);
        long found = index < 0 ? index + length : index;
        if (found < 0 || found >= length) {
            throw new Fault("The index " + index + " is out of range: the length is " + length + ".");
        }
        return (int) found;
    }

    /** Returns a byte of a string. */
    static Object octet(String text, int index) {
        return (byte) text.charAt(index);
    }

    /** {@code get()}: like {@link #fetch}, but nil if there is no such element. */
    static @Nullable Object get(@Nullable Object from, @Nullable Object key) {
        if (from instanceof GoMap map) {
            return map.has(key) ? map.get(key) : null;
        }
        if (!(from instanceof GoArray) && !(from instanceof String)) {
            return null;
        }
        int length = length(from);
        long index = Arithmetic.toInt(key);
        long found = index < 0 ? index + length : index;
        return found >= 0 && found < length ? fetch(from, found) : null;
    }

    /** {@code runtime.Len}: for a string, the number of bytes. */
    static int length(@Nullable Object value) {
        if (value instanceof GoArray array) {
            return array.length();
        }
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof GoMap map) {
            return map.size();
        }
        throw new Fault("A value of type " + Format.typeName(value) + " has no length.");
    }

    /** {@code runtime.Slice}. */
    static Object slice(@Nullable Object value, @Nullable Object from, @Nullable Object to) {
        if (!(value instanceof GoArray) && !(value instanceof String)) {
            throw new Fault("A value of type " + Format.typeName(value) + " cannot be sliced.");
        }
        int length = length(value);
        long start = bound(Arithmetic.toInt(from), length);
        long end = Math.min(bound(Arithmetic.toInt(to), length), length);
        start = Math.min(start, end);
        if (value instanceof GoArray array) {
            if (array.type() == GoType.PAIR) {
                throw new Unsupported("Slices of pairs are not supported.");
            }
            return array.ordered().slice((int) start, (int) end);
        }
        return ((String) value).substring((int) start, (int) end);
    }

    private static long bound(long index, int length) {
        return Math.max(0, index < 0 ? index + length : index);
    }

    /** {@code runtime.In}. */
    static boolean in(@Nullable Object needle, @Nullable Object haystack, Frame frame) {
        if (haystack == null) {
            return false;
        }
        if (haystack instanceof GoArray array) {
            for (int i = 0; i < array.length(); i++) {
                if (Equality.equal(array.get(i), needle, frame)) {
                    return true;
                }
            }
            return false;
        }
        if (haystack instanceof GoMap map) {
            return map.has(needle);
        }
        throw new Fault("\"in\" does not support a value of type " + Format.typeName(haystack) + ".");
    }
}
