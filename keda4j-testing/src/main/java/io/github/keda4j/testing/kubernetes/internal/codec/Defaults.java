package io.github.keda4j.testing.kubernetes.internal.codec;

import static java.util.Map.entry;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds the defaults that the API server adds to its own kinds, and the fields that it derives from others
 * ({@code pkg/apis/.../defaults.go} and {@code conversion.go} in Kubernetes' sources).
 */
final class Defaults {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final long READABLE_BY_ALL = 0644;

    private static final Map<String, Consumer<Map<String, @Nullable Object>>> BY_STRUCT = Map.ofEntries(
            entry("core.v1.PodSpec", PodDefaults::podSpec),
            entry("core.v1.Pod", PodDefaults::pod),
            entry("core.v1.Container", PodDefaults::container),
            entry("core.v1.EphemeralContainer", PodDefaults::container),
            entry("core.v1.ContainerPort", values(Map.of("protocol", "TCP"))),
            entry("core.v1.ObjectFieldSelector", values(Map.of("apiVersion", "v1"))),
            entry("core.v1.FileKeySelector", values(Map.of("optional", false))),
            entry(
                    "core.v1.Probe",
                    values(Map.of(
                            "timeoutSeconds",
                            1L,
                            "periodSeconds",
                            10L,
                            "successThreshold",
                            1L,
                            "failureThreshold",
                            3L))),
            entry("core.v1.HTTPGetAction", values(Map.of("path", "/", "scheme", "HTTP"))),
            entry("core.v1.GRPCAction", values(Map.of("service", ""))),
            entry("core.v1.Volume", PodDefaults::volume),
            entry("core.v1.HostPathVolumeSource", values(Map.of("type", ""))),
            entry("core.v1.SecretVolumeSource", values(Map.of("defaultMode", READABLE_BY_ALL))),
            entry("core.v1.ConfigMapVolumeSource", values(Map.of("defaultMode", READABLE_BY_ALL))),
            entry("core.v1.DownwardAPIVolumeSource", values(Map.of("defaultMode", READABLE_BY_ALL))),
            entry("core.v1.ProjectedVolumeSource", values(Map.of("defaultMode", READABLE_BY_ALL))),
            entry("core.v1.ServiceAccountTokenProjection", values(Map.of("expirationSeconds", 3600L))),
            entry("core.v1.ISCSIVolumeSource", values(Map.of("iscsiInterface", "default"))),
            entry(
                    "core.v1.RBDVolumeSource",
                    values(Map.of("pool", "rbd", "user", "admin", "keyring", "/etc/ceph/keyring"))),
            entry(
                    "core.v1.AzureDiskVolumeSource",
                    values(Map.of("cachingMode", "ReadWrite", "fsType", "ext4", "readOnly", false, "kind", "Shared"))),
            entry("core.v1.ScaleIOVolumeSource", values(Map.of("storageMode", "ThinProvisioned", "fsType", "xfs"))),
            entry("core.v1.PersistentVolumeClaimSpec", values(Map.of("volumeMode", "Filesystem"))),
            entry("core.v1.PersistentVolumeClaimStatus", values(Map.of("phase", "Pending"))),
            entry("core.v1.Secret", Defaults::secret),
            entry("core.v1.Namespace", Defaults::namespace),
            entry("core.v1.NamespaceStatus", values(Map.of("phase", "Active"))),
            entry("core.v1.Service", ServiceDefaults::service),
            entry("apps.v1.DeploymentSpec", WorkloadDefaults::deployment),
            entry("apps.v1.StatefulSetSpec", WorkloadDefaults::statefulSet),
            entry("apps.v1.ReplicaSetSpec", values(Map.of("replicas", 1L))),
            entry("batch.v1.Job", WorkloadDefaults::job),
            entry(
                    "batch.v1.CronJobSpec",
                    values(Map.of(
                            "concurrencyPolicy",
                            "Allow",
                            "suspend",
                            false,
                            "successfulJobsHistoryLimit",
                            3L,
                            "failedJobsHistoryLimit",
                            1L))),
            entry("batch.v1.PodFailurePolicyOnPodConditionsPattern", values(Map.of("status", "True"))),
            entry("autoscaling.v2.HorizontalPodAutoscalerSpec", WorkloadDefaults::horizontalPodAutoscaler),
            entry("networking.v1.NetworkPolicySpec", Defaults::networkPolicy),
            entry("networking.v1.NetworkPolicyPort", values(Map.of("protocol", "TCP"))),
            entry("rbac.v1.RoleBinding", Defaults::binding),
            entry("rbac.v1.ClusterRoleBinding", Defaults::binding),
            entry("rbac.v1.Subject", Defaults::subject),
            entry("apiextensions.v1.CustomResourceDefinition", Defaults::definition));

    private Defaults() {}

    /**
     * Completes a struct after its fields have been decoded and completed, and zero and empty values have been removed.
     */
    static void complete(String structName, Map<String, @Nullable Object> struct) {
        Consumer<Map<String, @Nullable Object>> completion = BY_STRUCT.get(structName);
        if (completion != null) {
            completion.accept(struct);
        }
    }

    private static Consumer<Map<String, @Nullable Object>> values(Map<String, Object> values) {
        return struct -> values.forEach((field, value) -> putIfAbsent(struct, field, value));
    }

    /** Sets a field unless it is there; a field that structs always have counts as absent while it is null or empty. */
    static void putIfAbsent(Map<String, @Nullable Object> struct, String field, Object value) {
        Object present = struct.get(field);
        if (present == null || present.equals("")) {
            struct.put(field, Json.copy(value));
        }
    }

    /** Changes every element of a list of structs. */
    static void each(@Nullable Object list, Consumer<Map<String, @Nullable Object>> change) {
        Json.list(list).forEach(element -> change.accept(Json.map(element)));
    }

    private static void secret(Map<String, @Nullable Object> secret) {
        putIfAbsent(secret, "type", "Opaque");
        Map<String, @Nullable Object> texts = Json.map(secret.remove("stringData"));
        if (!texts.isEmpty()) {
            Map<String, @Nullable Object> data = Json.child(secret, "data");
            texts.forEach((key, text) -> data.put(key, Bytes.encode(Json.string(text))));
        }
    }

    private static void namespace(Map<String, @Nullable Object> namespace) {
        Map<String, @Nullable Object> metadata = Json.child(namespace, "metadata");
        if (metadata.get("name") != null) {
            Json.child(metadata, "labels").put("kubernetes.io/metadata.name", metadata.get("name"));
        }
    }

    private static void networkPolicy(Map<String, @Nullable Object> spec) {
        boolean egress = !Json.isEmpty(spec.get("egress"));
        putIfAbsent(spec, "policyTypes", egress ? List.of("Ingress", "Egress") : List.of("Ingress"));
    }

    private static void binding(Map<String, @Nullable Object> binding) {
        putIfAbsent(Json.child(binding, "roleRef"), "apiGroup", RBAC);
    }

    private static void subject(Map<String, @Nullable Object> subject) {
        if (!"ServiceAccount".equals(subject.get("kind"))) {
            putIfAbsent(subject, "apiGroup", RBAC);
        }
    }

    private static void definition(Map<String, @Nullable Object> definition) {
        Map<String, @Nullable Object> spec = Json.child(definition, "spec");
        Map<String, @Nullable Object> names = Json.child(spec, "names");
        String kind = Json.string(names.get("kind"));
        putIfAbsent(names, "singular", kind.toLowerCase(Locale.ROOT));
        putIfAbsent(names, "listKind", kind + "List");
        putIfAbsent(spec, "conversion", new LinkedHashMap<>(Map.of("strategy", "None")));
    }
}
