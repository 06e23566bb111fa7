package io.github.keda4j.validator.internal.core;

import org.jspecify.annotations.Nullable;

/** Checks one object after the other; made once for a validator, so it keeps nothing of them. */
public interface Check {

    /**
     * Whether it looks at objects of a kind.
     *
     * @param kind null stands for all that are not KEDA's
     */
    boolean concerns(@Nullable KedaKind kind);

    /** Reports what is wrong with an object of a kind that it concerns. */
    void check(Subject subject, Setting setting, Reporter reporter);
}
