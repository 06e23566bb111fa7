package io.github.keda4j.formula.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of Go. */
final class GoMap {

    /** Represents the key nil. */
    private static final Object NIL = new Object();

    private final GoType type;
    private final Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
    private int depth = 1;

    GoMap(GoType type) {
        this.type = type;
    }

    GoType type() {
        return type;
    }

    int size() {
        return entries.size();
    }

    int depth() {
        return depth;
    }

    boolean has(@Nullable Object key) {
        return entries.containsKey(hashable(type, key));
    }

    /** The value of a key; a missing key has the zero value of the map's elements. */
    @Nullable
    Object get(@Nullable Object key) {
        Object found = hashable(type, key);
        return entries.containsKey(found) ? entries.get(found) : zero();
    }

    private @Nullable Object zero() {
        GoType element = type.element();
        return element == GoType.FLOAT ? (Object) 0.0 : element == GoType.ANYS ? GoArray.nil(GoType.ANYS) : null;
    }

    void put(@Nullable Object key, @Nullable Object value) {
        depth = Math.max(depth, GoArray.depthAround(value));
        entries.put(hashable(type, key), value);
    }

    /** The keys, in the order in which they were added. */
    @Nullable
    Object[] keys() {
        return entries.keySet().stream().map(GoMap::keyOf).toArray();
    }

    /** The values in the order of their keys. */
    Collection<@Nullable Object> values() {
        return entries.values();
    }

    /** The key from which {@link #hashable} made the given value. */
    static @Nullable Object keyOf(Object hashable) {
        return hashable == NIL ? null : hashable;
    }

    /** A key of the right type, as Go's hash function sees it. */
    static Object hashable(GoType type, @Nullable Object key) {
        GoType wanted = type.key();
        if (wanted == GoType.STRING || wanted == GoType.INT) {
            if (key == null) {
                return wanted == GoType.STRING ? (Object) "" : (Object) 0L;
            }
            if (wanted == GoType.STRING ? key instanceof String : key instanceof Long) {
                return key;
            }
            throw new Fault("A key of type " + Format.typeName(key) + " does not fit into " + type + ".");
        }
        if (key == null) {
            return NIL;
        }
        if (key instanceof GoMap || (key instanceof GoArray array && array.type() != GoType.PAIR)) {
            throw new Fault("A value of type " + Format.typeName(key) + " cannot be a key of a map.");
        }
        if (key instanceof GoArray || (key instanceof Double number && (number.isNaN() || number.equals(-0.0)))) {
            throw new Unsupported("NaN, -0 and pairs as keys of a map are not supported.");
        }
        return key;
    }
}
