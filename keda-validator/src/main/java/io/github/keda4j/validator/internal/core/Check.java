package io.github.keda4j.validator.internal.core;

/** Checks one object after the other; made once for a validator, so it keeps nothing of them. */
public interface Check {

    /** Reports what is wrong with the object. */
    void check(Subject subject, Setting setting, Reporter reporter);
}
