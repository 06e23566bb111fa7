package io.github.keda4j.validator.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * ScaledObjects and ScaledJobs whose triggers take parameters from everywhere: metadata, the environment of containers,
 * authentications, Secrets and ConfigMaps, some of which are not there.
 */
final class OperatorGenerator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] VARIABLES = {"URL", "HOST", "KEY", "SECRET", "PREFIX_URL", "NUMBER", "NOWHERE"};
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
    private static final String[] SOURCES = {"one", "one", "one", "one", "two", "two", "two", "two", "two", "gone"};
    private static final String[] CONTAINERS = {"web", "web", "web", "web", "sidecar", "gone"};

    private final Random random;

    OperatorGenerator(long seed) {
        this.random = new Random(seed);
    }

    List<ObjectCase> cases(int count) {
        List<ObjectCase> cases = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cases.add(next());
        }
        return cases;
    }

    ObjectCase next() {
        boolean job = random.nextInt(4) == 0;
        ObjectNode object = JSON.createObjectNode();
        object.put("apiVersion", "keda.sh/v1alpha1").put("kind", job ? "ScaledJob" : "ScaledObject");
        object.putObject("metadata").put("name", "web").put("namespace", "default");
        ObjectNode spec = object.putObject("spec");
        ArrayNode cluster = JSON.createArrayNode();
        if (job) {
            pod(spec.putObject("jobTargetRef").putObject("template").putObject("spec"));
            source(spec);
        } else {
            target(spec, cluster);
        }
        triggers(spec.putArray("triggers"));
        surroundings(cluster);
        return new ObjectCase(object, null, cluster);
    }

    private void target(ObjectNode spec, ArrayNode cluster) {
        ObjectNode target = spec.putObject("scaleTargetRef").put("name", "web");
        source(target);
        switch (random.nextInt(8)) {
            case 0 -> target.put("kind", "StatefulSet");
            case 1 -> target.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Rollout");
            default -> {}
        }
        if (random.nextInt(30) > 0) {
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
            holder.put("envSourceContainerName", one(CONTAINERS));
        }
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
                optional(from.putObject(one("configMapRef", "secretRef")).put("name", one(SOURCES)));
            }
            ArrayNode variables = container.putArray("env");
            for (String variable : VARIABLES) {
                if (random.nextInt(3) == 0) {
                    variable(variables.addObject().put("name", variable));
                }
            }
        }
        if (random.nextInt(3) == 0) {
            pod.put("serviceAccountName", one("with-role", "without-role", "gone"));
        }
    }

    private void variable(ObjectNode variable) {
        switch (random.nextInt(4)) {
            case 0 ->
                optional(variable.putObject("valueFrom")
                        .putObject(one("configMapKeyRef", "secretKeyRef"))
                        .put("name", one(SOURCES))
                        .put("key", one(VARIABLES)));
            case 1 -> variable.putObject("valueFrom").putObject("fieldRef").put("fieldPath", "metadata.name");
            default -> variable.put("value", one(VALUES));
        }
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
                    random.nextInt(4) == 0 ? "nosuch" : "cron");
            ObjectNode metadata = trigger.put("type", type).putObject("metadata");
            switch (type) {
                case "aws-sqs-queue" -> {
                    given(metadata, "queueURL");
                    metadata.put("awsRegion", "eu-west-1");
                    some(metadata, "identityOwner", "operator", "pod", "workload");
                    some(metadata, "awsAccessKeyIDFromEnv", VARIABLES);
                    some(metadata, "awsSecretAccessKeyFromEnv", VARIABLES);
                    some(metadata, "queueLength", "5", "five", "0");
                }
                case "rabbitmq" -> {
                    given(metadata, "host");
                    metadata.put("queueName", "orders");
                    some(metadata, "mode", "QueueLength", "MessageRate");
                    some(metadata, "value", "5");
                }
                case "redis" -> {
                    given(metadata, "address");
                    metadata.put("listName", "orders");
                    some(metadata, "passwordFromEnv", VARIABLES);
                }
                case "postgresql" -> {
                    given(metadata, "connection");
                    metadata.put("query", "select 1").put("targetQueryValue", "1");
                }
                case "prometheus" -> {
                    metadata.put("serverAddress", "http://prometheus:9090").put("query", "up");
                    some(metadata, "threshold", "5", "x");
                    some(metadata, "authModes", "bearer", "basic");
                }
                case "kafka" -> {
                    metadata.put("bootstrapServers", "kafka:9092")
                            .put("consumerGroup", "g")
                            .put("topic", "t");
                    some(metadata, "lagThreshold", "5", "x");
                    some(metadata, "sasl", "plaintext", "none");
                }
                case "cron" ->
                    metadata.put("timezone", "UTC")
                            .put("start", "0 8 * * *")
                            .put("end", "0 18 * * *")
                            .put("desiredReplicas", "2");
                default -> metadata.put("a", "b");
            }
            if (random.nextInt(2) == 0) {
                ObjectNode reference = trigger.putObject("authenticationRef")
                        .put("name", one("auth", "auth", "auth", "auth", "auth", "auth", "auth", "gone"));
                if (random.nextInt(4) == 0) {
                    reference.put("kind", one("TriggerAuthentication", "ClusterTriggerAuthentication"));
                }
            }
        }
    }

    private void given(ObjectNode metadata, String parameter) {
        switch (random.nextInt(4)) {
            case 0 -> metadata.put(parameter, one(VALUES));
            case 1, 2 -> metadata.put(parameter + "FromEnv", one(VARIABLES));
            default -> {}
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
        for (String variable : VARIABLES) {
            if (!variable.equals("NOWHERE") && random.nextInt(4) > 0) {
                String value = one(VALUES);
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
                    references
                            .addObject()
                            .put("parameter", one(PARAMETERS))
                            .put("name", one(SOURCES))
                            .put("key", one(VARIABLES));
                }
            }
        }
        if (random.nextInt(2) == 0) {
            ObjectNode variable = spec.putArray("env").addObject();
            variable.put("parameter", one(PARAMETERS)).put("name", one(VARIABLES));
            some(variable, "containerName", CONTAINERS);
        }
        if (random.nextInt(3) == 0) {
            ObjectNode identity = spec.putObject("podIdentity").put("provider", one("aws", "aws-eks", "gcp", "none"));
            if (identity.path("provider").asText().equals("aws")) {
                if (random.nextBoolean()) {
                    identity.put("identityOwner", one("workload", "keda"));
                } else {
                    some(identity, "roleArn", "arn:aws:iam::111122223333:role/orders");
                }
            }
        }
        if (random.nextInt(16) == 0) {
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
                    .put("name", one(SOURCES))
                    .put("key", one(VARIABLES));
        }
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

    private String one(String... values) {
        return values[random.nextInt(values.length)];
    }
}
