package io.github.keda4j.provisioner.internal;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * What a caller must be allowed to do in Kubernetes.
 *
 * @param verb such as {@code patch}
 * @param group the API group; empty for the core group
 * @param resource such as {@code deployments}
 * @param namespace where
 */
public record ObjectPermission(String verb, String group, String resource, String namespace) {

    static ObjectPermission of(String verb, HasMetadata object) {
        String version = object.getApiVersion();
        int slash = version.indexOf('/');
        return new ObjectPermission(
                verb,
                slash < 0 ? "" : version.substring(0, slash),
                object.getPlural(),
                object.getMetadata().getNamespace());
    }

    /** As RBAC's messages name it: {@code deployments.apps}. */
    String qualified() {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    ObjectPermission in(String otherNamespace) {
        return new ObjectPermission(verb, group, resource, otherNamespace);
    }
}
