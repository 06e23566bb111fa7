package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/** The loop of a builtin over a collection. */
final class Loop {

    private final @Nullable Object collection;
    private final @Nullable Loop outer;
    private final int length;
    private int index;
    private @Nullable Object accumulator;

    Loop(@Nullable Object collection, @Nullable Loop outer) {
        this.collection = collection;
        this.outer = outer;
        this.length = Access.length(collection);
    }

    @Nullable
    Loop outer() {
        return outer;
    }

    int length() {
        return length;
    }

    int index() {
        return index;
    }

    void moveTo(int newIndex) {
        index = newIndex;
    }

    @Nullable
    Object accumulator() {
        return accumulator;
    }

    void accumulate(@Nullable Object value) {
        accumulator = value;
    }

    /** The element at the index; the elements of a string are bytes. */
    @Nullable
    Object element() {
        if (index >= length) {
            throw new Fault("The index " + index + " is out of range: the length is " + length + ".");
        }
        if (collection instanceof GoArray array) {
            return array.get(index);
        }
        if (collection instanceof String text) {
            return Access.octet(text, index);
        }
        throw new Fault("A value of type " + Format.typeName(collection) + " has no elements to iterate over.");
    }

    /** Refuses a collection without an order if the order affects the result. */
    void wantOrder() {
        if (collection instanceof GoArray array) {
            array.ordered();
        }
    }
}
