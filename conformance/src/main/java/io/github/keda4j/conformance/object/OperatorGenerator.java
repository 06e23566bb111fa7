package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * ScaledObjects and ScaledJobs whose triggers take parameters from everywhere: metadata, the environment of containers,
 * authentications, Secrets and ConfigMaps. Each has up to three defects: a missing source, an unsuitable value, a
 * number out of bounds.
 */
final class OperatorGenerator {

    /** The variables and data keys, each with a suitable value; NOWHERE is never set. */
    private static final Map<String, String> FITTING = new TreeMap<>(Map.of(
            "URL",
            "https://sqs.eu-west-1.amazonaws.com/111122223333/orders",
            "HOST",
            "amqp://guest:guest@rabbit:5672/vhost",
            "ADDRESS",
            "redis:6379",
            "CONNECTION",
            "postgresql://me:secret@db:5432/orders",
            "KEY",
            "AKIAIOSFODNN7EXAMPLE",
            "SECRET",
            "secret",
            "NUMBER",
            "5"));

    /** The variable with a suitable value for a parameter. */
    private static final Map<String, String> VARIABLE_OF = new TreeMap<>(Map.of(
            "queueURL",
            "URL",
            "host",
            "HOST",
            "address",
            "ADDRESS",
            "connection",
            "CONNECTION",
            "awsAccessKeyID",
            "KEY",
            "awsSecretAccessKey",
            "SECRET",
            "password",
            "SECRET",
            "queueLength",
            "NUMBER"));

    private static final String[] VARIABLES = Stream.concat(
                    FITTING.keySet().stream(), Stream.of("PREFIX_URL", "NOWHERE"))
            .toArray(String[]::new);
    private static final String[] VALUES = {
        "https://sqs.eu-west-1.amazonaws.com/111122223333/orders",
        "amqp://guest:guest@rabbit:5672/vhost",
        "redis:6379",
        "postgresql://me:secret@db:5432/orders",
        "5",
        " ",
        "x",
        "$(HOST)",
        "$(NOWHERE)/$$(HOST)",
        "true"
    };
    private static final String[] PARAMETERS = {
        "host",
        "awsAccessKeyID",
        "awsSecretAccessKey",
        "connection",
        "password",
        "username",
        "address",
        "bearerToken",
        "queueLength",
        "sasl",
        "tls"
    };
    private static final int ODDS = 9;

    private final Random random;
    private int defects;

    OperatorGenerator(Random random) {
        this.random = random;
    }

    /** Whether to add a defect here. */
    private boolean isWrong() {
        boolean wrong = defects > 0 && random.nextInt(ODDS) == 0;
        defects -= wrong ? 1 : 0;
        return wrong;
    }

    ObjectCase next() {
        defects = random.nextInt(4);
        boolean job = random.nextInt(4) == 0;
        ObjectNode object = Json.object();
        object.put("apiVersion", "keda.sh/v1alpha1").put("kind", job ? "ScaledJob" : "ScaledObject");
        object.putObject("metadata").put("name", "web").put("namespace", "default");
        ObjectNode spec = object.putObject("spec");
        ArrayNode cluster = JsonNodeFactory.instance.arrayNode();
        if (job) {
            pod(spec.putObject("jobTargetRef").putObject("template").putObject("spec"));
            source(spec);
        } else {
            target(spec, cluster);
            autoscaler(spec);
        }
        triggers(spec.putArray("triggers"));
        surroundings(cluster);
        return new ObjectCase(object, null, cluster);
    }

