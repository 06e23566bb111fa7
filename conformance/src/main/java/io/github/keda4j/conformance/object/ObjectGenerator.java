package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import java.util.List;
import java.util.Random;

/**
 * Generates objects of KEDA's kinds, each with up to three defects, and clusters around them. The same seed generates
 * the same objects. It does not generate integers with a decimal point (the judge reads JSON, and kubectl writes them
 * differently), LimitRanges with bounds only (a stored one has defaults), or unstable versions of Kubernetes' groups.
 */
final class ObjectGenerator {

    private static final String KEDA = "keda.sh/v1alpha1";
    private static final String EVENTING = "eventing.keda.sh/v1alpha1";

    private final Random random;
    private final Defects defects;
    private final Surroundings surroundings;

    ObjectGenerator(Random random) {
        this.random = random;
        defects = new Defects(random);
        surroundings = new Surroundings(random);
    }

    ObjectCase next() {
        ObjectNode object = object();
        ObjectNode old = random.nextInt(5) == 0 ? object.deepCopy() : null;
        if (old != null) {
            for (ObjectNode each : List.of(object, old)) {
                nameInFull((ObjectNode) each.path("metadata"), each.path("kind").asText());
            }
            finalizers(object, old);
            Defects.makeReadable(old);
            if (random.nextBoolean()) {
                defects.addToStored(old);
            }
        }
        int wrong = random.nextInt(4);
        if (old != null && random.nextInt(3) == 0) {
            object = old.deepCopy();
            ((ObjectNode) object.path("metadata")).putObject("labels").put("touched", "yes");
            wrong = Math.min(wrong, 1);
        }
        defects.addTo(object, wrong, true);
        if (old != null && object.get("metadata") instanceof ObjectNode metadata) {
            // An update under another name would be a different object.
            metadata.set("name", old.at("/metadata/name"));
            if (old.at("/metadata").has("namespace")) {
                metadata.set("namespace", old.at("/metadata/namespace"));
            }
        }
        return new ObjectCase(object, old, surroundings.of(object));
    }

    private static void nameInFull(ObjectNode metadata, String kind) {
        metadata.remove("generateName");
        metadata.put("name", metadata.path("name").asText("web"));
        if (!kind.startsWith("Cluster")) {
            metadata.put("namespace", "default");
        }
    }

    /** The operator's finalizer, which the webhook lets the operator remove without a check. */
    private void finalizers(ObjectNode object, ObjectNode old) {
        if (random.nextBoolean()) {
            ((ObjectNode) old.path("metadata")).putArray("finalizers").add("finalizer.keda.sh");
            ArrayNode now = ((ObjectNode) object.path("metadata")).putArray("finalizers");
            if (random.nextBoolean()) {
                now.add("finalizer.keda.sh");
            }
        }
    }

