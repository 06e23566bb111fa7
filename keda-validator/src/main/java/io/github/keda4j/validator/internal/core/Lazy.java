package io.github.keda4j.validator.internal.core;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is created once, when it is first needed, for any number of threads. */
final class Lazy<T> {

    private final Supplier<T> maker;
    private volatile @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        T value = made;
        return value == null ? make() : value;
    }

    private synchronized T make() {
        T value = made;
        if (value == null) {
            value = maker.get();
            made = value;
        }
        return value;
    }
}