    /** Sets fields for which the autoscaler's own API has bounds. */
    private void autoscaler(ObjectNode spec) {
        if (random.nextInt(3) == 0) {
            spec.put("minReplicaCount", isWrong() ? one(-1, 200) : one(0, 1, 3));
        }
        if (random.nextInt(3) == 0) {
            spec.put("maxReplicaCount", isWrong() ? one(-1, 0, 1) : one(3, 10));
        }
        if (random.nextInt(4) > 0) {
            return;
        }
        ObjectNode config = spec.putObject("advanced").putObject("horizontalPodAutoscalerConfig");
        if (random.nextBoolean()) {
            config.put("name", isWrong() ? one("Orders", "a_b", "-a", "h".repeat(64), "a b") : one("orders", "a.b"));
        }
        if (random.nextBoolean()) {
            ObjectNode behavior = config.putObject("behavior");
            rules(behavior.putObject(one("scaleUp", "scaleDown")));
        }
    }

    private void rules(ObjectNode rules) {
        if (random.nextBoolean()) {
            rules.put("stabilizationWindowSeconds", isWrong() ? one(-1, 3601) : one(0, 300, 3600));
        }
        if (random.nextBoolean()) {
            rules.put("selectPolicy", isWrong() ? one("", "min", "Least") : one("Min", "Max", "Disabled"));
        }
        if (random.nextInt(3) > 0) {
            ArrayNode policies = rules.putArray("policies");
            for (int left = isWrong() ? 0 : 1 + random.nextInt(2); left > 0; left--) {
                policies.addObject()
                        .put("type", isWrong() ? one("", "pods", "Replicas") : one("Pods", "Percent"))
                        .put("value", isWrong() ? one(-1, 0) : one(1, 100))
                        .put("periodSeconds", isWrong() ? one(-1, 0, 1801) : one(1, 60, 1800));
            }
        }
    }

    private void target(ObjectNode spec, ArrayNode cluster) {
        ObjectNode target = spec.putObject("scaleTargetRef").put("name", "web");
        source(target);
        switch (random.nextInt(8)) {
            case 0 -> target.put("kind", "StatefulSet");
            case 1 -> target.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Rollout");
            default -> {}
        }
        if (!isWrong()) {
            ObjectNode workload = head(
                    cluster,
                    target.path("apiVersion").asText("apps/v1"),
                    target.path("kind").asText("Deployment"),
                    "web");
            ObjectNode template = workload.putObject("spec").putObject("template");
            if (!target.path("kind").asText().equals("Rollout") || random.nextBoolean()) {
                pod(template.putObject("spec"));
            }
        } else if (target.has("apiVersion")) {
            head(cluster, "argoproj.io/v1alpha1", "Rollout", "another").putObject("spec");
        }
    }

    private void source(ObjectNode holder) {
        if (random.nextInt(4) == 0) {
            holder.put("envSourceContainerName", container());
        }
    }

    private String container() {
        return isWrong() ? one("sidecar", "gone") : "web";
    }

    private String source() {
        return isWrong() ? "gone" : one("one", "two");
    }

    private void pod(ObjectNode pod) {
        ArrayNode containers = pod.putArray("containers");
        for (String name : random.nextBoolean() ? new String[] {"web"} : new String[] {"web", "sidecar"}) {
            ObjectNode container = containers.addObject().put("name", name).put("image", "web");
            if (random.nextInt(3) == 0) {
                ObjectNode from = container.putArray("envFrom").addObject();
                if (random.nextInt(3) == 0) {
                    from.put("prefix", "PREFIX_");
                }
                optional(from.putObject(one("configMapRef", "secretRef")).put("name", source()));
            }
            ArrayNode variables = container.putArray("env");
            for (String variable : FITTING.keySet()) {
                if (random.nextInt(6) > 0) {
                    variable(variables.addObject().put("name", variable), variable);
                }
            }
        }
        if (random.nextInt(3) == 0) {
            pod.put("serviceAccountName", isWrong() ? one("without-role", "gone") : "with-role");
        }
    }

    private void variable(ObjectNode variable, String name) {
        switch (isWrong() ? 1 : 2 * random.nextInt(3)) {
            case 0 ->
                optional(variable.putObject("valueFrom")
                        .putObject(one("configMapKeyRef", "secretKeyRef"))
                        .put("name", source())
                        .put("key", fitting(name)));
            case 1 -> variable.putObject("valueFrom").putObject("fieldRef").put("fieldPath", "metadata.name");
            default -> variable.put("value", value(name));
        }
    }

