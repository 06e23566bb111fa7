package io.github.keda4j.testing.kubernetes.internal.codec;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Defaults that the API server adds to workloads and to autoscalers. */
final class WorkloadDefaults {

    private static final long REVISIONS = 10;

    private WorkloadDefaults() {}

    static void deployment(Map<String, @Nullable Object> spec) {
        Defaults.putIfAbsent(spec, "replicas", 1L);
        Defaults.putIfAbsent(spec, "revisionHistoryLimit", REVISIONS);
        Defaults.putIfAbsent(spec, "progressDeadlineSeconds", 600L);
        Map<String, @Nullable Object> strategy = Json.child(spec, "strategy");
        Defaults.putIfAbsent(strategy, "type", "RollingUpdate");
        if ("RollingUpdate".equals(strategy.get("type"))) {
            Map<String, @Nullable Object> rollingUpdate = Json.child(strategy, "rollingUpdate");
            Defaults.putIfAbsent(rollingUpdate, "maxUnavailable", "25%");
            Defaults.putIfAbsent(rollingUpdate, "maxSurge", "25%");
        }
    }

    static void statefulSet(Map<String, @Nullable Object> spec) {
        Defaults.putIfAbsent(spec, "replicas", 1L);
        Defaults.putIfAbsent(spec, "revisionHistoryLimit", REVISIONS);
        Defaults.putIfAbsent(spec, "podManagementPolicy", "OrderedReady");
        Map<String, @Nullable Object> strategy = Json.child(spec, "updateStrategy");
        if (strategy.get("type") == null) {
            strategy.put("type", "RollingUpdate");
            Json.child(strategy, "rollingUpdate");
        }
        if ("RollingUpdate".equals(strategy.get("type")) && strategy.get("rollingUpdate") instanceof Map) {
            Defaults.putIfAbsent(Json.child(strategy, "rollingUpdate"), "partition", 0L);
        }
        Map<String, @Nullable Object> retention = Json.child(spec, "persistentVolumeClaimRetentionPolicy");
        Defaults.putIfAbsent(retention, "whenDeleted", "Retain");
        Defaults.putIfAbsent(retention, "whenScaled", "Retain");
        Defaults.each(spec.get("volumeClaimTemplates"), claim -> {
            claim.put("apiVersion", "v1");
            claim.put("kind", "PersistentVolumeClaim");
        });
    }

    static void job(Map<String, @Nullable Object> job) {
        Map<String, @Nullable Object> spec = Json.child(job, "spec");
        if (spec.get("completions") == null && spec.get("parallelism") == null) {
            spec.put("completions", 1L);
        }
        Defaults.putIfAbsent(spec, "parallelism", 1L);
        Defaults.putIfAbsent(spec, "backoffLimit", spec.get("backoffLimitPerIndex") == null ? 6L : Integer.MAX_VALUE);
        Defaults.putIfAbsent(spec, "completionMode", "NonIndexed");
        Defaults.putIfAbsent(spec, "suspend", false);
        Defaults.putIfAbsent(
                spec, "podReplacementPolicy", spec.get("podFailurePolicy") == null ? "TerminatingOrFailed" : "Failed");
        Defaults.putIfAbsent(spec, "manualSelector", false);
        Object labels = Json.at(spec, "template", "metadata", "labels");
        if (!Json.isEmpty(labels) && labels != null) {
            Defaults.putIfAbsent(Json.child(job, "metadata"), "labels", labels);
        }
    }

    static void horizontalPodAutoscaler(Map<String, @Nullable Object> spec) {
        Defaults.putIfAbsent(spec, "minReplicas", 1L);
        if (Json.isEmpty(spec.get("metrics"))) {
            Map<String, Object> target = Map.of("type", "Utilization", "averageUtilization", 80L);
            spec.put(
                    "metrics",
                    Json.copy(
                            List.of(Map.of("type", "Resource", "resource", Map.of("name", "cpu", "target", target)))));
        }
        if (spec.get("behavior") instanceof Map) {
            Map<String, @Nullable Object> behavior = Json.map(spec.get("behavior"));
            Map<String, @Nullable Object> scaleUp = Json.child(behavior, "scaleUp");
            Defaults.putIfAbsent(scaleUp, "stabilizationWindowSeconds", 0L);
            Defaults.putIfAbsent(scaleUp, "selectPolicy", "Max");
            Defaults.putIfAbsent(scaleUp, "policies", List.of(policy("Pods", 4), policy("Percent", 100)));
            Map<String, @Nullable Object> scaleDown = Json.child(behavior, "scaleDown");
            Defaults.putIfAbsent(scaleDown, "selectPolicy", "Max");
            Defaults.putIfAbsent(scaleDown, "policies", List.of(policy("Percent", 100)));
        }
    }

    private static Map<String, @Nullable Object> policy(String type, long value) {
        Map<String, @Nullable Object> policy = new LinkedHashMap<>();
        policy.put("type", type);
        policy.put("value", value);
        policy.put("periodSeconds", 15L);
        return policy;
    }
}
