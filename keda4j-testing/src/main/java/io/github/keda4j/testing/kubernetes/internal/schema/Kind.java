package io.github.keda4j.testing.kubernetes.internal.schema;

import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind that the API server serves under one version.
 *
 * @param group the kind's API group; empty for the core group
 * @param version the version of the API, such as {@code v1}
 * @param name such as {@code Deployment}
 * @param plural such as {@code deployments}, as in paths
 * @param singular such as {@code deployment}
 * @param listName such as {@code DeploymentList}
 * @param namespaced whether its objects are in namespaces
 * @param subresources its subresources: {@code status}, {@code scale}
 * @param generation what increments its generation
 * @param unconditionalUpdate whether an update may leave out the resource version
 * @param returnsDeleted whether a deletion answers with the object
 * @param type its fields
 * @param openApi the schema from the definition of a custom resource; null for Kubernetes' own kinds
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

    /** What increments the generation. */
    public enum Generation {
        /** The kind has no generation. */
        NONE,
        /** A change of the spec. */
        SPEC,
        /** A change of the spec or the annotations. */
        SPEC_AND_ANNOTATIONS,
        /** A change of anything but the metadata. */
        ALL_BUT_METADATA
    }

    /** {@return group and version as manifests write them, such as {@code apps/v1} or {@code v1}} */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@return plural and group as messages write them, such as {@code deployments.apps}} */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@return kind and group as messages write them, such as {@code Deployment.apps}} */
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