    private String fitting(String name) {
        return isWrong() ? one(VARIABLES) : name;
    }

    private String value(String name) {
        return isWrong() ? one(VALUES) : FITTING.getOrDefault(name, "");
    }

    private void optional(ObjectNode reference) {
        if (random.nextInt(3) == 0) {
            reference.put("optional", random.nextBoolean());
        }
    }

    private void triggers(ArrayNode triggers) {
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            ObjectNode trigger = triggers.addObject();
            String type = one(
                    "aws-sqs-queue",
                    "rabbitmq",
                    "redis",
                    "postgresql",
                    "prometheus",
                    "kafka",
                    "cron",
                    "cron",
                    isWrong() ? "nosuch" : "cron");
            ObjectNode metadata = trigger.put("type", type).putObject("metadata");
            switch (type) {
                case "aws-sqs-queue" -> {
                    given(metadata, "queueURL");
                    metadata.put("awsRegion", "eu-west-1");
                    some(metadata, "identityOwner", "operator", "pod", "workload");
                    if (random.nextBoolean()) {
                        metadata.put("awsAccessKeyIDFromEnv", fitting("KEY"));
                        metadata.put("awsSecretAccessKeyFromEnv", fitting("SECRET"));
                    }
                    number(metadata, "queueLength");
                }
                case "rabbitmq" -> {
                    given(metadata, "host");
                    metadata.put("queueName", "orders")
                            .put("mode", "QueueLength")
                            .put("value", "5");
                    if (isWrong()) {
                        metadata.remove(one("queueName", "mode", "value"));
                    }
                }
                case "redis" -> {
                    given(metadata, "address");
                    metadata.put("listName", "orders");
                    if (random.nextInt(3) == 0) {
                        metadata.put("passwordFromEnv", fitting("SECRET"));
                    }
                }
                case "postgresql" -> {
                    given(metadata, "connection");
                    metadata.put("query", "select 1").put("targetQueryValue", "1");
                }
                case "prometheus" -> {
                    metadata.put("serverAddress", "http://prometheus:9090").put("query", "up");
                    metadata.put("threshold", isWrong() ? one("0", "x") : "5");
                    if (isWrong()) {
                        some(metadata, "authModes", "bearer", "basic");
                    }
                }
                case "kafka" -> {
                    metadata.put("bootstrapServers", "kafka:9092")
                            .put("consumerGroup", "g")
                            .put("topic", "t");
                    number(metadata, "lagThreshold");
                    some(metadata, "sasl", isWrong() ? "plaintext" : "none");
                }
                case "cron" ->
                    metadata.put("timezone", "UTC")
                            .put("start", "0 8 * * *")
                            .put("end", "0 18 * * *")
                            .put("desiredReplicas", "2");
                default -> metadata.put("a", "b");
            }
            if (random.nextInt(2) == 0) {
                ObjectNode reference = trigger.putObject("authenticationRef").put("name", isWrong() ? "gone" : "auth");
                if (random.nextInt(4) == 0) {
                    reference.put("kind", one("TriggerAuthentication", "ClusterTriggerAuthentication"));
                }
            }
        }
    }

    private void given(ObjectNode metadata, String parameter) {
        String variable = Objects.requireNonNull(VARIABLE_OF.get(parameter), parameter);
        if (isWrong()) {
            return;
        }
        if (random.nextBoolean()) {
            metadata.put(parameter, value(variable));
        } else {
            metadata.put(parameter + "FromEnv", fitting(variable));
        }
    }

    private void number(ObjectNode metadata, String parameter) {
        if (random.nextInt(3) == 0) {
            metadata.put(parameter, isWrong() ? one("0", "five", "-1") : "5");
        }
    }

    private void some(ObjectNode metadata, String parameter, String... values) {
        if (random.nextInt(3) == 0) {
            metadata.put(parameter, one(values));
        }
    }

    private void surroundings(ArrayNode cluster) {
        authentication(cluster, "TriggerAuthentication", "default");
        authentication(cluster, "ClusterTriggerAuthentication", "");
        for (String namespace : new String[] {"default", "keda"}) {
            for (String name : new String[] {"one", "two"}) {
                data(head(cluster, "v1", "ConfigMap", name, namespace), false);
                data(head(cluster, "v1", "Secret", name, namespace), true);
            }
        }
        head(cluster, "v1", "ServiceAccount", "without-role");
        head(cluster, "v1", "ServiceAccount", "default");
        ObjectNode account = head(cluster, "v1", "ServiceAccount", "with-role");
        ((ObjectNode) account.get("metadata"))
                .putObject("annotations")
                .put("eks.amazonaws.com/role-arn", "arn:aws:iam::111122223333:role/orders");
    }

    private void data(ObjectNode object, boolean encoded) {
        ObjectNode data = object.putObject("data");
        for (String variable : FITTING.keySet()) {
            if (!isWrong()) {
                String value = value(variable);
                data.put(
                        variable,
                        encoded ? Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) : value);
            }
        }
    }

    private void authentication(ArrayNode cluster, String kind, String namespace) {
        ObjectNode spec =
                head(cluster, "keda.sh/v1alpha1", kind, "auth", namespace).putObject("spec");
        for (String list : new String[] {"secretTargetRef", "configMapTargetRef"}) {
            if (random.nextInt(2) == 0) {
                ArrayNode references = spec.putArray(list);
                for (int left = 1 + random.nextInt(3); left > 0; left--) {
                    String parameter = parameter();
                    references
                            .addObject()
                            .put("parameter", parameter)
                            .put("name", source())
                            .put("key", fitting(VARIABLE_OF.getOrDefault(parameter, "SECRET")));
                }
            }
        }
        if (random.nextInt(2) == 0) {
            ObjectNode variable = spec.putArray("env").addObject();
            String parameter = parameter();
            variable.put("parameter", parameter).put("name", fitting(VARIABLE_OF.getOrDefault(parameter, "SECRET")));
            if (random.nextInt(3) == 0) {
                variable.put("containerName", container());
            }
        }
        if (random.nextInt(3) == 0) {
            ObjectNode identity =
                    spec.putObject("podIdentity").put("provider", isWrong() ? "gcp" : one("aws", "aws-eks", "none"));
            if (identity.path("provider").asText().equals("aws")) {
                if (random.nextBoolean()) {
                    identity.put("identityOwner", one("workload", "keda"));
                } else {
                    some(identity, "roleArn", "arn:aws:iam::111122223333:role/orders");
                }
            }
        }
        if (isWrong()) {
            spec.put("filePath", namespace.isEmpty() ? "../a.json" : "a.json");
        }
        if (random.nextInt(8) == 0) {
            ObjectNode oauth2 = spec.putObject("oauth2")
                    .put("type", "clientCredentials")
                    .put("clientId", "id")
                    .put("tokenUrl", "https://idp/token");
            oauth2.putObject("clientSecret")
                    .putObject("valueFrom")
                    .putObject("secretKeyRef")
                    .put("name", source())
                    .put("key", fitting("SECRET"));
        }
    }

    private String parameter() {
        return isWrong() ? one(PARAMETERS) : one(VARIABLE_OF.keySet().toArray(String[]::new));
    }

    private static ObjectNode head(ArrayNode cluster, String apiVersion, String kind, String name) {
        return head(cluster, apiVersion, kind, name, "default");
    }

    private static ObjectNode head(ArrayNode cluster, String apiVersion, String kind, String name, String namespace) {
        ObjectNode object = cluster.addObject();
        object.put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    private int one(int... values) {
        return values[random.nextInt(values.length)];
    }

    private String one(String... values) {
        return values[random.nextInt(values.length)];
    }
}
