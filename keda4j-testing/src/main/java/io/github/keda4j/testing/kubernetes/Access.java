package io.github.keda4j.testing.kubernetes;

/**
 * Decides what clients may do, as RBAC does: requests that it does not allow are answered with status code 403, and a
 * {@code SelfSubjectAccessReview} answers with its decision. Add it with {@link KubernetesApiServer.Builder#access}.
 */
@FunctionalInterface
public interface Access {

    /**
     * {@return whether clients may do this}
     *
     * @param attempt what a client does, or asks about
     */
    boolean allows(Attempt attempt);

    /**
     * What a client does to objects.
     *
     * @param verb such as {@code get}, {@code list}, {@code create}, {@code patch} or {@code delete}
     * @param group the API group, such as {@code apps}; empty for the core group
     * @param resource the resource, such as {@code deployments} or {@code deployments/scale}
     * @param namespace the namespace; empty for all namespaces, and for objects without a namespace
     * @param name the object; empty for all, or if it is not known
     */
    record Attempt(String verb, String group, String resource, String namespace, String name) {}
}
