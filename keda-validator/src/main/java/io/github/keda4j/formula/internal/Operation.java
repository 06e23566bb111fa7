package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/** A compiled part of a formula. */
@FunctionalInterface
interface Operation {

    /**
     * Computes the value.
     *
     * @throws Fault if expr fails
     * @throws Unsupported if only expr can decide
     */
    @Nullable
    Object run(Frame frame);
}
