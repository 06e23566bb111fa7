package io.github.keda4j.validator.internal.core;

import org.jspecify.annotations.Nullable;

/**
 * What tells objects of a cluster apart. The version does not: it is a way of looking at the same object.
 *
 * @param group empty for the core group
 * @param kind as it is written
 * @param namespace empty for what belongs to the whole cluster
 * @param name not empty
 */
public record ObjectKey(String group, String kind, String namespace, String name) {

    /** By hand, as what the language makes of a record is put together at run time, which a short run waits for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectKey key
                && name.equals(key.name)
                && namespace.equals(key.namespace)
                && kind.equals(key.kind)
                && group.equals(key.group);
    }

    @Override
    public int hashCode() {
        return ((group.hashCode() * 31 + kind.hashCode()) * 31 + namespace.hashCode()) * 31 + name.hashCode();
    }
}
