package io.github.keda4j.benchmarks.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stack as maps and lists. */
final class Maps {

    private Maps() {}

    static List<Map<String, Object>> stack(int number) {
        String name = "worker-" + number;
        return List.of(
                serviceAccount(name), deployment(name, number), authentication(name), scaledObject(name, number));
    }

    private static Map<String, Object> serviceAccount(String name) {
        return map("apiVersion", "v1", "kind", "ServiceAccount", "metadata", metadata(name));
    }

    private static Map<String, Object> deployment(String name, int number) {
        Map<String, Object> container = map(
                "name", "worker",
                "image", "registry.example.com/worker:1." + number,
                "env",
                        List.of(
                                map("name", "QUEUE_URL", "value", Contender.QUEUE + number),
                                map("name", "DEBUG", "value", "no")),
                "ports", List.of(map("name", "metrics", "containerPort", 9090)),
                "resources", map("limits", map("memory", "256Mi"), "requests", map("cpu", "100m", "memory", "128Mi")));
        return map(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                metadata(name),
                "spec",
                map(
                        "selector", map("matchLabels", map("app", name)),
                        "template",
                                map(
                                        "metadata", map("labels", map("app", name)),
                                        "spec", map("serviceAccountName", name, "containers", List.of(container)))));
    }

    static Map<String, Object> authentication(String name) {
        return map(
                "apiVersion",
                "keda.sh/v1alpha1",
                "kind",
                "TriggerAuthentication",
                "metadata",
                metadata(name),
                "spec",
                authenticationSpec());
    }

    static Map<String, Object> authenticationSpec() {
        return map("podIdentity", map("provider", "aws", "identityOwner", "keda"));
    }

    static Map<String, Object> scaledObject(String name, int number) {
        return map(
                "apiVersion",
                "keda.sh/v1alpha1",
                "kind",
                "ScaledObject",
                "metadata",
                metadata(name),
                "spec",
                scaledObjectSpec(name, number));
    }

    static Map<String, Object> scaledObjectSpec(String name, int number) {
        return map(
                "scaleTargetRef", map("name", name),
                "pollingInterval", 15,
                "minReplicaCount", 0,
                "maxReplicaCount", 10,
                "triggers",
                        List.of(map(
                                "type", "aws-sqs-queue",
                                "metadata",
                                        map(
                                                "queueURL", Contender.QUEUE + number,
                                                "queueLength", "5",
                                                "awsRegion", "us-east-1"),
                                "authenticationRef", map("name", name))));
    }

    static Map<String, Object> metadata(String name) {
        return map("name", name, "namespace", "shop", "labels", map("app", name));
    }

    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
