package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/**
 * Generates clusters in which a ScaledObject's workload may exist, and in which other objects may claim that workload.
 */
final class Surroundings {

    private final Random random;

    Surroundings(Random random) {
        this.random = random;
    }

    ArrayNode of(ObjectNode object) {
        ArrayNode cluster = JsonNodeFactory.instance.arrayNode();
        if (!object.path("kind").asText().equals("ScaledObject")) {
            return cluster;
        }
        if (random.nextInt(4) > 0) {
            workload(cluster, "Deployment", "web");
        }
        if (random.nextInt(2) == 0) {
            workload(cluster, "StatefulSet", random.nextBoolean() ? "web" : "api");
        }
        if (random.nextInt(4) == 0) {
            limitRange(cluster);
        }
        if (random.nextInt(3) == 0) {
            definition(cluster);
        }
        if (random.nextInt(3) == 0) {
            scaledObject(cluster);
        }
        if (random.nextInt(3) == 0) {
            autoscaler(cluster, object.path("metadata").path("name").asText());
        }
        return cluster;
    }

    private ObjectNode head(ArrayNode cluster, String apiVersion, String kind, String name) {
        ObjectNode object = cluster.addObject();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata")
                .put("name", name)
                .put("namespace", random.nextInt(12) == 0 ? "elsewhere" : "default");
        return object;
    }

    private void workload(ArrayNode cluster, String kind, String name) {
        ObjectNode pod = head(cluster, "apps/v1", kind, name)
                .putObject("spec")
                .putObject("template")
                .putObject("spec");
        ArrayNode containers = pod.putArray("containers");
        for (String container : random.nextBoolean() ? new String[] {"web"} : new String[] {"web", "sidecar"}) {
            ObjectNode resources = containers
                    .addObject()
                    .put("name", container)
                    .put("image", "web")
                    .putObject("resources");
            quantities(resources);
        }
        if (random.nextInt(4) == 0) {
            quantities(pod.putObject("resources"));
        }
    }

    private void quantities(ObjectNode resources) {
        if (random.nextInt(3) > 0) {
            ObjectNode some = resources.putObject(random.nextInt(4) > 0 ? "requests" : "limits");
            if (random.nextInt(4) > 0) {
                some.put("cpu", one("100m", "1", "0"));
            }
            if (random.nextInt(3) > 0) {
                some.put("memory", one("64Mi", "1e6", "0"));
            }
        }
    }

    private void limitRange(ArrayNode cluster) {
        ObjectNode limit = head(cluster, "v1", "LimitRange", "limits")
                .putObject("spec")
                .putArray("limits")
                .addObject();
        limit.put("type", one("Container", "Container", "Pod"));
        limit.putObject(one("default", "defaultRequest")).put(one("cpu", "memory"), one("100m", "0"));
    }

    private static void definition(ArrayNode cluster) {
        ObjectNode definition = cluster.addObject();
        definition.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        definition.putObject("metadata").put("name", "rollouts.argoproj.io");
        ObjectNode spec = definition.putObject("spec");
        spec.put("group", "argoproj.io").put("scope", "Namespaced");
        spec.putObject("names").put("kind", "Rollout").put("plural", "rollouts").put("singular", "rollout");
        ObjectNode version = spec.putArray("versions").addObject();
        version.put("name", "v1alpha1").put("served", true).put("storage", true);
        version.putObject("schema").putObject("openAPIV3Schema").put("type", "object");
    }

    private void scaledObject(ArrayNode cluster) {
        ObjectNode other = head(cluster, "keda.sh/v1alpha1", "ScaledObject", one("other", "other", "web"));
        ObjectNode spec = other.putObject("spec");
        ObjectNode target = spec.putObject("scaleTargetRef").put("name", one("web", "web", "api"));
        kind(target);
        if (random.nextInt(3) == 0) {
            spec.putObject("advanced")
                    .putObject("horizontalPodAutoscalerConfig")
                    .put("name", one("web-hpa", "keda-hpa-web"));
        }
        ObjectNode trigger = spec.putArray("triggers").addObject();
        trigger.put("type", "cron").putObject("metadata").put("timezone", "UTC");
    }

    private void autoscaler(ArrayNode cluster, String owner) {
        ObjectNode autoscaler =
                head(cluster, "autoscaling/v2", "HorizontalPodAutoscaler", one("web-hpa", "keda-hpa-web", "hpa"));
        ObjectNode metadata = (ObjectNode) autoscaler.path("metadata");
        if (random.nextInt(5) == 0) {
            metadata.putObject("annotations").put("validations.keda.sh/hpa-ownership", one("false", "true"));
        }
        if (random.nextInt(4) == 0) {
            metadata.putArray("ownerReferences")
                    .addObject()
                    .put("apiVersion", "keda.sh/v1alpha1")
                    .put("kind", one("ScaledObject", "ScaledObject", "ScaledJob"))
                    .put("name", random.nextInt(4) > 0 && !owner.isEmpty() ? owner : "other")
                    .put("uid", "1");
        }
        ObjectNode spec = autoscaler.putObject("spec");
        spec.put("maxReplicas", 3);
        kind(spec.putObject("scaleTargetRef").put("name", one("web", "web", "api")));
    }

    private void kind(ObjectNode target) {
        switch (random.nextInt(8)) {
            case 0 -> target.put("kind", "StatefulSet");
            case 1, 2 -> target.put("apiVersion", "apps/v1").put("kind", "Deployment");
            case 3 -> target.put("apiVersion", "apps/v1").put("kind", one("deployment", "ReplicaSet", "Nope"));
            case 4 -> target.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Rollout");
            default -> {}
        }
    }

    private String one(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
