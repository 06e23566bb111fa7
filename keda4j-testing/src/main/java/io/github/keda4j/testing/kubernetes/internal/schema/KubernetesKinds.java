package io.github.keda4j.testing.kubernetes.internal.schema;

import io.github.keda4j.testing.kubernetes.internal.schema.Kind.Generation;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Field;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.PatchStrategy;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Presence;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Kubernetes' own kinds, and how their storage behaves ({@code pkg/registry} in Kubernetes' sources). */
public final class KubernetesKinds {

    /** Namespaces. */
    public static final Kind NAMESPACE = kind("", "Namespace", Generation.NONE, Trait.STATUS, Trait.CLUSTER_SCOPED);

    /** The definitions of custom resources. */
    public static final Kind CUSTOM_RESOURCE_DEFINITION = kind(
            "apiextensions.k8s.io",
            "CustomResourceDefinition",
            Generation.SPEC,
            Trait.STATUS,
            Trait.CLUSTER_SCOPED,
            Trait.NEEDS_VERSION);

    private static final List<Kind> ALL = List.of(
            NAMESPACE,
            kind("", "ConfigMap", Generation.NONE),
            kind("", "Secret", Generation.NONE),
            kind("", "Service", Generation.NONE, Trait.STATUS, Trait.RETURNS_DELETED),
            kind("", "ServiceAccount", Generation.NONE, Trait.RETURNS_DELETED),
            kind("", "PersistentVolumeClaim", Generation.NONE, Trait.STATUS, Trait.RETURNS_DELETED),
            kind("", "Pod", Generation.SPEC, Trait.STATUS, Trait.RETURNS_DELETED),
            kind("apps", "Deployment", Generation.SPEC_AND_ANNOTATIONS, Trait.STATUS, Trait.SCALE),
            kind("apps", "StatefulSet", Generation.SPEC, Trait.STATUS, Trait.SCALE),
            kind("apps", "ReplicaSet", Generation.SPEC, Trait.STATUS, Trait.SCALE),
            kind("batch", "Job", Generation.SPEC, Trait.STATUS),
            kind("batch", "CronJob", Generation.SPEC, Trait.STATUS),
            kind("autoscaling", "HorizontalPodAutoscaler", Generation.NONE, Trait.STATUS),
            kind("policy", "PodDisruptionBudget", Generation.SPEC, Trait.STATUS, Trait.NEEDS_VERSION),
            kind("networking.k8s.io", "NetworkPolicy", Generation.SPEC),
            kind("networking.k8s.io", "Ingress", Generation.SPEC, Trait.STATUS),
            kind("rbac.authorization.k8s.io", "Role", Generation.NONE),
            kind("rbac.authorization.k8s.io", "RoleBinding", Generation.NONE),
            kind("rbac.authorization.k8s.io", "ClusterRole", Generation.NONE, Trait.CLUSTER_SCOPED),
            kind("rbac.authorization.k8s.io", "ClusterRoleBinding", Generation.NONE, Trait.CLUSTER_SCOPED),
            kind("coordination.k8s.io", "Lease", Generation.NONE, Trait.NEEDS_VERSION),
            CUSTOM_RESOURCE_DEFINITION);

    private enum Trait {
        STATUS,
        SCALE,
        CLUSTER_SCOPED,
        /** Updates must name the version that they are based on. */
        NEEDS_VERSION,
        RETURNS_DELETED
    }

    private KubernetesKinds() {}

    /** {@return all of Kubernetes' own kinds} */
    public static List<Kind> all() {
        return ALL;
    }

    private static Kind kind(String group, String name, Generation generation, Trait... given) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(Arrays.asList(given));
        Set<String> subresources = new HashSet<>();
        for (Trait trait : List.of(Trait.STATUS, Trait.SCALE)) {
            if (traits.contains(trait)) {
                subresources.add(trait.name().toLowerCase(Locale.ROOT));
            }
        }
        String version = group.equals("autoscaling") ? "v2" : "v1";
        String singular = name.toLowerCase(Locale.ROOT);
        return new Kind(
                group,
                version,
                name,
                plural(singular),
                singular,
                name + "List",
                !traits.contains(Trait.CLUSTER_SCOPED),
                Set.copyOf(subresources),
                generation,
                !traits.contains(Trait.NEEDS_VERSION),
                traits.contains(Trait.RETURNS_DELETED),
                name.equals("CustomResourceDefinition")
                        ? definition()
                        : KubernetesTypes.struct(typeName(group, version, name)),
                null);
    }

    private static String plural(String singular) {
        if (singular.endsWith("y")) {
            return singular.substring(0, singular.length() - 1) + "ies";
        }
        return singular + (singular.endsWith("s") ? "es" : "s");
    }

    private static String typeName(String group, String version, String name) {
        return (group.isEmpty() ? "core" : group.split("\\.", 2)[0]) + "." + version + "." + name;
    }

    /** In a definition, only the fields that every object has are checked; the rest is stored as sent. */
    private static Struct definition() {
        Struct struct = new Struct("apiextensions.v1.CustomResourceDefinition", false, null);
        struct.add(field("kind", Type.Scalar.STRING, Presence.UNLESS_ZERO));
        struct.add(field("apiVersion", Type.Scalar.STRING, Presence.UNLESS_ZERO));
        struct.add(field("metadata", KubernetesTypes.struct("meta.v1.ObjectMeta"), Presence.ALWAYS));
        struct.add(field("spec", Type.Free.DEDUCED, Presence.UNLESS_NULL));
        struct.add(field("status", Type.Free.DEDUCED, Presence.UNLESS_NULL));
        return struct;
    }

    private static Field field(String name, Type type, Presence presence) {
        return new Field(name, type, presence, PatchStrategy.NONE);
    }
}
