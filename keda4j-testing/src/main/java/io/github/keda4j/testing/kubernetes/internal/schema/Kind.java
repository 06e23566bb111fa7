package io.github.keda4j.testing.kubernetes.internal.schema;

import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind that the API server serves under one version.
 *
 * @param group its API group; empty for the core group
 * @param version of the API, such as {@code v1}
 * @param name such as {@code Deployment}
 * @param plural such as {@code deployments}, as in paths
 * @param singular such as {@code deployment}
 * @param listName such as {@code DeploymentList}
 * @param namespaced whether its objects are in namespaces
 * @param subresources its subresources: {@code status}, {@code scale}
 * @param generation what makes its generation grow
 * @param unconditionalUpdate whether an update may leave out the resource version
 * @param returnsDeleted whether a deletion answers with the object
 * @param type its fields
 * @param openApi the schema of a custom resource, as its definition has it; null for Kubernetes' own kinds
 */
public record Kind(
        String group,
        String version,
        String name,
        String plural,
        String singular,
        String listName,
        boolean namespaced,
        Set<String> subresources,
        Generation generation,
        boolean unconditionalUpdate,
        boolean returnsDeleted,
        Struct type,
        @Nullable Map<String, @Nullable Object> openApi) {

    /** What makes a generation grow. */
    public enum Generation {
        /** The kind has none. */
        NONE,
        /** A change of its spec. */
        SPEC,
        /** A change of its spec or its annotations. */
        SPEC_AND_ANNOTATIONS,
        /** A change of anything but its metadata. */
        ALL_BUT_METADATA
    }

    /** {@return group and version as manifests have them, such as {@code apps/v1} or {@code v1}} */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@return plural and group as messages have them, such as {@code deployments.apps}} */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@return kind and group as messages have them, such as {@code Deployment.apps}} */
    public String qualifiedName() {
        return group.isEmpty() ? name : name + "." + group;
    }

    /** {@return version and kind as Go prints them, such as {@code apps/v1, Kind=Deployment} or {@code /v1, Kind=ConfigMap}} */
    public String groupVersionKind() {
        return group + "/" + version + ", Kind=" + name;
    }

    /** {@return whether it is a custom resource} */
    public boolean custom() {
        return openApi != null;
    }

    /** {@return whether clients write the status separately} */
    public boolean hasStatus() {
        return subresources.contains("status");
    }
}
