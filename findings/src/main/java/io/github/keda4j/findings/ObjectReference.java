package io.github.keda4j.findings;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a report calls an object: its kind, namespace and name, such as {@code ScaledObject security/q-read}.
 *
 * @param kind such as {@code ScaledObject}
 * @param namespace null for an object of the whole cluster, or one whose namespace is not known
 * @param name null for an object that has none yet
 */
public record ObjectReference(
        String kind, @Nullable String namespace, @Nullable String name) {

    /**
     * Creates it from its parts.
     *
     * @param kind such as {@code ScaledObject}
     * @param namespace the namespace, or null
     * @param name the name, or null
     */
    public ObjectReference {
        requireNonNull(kind, "kind");
    }

    /** {@return kind, namespace and name as far as known, such as {@code ScaledObject security/q-read}} */
    @Override
    public String toString() {
        if (name == null) {
            return kind;
        }
        return kind + " " + (namespace == null || namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
