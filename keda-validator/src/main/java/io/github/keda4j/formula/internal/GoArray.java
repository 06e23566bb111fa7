package io.github.keda4j.formula.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slice or an array of Go. A range stores only its ends. It matters whether a slice is nil, because {@code ??} treats
 * a nil slice as nil. It also matters whether an array has an order, because Go returns the keys of a map in random
 * order.
 */
final class GoArray {

    /** The maximum nesting of values, since printing and comparing them is recursive. */
    private static final int MAX_DEPTH = 100;

    private final GoType type;
    private final @Nullable Object @Nullable [] items;
    private final long start;
    private final int length;
    private final boolean nil;
    private final boolean unordered;
    private final int depth;

    private GoArray(
            GoType type, @Nullable Object @Nullable [] items, long start, int length, boolean nil, boolean unordered) {
        this.type = type;
        this.items = items;
        this.start = start;
        this.length = length;
        this.nil = nil;
        this.unordered = unordered;
        this.depth = items == null ? 1 : depthOf(items);
    }

    private static int depthOf(@Nullable Object[] items) {
        int deepest = 1;
        for (Object item : items) {
            deepest = Math.max(deepest, depthAround(item));
        }
        return deepest;
    }

    /** The nesting depth of an array or a map that contains the value. */
    static int depthAround(@Nullable Object value) {
        int inside = value instanceof GoArray array ? array.depth : value instanceof GoMap map ? map.depth() : 0;
        if (inside >= MAX_DEPTH) {
            throw new Unsupported("Arrays and maps nested deeper than " + MAX_DEPTH + " levels are not supported.");
        }
        return inside + 1;
    }

    /** An array of any values, with the type {@code []interface {}}. */
    static GoArray of(@Nullable Object... items) {
        return of(GoType.ANYS, items);
    }

    static GoArray of(GoType type, @Nullable Object... items) {
        return new GoArray(type, items, 0, items.length, false, false);
    }

    static GoArray of(GoType type, List<? extends @Nullable Object> items) {
        return of(type, items.toArray());
    }

    /** The nil slice, which has no elements. */
    static GoArray nil(GoType type) {
        return new GoArray(type, new Object[0], 0, 0, true, false);
    }

    /** The integers from a given one on. */
    static GoArray range(long start, int length) {
        return new GoArray(GoType.INTS, null, start, length, false, false);
    }

    /** The elements of a map; if there are two or more, their order is random. */
    static GoArray unordered(GoType type, @Nullable Object... items) {
        return new GoArray(type, items, 0, items.length, false, items.length > 1);
    }

    GoType type() {
        return type;
    }

    int length() {
        return length;
    }

    boolean isNil() {
        return nil;
    }

    boolean isUnordered() {
        return unordered;
    }

    /** Returns this array to a caller for which the order of its elements matters. */
    GoArray ordered() {
        if (unordered) {
            throw new Unsupported("The result depends on the order of a map's entries, which is random in KEDA.");
        }
        return this;
    }

    /** Returns an element; see {@link #ordered()}. */
    @Nullable
    Object get(int index) {
        return items == null ? (Object) (start + index) : items[index];
    }

    GoArray slice(int from, int to) {
        if (items == null) {
            return range(start + from, to - from);
        }
        return new GoArray(type, Arrays.copyOfRange(items, from, to), 0, to - from, nil, unordered);
    }
}