    private ObjectNode object() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> scaledJob();
            case 3, 4, 5 -> authentication("TriggerAuthentication");
            case 6 -> authentication("ClusterTriggerAuthentication");
            case 7, 8 -> eventSource("CloudEventSource");
            case 9 -> eventSource("ClusterCloudEventSource");
            default -> scaledObject();
        };
    }

    private ObjectNode head(String apiVersion, String kind) {
        ObjectNode object = Json.object();
        object.put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata");
        if (random.nextInt(25) == 0) {
            metadata.put("generateName", one("web-", "w".repeat(49), "w".repeat(60)));
        } else {
            metadata.put("name", one("web", "web", "orders", "a.b", "w".repeat(54), "w".repeat(55), "w".repeat(64)));
        }
        if (random.nextBoolean() && !kind.startsWith("Cluster")) {
            metadata.put("namespace", "default");
        }
        if (random.nextInt(8) == 0) {
            metadata.putObject("labels").put("app", one("web", "", "a b", "x".repeat(64)));
        }
        if (random.nextInt(12) == 0) {
            metadata.putObject("annotations")
                    .put("scaledobject.keda.sh/transfer-hpa-ownership", one("true", "false", "True"));
        }
        return object;
    }

    private ObjectNode scaledObject() {
        ObjectNode object = head(KEDA, "ScaledObject");
        ObjectNode spec = object.putObject("spec");
        target(spec.putObject("scaleTargetRef"));
        number(spec, "minReplicaCount", 2, 0, 1, 2, 2, 5);
        number(spec, "maxReplicaCount", 3, 1, 2, 5, 10, 10);
        number(spec, "idleReplicaCount", 5, 0, 1, 2);
        number(spec, "pollingInterval", 3, 1, 30);
        number(spec, "cooldownPeriod", 3, 0, 300);
        number(spec, "initialCooldownPeriod", 8, 0, 60);
        triggers(spec.putArray("triggers"), true);
        if (random.nextInt(4) == 0) {
            ObjectNode fallback = spec.putObject("fallback");
            fallback.put("failureThreshold", 3).put("replicas", 2);
            if (random.nextBoolean()) {
                fallback.put("behavior", one("static", "currentReplicas", "scalingModifiers", "scalingModifiers"));
            }
        }
        if (random.nextInt(3) == 0) {
            advanced(spec.putObject("advanced"));
        }
        return object;
    }

    private void target(ObjectNode target) {
        target.put("name", one("web", "web", "web", "api", "gone"));
        switch (random.nextInt(16)) {
            case 0 -> target.put("kind", "StatefulSet");
            case 1 -> target.put("apiVersion", "apps/v1").put("kind", "StatefulSet");
            case 2, 3 -> target.put("apiVersion", "apps/v1").put("kind", "Deployment");
            case 4 -> target.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Rollout");
            case 5 ->
                target.put("kind", one("deployment", "Deploymentt", "DeploymentList", "statefulset", "Rollout", ""));
            case 6 ->
                target.put(
                                "apiVersion",
                                one("apps/v1", "apps/v2", "v1", "batch/v1", "a/b/c", "example.com/v1", "/", ""))
                        .put("kind", one("Deployment", "ReplicaSet", "Pod", "Job", "Thing", "Wheel"));
            case 7 -> target.put("kind", "Deployment").put("envSourceContainerName", "web");
            default -> {}
        }
    }

    private void triggers(ArrayNode triggers, boolean ofObject) {
        int count = 1 + random.nextInt(3);
        boolean resources = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            ObjectNode trigger = triggers.addObject();
            String type = resources && random.nextInt(4) > 0
                    ? one("cpu", "memory", "cpu")
                    : one("cron", "kafka", "aws-sqs-queue", "prometheus");
            trigger.put("type", type);
            ObjectNode metadata = trigger.putObject("metadata");
            metadata.put("value", "50");
            if (random.nextInt(5) == 0) {
                metadata.put("containerName", one("web", "sidecar", "other"));
            }
            if (random.nextInt(3) > 0) {
                trigger.put("name", one("a", "b", "c", "d", "my-queue"));
            }
            if (random.nextInt(7) == 0) {
                trigger.put("useCachedMetrics", random.nextInt(4) > 0);
            }
            if (ofObject && random.nextInt(3) == 0) {
                trigger.put("metricType", one("AverageValue", "Value", "Utilization"));
            }
            if (random.nextInt(4) == 0) {
                ObjectNode reference = trigger.putObject("authenticationRef");
                reference.put("name", "web");
                if (random.nextBoolean()) {
                    reference.put("kind", one("TriggerAuthentication", "ClusterTriggerAuthentication"));
                }
            }
        }
    }

    private void advanced(ObjectNode advanced) {
        if (random.nextInt(4) == 0) {
            advanced.put("restoreToOriginalReplicaCount", random.nextBoolean());
        }
        if (random.nextBoolean()) {
            ObjectNode config = advanced.putObject("horizontalPodAutoscalerConfig");
            if (random.nextBoolean()) {
                config.put("name", one("web-hpa", "keda-hpa-other", "h".repeat(63), "h".repeat(64)));
            }
            if (random.nextBoolean()) {
                rules(config.putObject("behavior").putObject(one("scaleUp", "scaleDown")));
            }
        }
        if (random.nextBoolean()) {
            ObjectNode modifiers = advanced.putObject("scalingModifiers");
            if (random.nextInt(6) > 0) {
                modifiers.put(
                        "formula",
                        one("a", "a + b", "a > 1 ? a : b", "(a ?? 0) + 1", "a +", "a % 2", "nope", "max([a, c])"));
            }
            if (random.nextInt(6) > 0) {
                modifiers.put("target", one("2", "2", "2.5", "0", "-1", "x", "NaN", "0x1p3", "1e999", ""));
            }
            if (random.nextInt(3) == 0) {
                modifiers.put("metricType", one("AverageValue", "Value"));
            }
        }
    }

    private void rules(ObjectNode rules) {
        number(rules, "stabilizationWindowSeconds", 2, 0, 300, 3600, 3601);
        if (random.nextBoolean()) {
            ObjectNode policy = rules.putArray("policies").addObject();
            policy.put("type", one("Pods", "Percent")).put("value", 1).put("periodSeconds", 60);
        }
        switch (random.nextInt(5)) {
            case 0 -> rules.put("tolerance", one("0.1", "100m", "1Ki", "x", "", "+.5e3"));
            case 1 -> rules.put("tolerance", 1);
            default -> {}
        }
    }

    private ObjectNode scaledJob() {
        ObjectNode object = head(KEDA, "ScaledJob");
        ObjectNode spec = object.putObject("spec");
        ObjectNode job = spec.putObject("jobTargetRef");
        number(job, "backoffLimit", 2, 0, 4);
        number(job, "activeDeadlineSeconds", 3, 1, 600);
        ObjectNode template = job.putObject("template");
        if (random.nextBoolean()) {
            template.putObject("metadata")
                    .put("anything", "goes")
                    .putObject("labels")
                    .put("app", "web");
        }
        ObjectNode pod = template.putObject("spec");
        ArrayNode containers = pod.putArray("containers");
        container(containers.addObject(), "web");
        if (random.nextBoolean()) {
            container(containers.addObject(), one("web", "sidecar"));
        }
        if (random.nextInt(3) == 0) {
            ObjectNode volume = pod.putArray("volumes").addObject();
            volume.put("name", "data").putObject("emptyDir").put("sizeLimit", one("1Gi", "x"));
        }
        number(spec, "minReplicaCount", 2, 0, 2);
        number(spec, "maxReplicaCount", 2, 1, 10);
        number(spec, "pollingInterval", 3, 1, 30);
        number(spec, "successfulJobsHistoryLimit", 4, 0, 5);
        if (random.nextInt(3) == 0) {
            ObjectNode strategy = spec.putObject("scalingStrategy");
            strategy.put("strategy", one("default", "custom", "accurate", "eager"));
            if (random.nextBoolean()) {
                strategy.put("multipleScalersCalculation", one("min", "max", "avg", "sum"));
            }
        }
        if (random.nextInt(4) == 0) {
            spec.putObject("rollout")
                    .put("strategy", one("gradual", "immediate"))
                    .put("propagationPolicy", "foreground");
        }
        triggers(spec.putArray("triggers"), false);
        return object;
    }

    private void container(ObjectNode container, String name) {
        container.put("name", name).put("image", "web:1");
        if (random.nextBoolean()) {
            ArrayNode ports = container.putArray("ports");
            ports.addObject().put("containerPort", 8080).put("protocol", "TCP");
            if (random.nextBoolean()) {
                ports.addObject()
                        .put("containerPort", random.nextBoolean() ? 8080 : 8081)
                        .put("protocol", one("TCP", "UDP"));
            }
        }
        if (random.nextBoolean()) {
            ArrayNode env = container.putArray("env");
            env.addObject().put("name", "A").put("value", "1");
            env.addObject().put("name", one("A", "B")).put("value", "2");
        }
        if (random.nextBoolean()) {
            container
                    .putObject("resources")
                    .putObject("requests")
                    .put("cpu", one("100m", "1", "x"))
                    .put("memory", 5);
        }
    }

    private ObjectNode authentication(String kind) {
        ObjectNode object = head(KEDA, kind);
        ObjectNode spec = object.putObject("spec");
        if (random.nextInt(3) > 0) {
            podIdentity(spec.putObject("podIdentity"));
        }
        if (random.nextInt(3) == 0) {
            spec.putArray("secretTargetRef")
                    .addObject()
                    .put("parameter", "p")
                    .put("name", "n")
                    .put("key", "k");
        }
        if (random.nextInt(4) == 0) {
            ObjectNode oauth2 = spec.putObject("oauth2");
            if (random.nextBoolean()) {
                oauth2.put("type", "clientCredentials");
            }
            oauth2.put("clientId", one("id", "id", ""));
            oauth2.put(
                    "tokenUrl",
                    one(
                            "https://example.com/token",
                            "http://h",
                            "ftp://h",
                            "",
                            "h",
                            "https://",
                            "https://h:x/",
                            "https:///p"));
        }
        if (random.nextInt(6) == 0) {
            ObjectNode vault = spec.putObject("hashiCorpVault");
            vault.put("address", "https://vault").put("authentication", one("token", "kubernetes"));
            vault.putArray("secrets")
                    .addObject()
                    .put("parameter", "p")
                    .put("path", "x")
                    .put("key", "k")
                    .put("type", one("", "pki"));
        }
        if (random.nextInt(5) == 0) {
            ObjectNode manager = spec.putObject("awsSecretManager");
            manager.putArray("secrets").addObject().put("parameter", "p").put("name", "n");
            podIdentity(manager.putObject("podIdentity"));
        }
        if (random.nextInt(4) == 0) {
            servicePrincipal(spec.putObject("azureServicePrincipal"));
        }
        return object;
    }

    private void podIdentity(ObjectNode identity) {
        identity.put("provider", one("aws", "aws", "azure-workload", "azure-workload", "gcp", "aws-eks", "none"));
        text(identity, "roleArn", 3, "arn:aws:iam::111122223333:role/r", "");
        text(identity, "identityOwner", 3, "keda", "workload");
        text(identity, "externalID", 5, "x", "");
        text(identity, "identityId", 4, "i", "");
        text(identity, "identityTenantId", 4, "t", "");
        text(identity, "identityAuthorityHost", 4, "https://login", "");
    }

    private void servicePrincipal(ObjectNode principal) {
        principal.put("tenantId", one("t", "t", "t", "")).put("clientId", one("c", "c", "c", ""));
        if (random.nextInt(3) > 0) {
            secret(principal.putObject("clientSecret"));
        }
        if (random.nextInt(3) == 0) {
            secret(principal.putObject("clientCertificate"));
        }
        if (random.nextInt(4) == 0) {
            secret(principal.putObject("clientCertificatePassword"));
        }
        text(principal, "cloud", 3, "Private", "private", "AzurePublicCloud", "");
        text(principal, "activeDirectoryEndpoint", 4, "https://login", "");
    }

    private static void secret(ObjectNode value) {
        value.putObject("valueFrom").putObject("secretKeyRef").put("name", "s").put("key", "k");
    }

    private ObjectNode eventSource(String kind) {
        ObjectNode object = head(EVENTING, kind);
        ObjectNode spec = object.putObject("spec");
        spec.putObject("destination").putObject("http").put("uri", "http://example.com");
        if (random.nextBoolean()) {
            ObjectNode subscription = spec.putObject("eventSubscription");
            String ready = "keda.scaledobject.ready.v1";
            if (random.nextInt(3) > 0) {
                subscription
                        .putArray("includedEventTypes")
                        .add(one(
                                ready,
                                "keda.scaledjob.failed.v1",
                                "keda.authentication.triggerauthentication.created.v1",
                                "nope"));
            }
            if (random.nextInt(3) == 0) {
                ArrayNode excluded = subscription.putArray("excludedEventTypes");
                if (random.nextBoolean()) {
                    excluded.add(one(ready, "keda.authentication.clustertriggerauthentication.removed.v1"));
                }
            }
        }
        return object;
    }

    private void number(ObjectNode object, String field, int oneOf, int... numbers) {
        if (random.nextInt(oneOf) == 0) {
            object.put(field, numbers[random.nextInt(numbers.length)]);
        }
    }

    private void text(ObjectNode object, String field, int oneOf, String... texts) {
        if (random.nextInt(oneOf) == 0) {
            object.put(field, one(texts));
        }
    }

    private String one(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
