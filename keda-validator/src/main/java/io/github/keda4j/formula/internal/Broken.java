package io.github.keda4j.formula.internal;

/** The result of a part of a chain in which {@code ?.} met nil: the enclosing chain ends there. */
enum Broken {
    CHAIN
}
