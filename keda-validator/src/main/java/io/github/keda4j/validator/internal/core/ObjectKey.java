package io.github.keda4j.validator.internal.core;

import org.jspecify.annotations.Nullable;

/**
 * The identity of an object in a cluster. The version is not part of it, because versions are views of the same object.
 *
 * @param group the group; empty for the core group
 * @param kind the kind, as it is written
 * @param namespace the namespace; empty for a cluster-scoped object
 * @param name the name, not empty
 */
public record ObjectKey(String group, String kind, String namespace, String name) {

    /**
     * This is written by hand, because the generated methods of a record are linked at run time, which delays short
     * runs.
     */
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
