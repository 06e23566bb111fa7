package io.github.keda4j.formula.internal;

/** What a part of a chain gives where {@code ?.} met nil: the chain around it ends there. */
enum Broken {
    CHAIN
}
