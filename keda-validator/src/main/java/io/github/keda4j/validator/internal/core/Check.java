package io.github.keda4j.validator.internal.core;

import org.jspecify.annotations.Nullable;

/**
 * Checks one object after the other. A validator creates each check once, so a check keeps no state between objects.
 */
public interface Check {

    /**
     * Whether the check applies to objects of a kind.
     *
     * @param kind the kind; null stands for all kinds that are not KEDA's
     */
    boolean concerns(@Nullable KedaKind kind);

    /** Reports what is wrong with an object of a kind to which the check applies. */
    void check(Subject subject, Setting setting, Reporter reporter);
}
