package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/** A compiled part of a formula. */
@FunctionalInterface
interface Operation {

    /**
     * Computes its value.
     *
     * @throws Fault where expr fails
     * @throws Unsupported where only expr knows
     */
    @Nullable
    Object run(Frame frame);
}
