package io.github.keda4j.findings;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The name of an object in reports: its kind, namespace and name, such as {@code ScaledObject security/q-read}.
 *
 * @param kind the kind, such as {@code ScaledObject}
 * @param namespace the namespace; null if the object is cluster-scoped or its namespace is unknown
 * @param name the name; null if the object has none yet
 */
public record ObjectReference(
        String kind, @Nullable String namespace, @Nullable String name) {

    /**
     * Creates a reference from its parts.
     *
     * @param kind the kind, such as {@code ScaledObject}
     * @param namespace the namespace, or null
     * @param name the name, or null
     */
    public ObjectReference {
        requireNonNull(kind, "kind");
    }

    /** {@return the known ones among kind, namespace and name, such as {@code ScaledObject security/q-read}} */
    @Override
    public String toString() {
        if (name == null) {
            return kind;
        }
        return kind + " " + (namespace == null || namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
