package io.github.keda4j.validator.internal.core;

/**
 * What tells objects of a cluster apart. The version does not: it is a way of looking at the same object.
 *
 * @param group empty for the core group
 * @param kind as it is written
 * @param namespace empty for what belongs to the whole cluster
 * @param name not empty
 */
public record ObjectKey(String group, String kind, String namespace, String name) {}
