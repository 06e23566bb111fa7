package io.github.keda4j.formula.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts as Go's {@code sort.Sort} does, which is not stable for thirteen or more elements. */
final class Sorting {

    /** Up to this number of elements, Go uses insertion sort. */
    static final int SHORT = 12;

    private final Operator before;
    private final @Nullable Object[] items;
    private final @Nullable Object[] keys;
    private final Frame frame;

    private Sorting(boolean descending, @Nullable Object[] items, @Nullable Object[] keys, Frame frame) {
        this.before = descending ? Operator.MORE : Operator.LESS;
        this.items = items;
        this.keys = keys;
        this.frame = frame;
    }

    /** Sorts items by their keys, which may be the items themselves. */
    static GoArray sort(
            List<? extends @Nullable Object> items,
            List<? extends @Nullable Object> keys,
            boolean descending,
            Frame frame) {
        Sorting sorting = new Sorting(descending, items.toArray(), keys.toArray(), frame);
        if (items.size() <= SHORT) {
            sorting.insert();
            return GoArray.of(sorting.items);
        }
        return sorting.merge();
    }

    static boolean isDescending(@Nullable Object order) {
        if ("desc".equals(order)) {
            return true;
        }
        if ("asc".equals(order)) {
            return false;
        }
        throw new Fault("The sort order must be \"asc\" or \"desc\".");
    }

    private boolean isBefore(@Nullable Object key, @Nullable Object other) {
        frame.workForComparison(key);
        return Arithmetic.compare(before, key, other);
    }

    private void insert() {
        for (int i = 1; i < items.length; i++) {
            for (int j = i; j > 0 && isBefore(keys[j], keys[j - 1]); j--) {
                swap(items, j, j - 1);
                swap(keys, j, j - 1);
            }
        }
    }

    private static void swap(@Nullable Object[] array, int one, int other) {
        Object kept = array[one];
        array[one] = array[other];
        array[other] = kept;
    }

    /** Any sorting algorithm has the same result, unless two keys are equal or not comparable. */
    private GoArray merge() {
        for (Object key : keys) {
            isBefore(key, keys[0]);
            if (key instanceof Double number && number.isNaN()) {
                throw new Unsupported("Sorting more than " + SHORT + " elements with NaN is not supported.");
            }
        }
        Integer[] order = new Integer[items.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (one, other) -> isBefore(keys[one], keys[other]) ? -1 : isBefore(keys[other], keys[one]) ? 1 : 0);
        for (int i = 1; i < order.length; i++) {
            Object one = items[order[i - 1]];
            Object other = items[order[i]];
            boolean same = Format.typeName(one).equals(Format.typeName(other)) && Equality.equal(one, other, frame);
            if (!same && !isBefore(keys[order[i - 1]], keys[order[i]])) {
                throw new Unsupported("Sorting more than " + SHORT + " elements with equal keys is not supported.");
            }
        }
        return GoArray.of(Arrays.stream(order).map(i -> items[i]).toArray());
    }
}
