package io.github.keda4j.testing.kubernetes;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes of several managers to one object, as a seed has it. */
final class RandomWrites {

    /** One of three kinds. */
    enum Subject {
        CONFIG_MAP("/api/v1/namespaces/%s/configmaps", "v1", "ConfigMap"),
        DEPLOYMENT("/apis/apps/v1/namespaces/%s/deployments", "apps/v1", "Deployment"),
        SCALED_OBJECT("/apis/keda.sh/v1alpha1/namespaces/%s/scaledobjects", "keda.sh/v1alpha1", "ScaledObject");

        final String path;
        final String apiVersion;
        final String kind;

        Subject(String path, String apiVersion, String kind) {
            this.path = path;
            this.apiVersion = apiVersion;
            this.kind = kind;
        }
    }

    /**
     * A request.
     *
     * @param body made of the current resource version
     */
    record Write(String method, String path, String contentType, Function<String, String> body) {
        @Override
        public String toString() {
            return method + " " + path + " " + contentType + " " + body.apply("RV");
        }
    }

    private static final String NAME = "subject";

    private final Random random;
    private final Subject subject;
    private final String namespace;

    RandomWrites(long seed, Subject subject, String namespace) {
        this.random = new Random(seed);
        this.subject = subject;
        this.namespace = namespace;
    }

    private String collection() {
        return String.format(subject.path, namespace);
    }

    String path() {
        return collection() + "/" + NAME;
    }

    Write next() {
        String query = "?fieldManager=" + pick("m1", "m2", "m3") + (chance(10) ? "&dryRun=All" : "");
        boolean isNative = subject != Subject.SCALED_OBJECT;
        int choice = random.nextInt(100);
        if (choice < 45) {
            String force = chance(40) ? "&force=true" : "";
            String body = Json.write(configuration(true));
            return new Write("PATCH", path() + query + force, Api.APPLY, version -> body);
        }
        if (choice < 52) {
            String body = Json.write(configuration(false));
            return new Write("POST", collection() + query, Api.JSON, version -> body);
        }
        if (choice < 62) {
            Map<String, @Nullable Object> object = configuration(false);
            boolean named = !isNative || chance(50);
            return new Write("PUT", path() + query, Api.JSON, version -> {
                Map<String, @Nullable Object> copy = Json.copyOf(object);
                if (named) {
                    Json.child(copy, "metadata").put("resourceVersion", version);
                }
                return Json.write(copy);
            });
        }
        if (choice < 76) {
            String body = Json.write(withNulls(parts()));
            return new Write("PATCH", path() + query, Api.MERGE, version -> body);
        }
        if (choice < 82) {
            String body = Json.write(jsonPatch());
            return new Write("PATCH", path() + query, Api.JSON_PATCH, version -> body);
        }
        if (choice < 88) {
            String body = Json.write(withNulls(parts()));
            return new Write("PATCH", path() + query, isNative ? Api.STRATEGIC : Api.MERGE, version -> body);
        }
        if (choice < 94 && subject != Subject.CONFIG_MAP) {
            String body = Json.write(status());
            boolean apply = chance(40);
            return new Write("PATCH", path() + "/status" + query, apply ? Api.APPLY : Api.MERGE, version -> body);
        }
        return new Write("DELETE", path() + (chance(20) ? "?dryRun=All" : ""), "", version -> "");
    }

    private Map<String, @Nullable Object> configuration(boolean applied) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("apiVersion", subject.apiVersion);
        object.put("kind", subject.kind);
        Map<String, @Nullable Object> parts = applied ? parts() : complete();
        object.putAll(parts);
        Json.child(object, "metadata").put("name", NAME);
        return object;
    }

    /** What an object needs to be valid, and random parts. */
    private Map<String, @Nullable Object> complete() {
        Map<String, @Nullable Object> parts = parts();
        switch (subject) {
            case CONFIG_MAP -> {}
            case DEPLOYMENT -> {
                Map<String, @Nullable Object> spec = Json.child(parts, "spec");
                spec.put("selector", map("matchLabels", map("app", "x")));
                Map<String, @Nullable Object> template = Json.child(spec, "template");
                Json.child(Json.child(template, "metadata"), "labels").put("app", "x");
                Map<String, @Nullable Object> pod = Json.child(template, "spec");
                if (Json.isEmpty(pod.get("containers"))) {
                    pod.put("containers", list(container("main")));
                }
                Json.list(pod.get("containers"))
                        .forEach(container -> Json.map(container).putIfAbsent("image", "busybox"));
            }
            case SCALED_OBJECT -> {
                Map<String, @Nullable Object> spec = Json.child(parts, "spec");
                spec.putIfAbsent("scaleTargetRef", map("name", "target"));
                if (Json.isEmpty(spec.get("triggers"))) {
                    spec.put("triggers", list(trigger()));
                }
            }
        }
        return parts;
    }

    /** Some fields, valid or not by themselves. */
    private Map<String, @Nullable Object> parts() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (chance(40)) {
            object.put("metadata", metadata());
        }
        switch (subject) {
            case CONFIG_MAP -> configMap(object);
            case DEPLOYMENT -> deployment(Json.child(object, "spec"));
            case SCALED_OBJECT -> scaledObject(Json.child(object, "spec"));
        }
        return object;
    }

    private Map<String, @Nullable Object> metadata() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        sometimes(60, () -> putTexts(metadata, "labels", texts("a", "b", "c")));
        sometimes(40, () -> putTexts(metadata, "annotations", texts("x", "y")));
        sometimes(15, () -> metadata.put("finalizers", chance(50) ? list() : list("keda4j.io/" + pick("p", "q"))));
        return metadata;
    }

    /**
     * Of a custom resource, the real server stores an empty map that is applied, but shows none: the next write that changes nothing
     * then changes its version. Nobody needs that here.
     */
    private void putTexts(Map<String, @Nullable Object> metadata, String field, Map<String, @Nullable Object> texts) {
        if (subject != Subject.SCALED_OBJECT || !texts.isEmpty()) {
            metadata.put(field, texts);
        }
    }

    private void configMap(Map<String, @Nullable Object> object) {
        sometimes(80, () -> object.put("data", texts("k1", "k2", "k3", "k4")));
        sometimes(20, () -> object.put("binaryData", map(pick("b1", "b2"), pick("AAAA", "AQ=="))));
        sometimes(5, () -> object.put("immutable", false));
    }

    private void deployment(Map<String, @Nullable Object> spec) {
        if (chance(70)) {
            spec.put("selector", map("matchLabels", map("app", "x")));
            Map<String, @Nullable Object> template = Json.child(spec, "template");
            Map<String, @Nullable Object> labels = Json.child(Json.child(template, "metadata"), "labels");
            labels.put("app", "x");
            sometimes(30, () -> labels.put(pick("l1", "l2"), pick("1", "2")));
            List<@Nullable Object> containers = list(container(pick("main", "side")));
            sometimes(30, () -> containers.add(container("third")));
            Map<String, @Nullable Object> pod = Json.child(template, "spec");
            pod.put("containers", containers);
            pod(pod);
        }
        sometimes(40, () -> spec.put("replicas", (long) random.nextInt(3)));
        sometimes(20, () -> spec.put("minReadySeconds", (long) random.nextInt(2)));
        sometimes(15, () -> spec.put("paused", chance(50)));
        sometimes(15, () -> spec.put("revisionHistoryLimit", (long) random.nextInt(2)));
        sometimes(20, () -> spec.put("strategy", chance(50) ? map("type", "Recreate", "rollingUpdate", null) : map()));
    }

    private void pod(Map<String, @Nullable Object> pod) {
        sometimes(15, () -> pod.put("hostNetwork", false));
        sometimes(15, () -> pod.put("serviceAccountName", pick("sa1", "sa2")));
        sometimes(15, () -> pod.put("nodeSelector", texts("n1", "n2")));
        sometimes(15, () -> pod.put("securityContext", chance(50) ? map() : map("runAsNonRoot", chance(50))));
        sometimes(15, () -> pod.put("terminationGracePeriodSeconds", (long) random.nextInt(3)));
        sometimes(15, () -> pod.put("restartPolicy", "Always"));
        sometimes(20, () -> pod.put("tolerations", list(map("key", pick("t1", "t2"), "operator", "Exists"))));
        sometimes(20, () -> pod.put("imagePullSecrets", list(map("name", pick("s1", "s2")))));
        sometimes(
                25,
                () -> pod.put(
                        "volumes",
                        list(
                                map(
                                        "name",
                                        "v1",
                                        "emptyDir",
                                        chance(50) ? map() : map("sizeLimit", pick("1024Mi", "1Gi", "0.5Gi"))),
                                map("name", pick("v2", "v3"), "configMap", map("name", "cm")))));
    }

    private Map<String, @Nullable Object> container(String name) {
        Map<String, @Nullable Object> container = map("name", name);
        sometimes(85, () -> container.put("image", pick("busybox", "busybox:1", "registry:5000/x/busybox@sha256:0")));
        sometimes(20, () -> container.put("args", chance(30) ? list() : list(pick("a", "b"))));
        sometimes(15, () -> container.put("tty", chance(30)));
        sometimes(40, () -> {
            List<@Nullable Object> env = list();
            for (String variable : List.of("A", "B", "C")) {
                sometimes(
                        50,
                        () -> env.add(
                                chance(80) ? map("name", variable, "value", pick("", "1", "2")) : fieldRef(variable)));
            }
            container.put("env", env);
        });
        sometimes(30, () -> container.put("ports", list(port(80, "TCP"), port(pick(80, 81), pick("UDP", "SCTP")))));
        sometimes(
                30,
                () -> container.put(
                        "resources",
                        map(
                                pick("limits", "requests"),
                                map(
                                        "cpu",
                                        pick("1000m", "1", 2L, "0.5"),
                                        "memory",
                                        pick("1024Mi", "1Gi", "1e3", "1500")))));
        sometimes(15, () -> container.put("livenessProbe", map("httpGet", map("port", pick(80L, "http")))));
        return container;
    }

    private static Map<String, @Nullable Object> fieldRef(String variable) {
        return map("name", variable, "valueFrom", map("fieldRef", map("fieldPath", "metadata.name")));
    }

    private Map<String, @Nullable Object> port(int number, String protocol) {
        Map<String, @Nullable Object> port = map("containerPort", (long) number);
        sometimes(protocol.equals("TCP") ? 50 : 100, () -> port.put("protocol", protocol));
        return port;
    }

    private void scaledObject(Map<String, @Nullable Object> spec) {
        sometimes(70, () -> spec.put("scaleTargetRef", map("name", pick("target", "other"))));
        sometimes(60, () -> spec.put("triggers", chance(70) ? list(trigger()) : list(trigger(), trigger())));
        sometimes(40, () -> spec.put("minReplicaCount", (long) random.nextInt(2)));
        sometimes(40, () -> spec.put("maxReplicaCount", (long) (2 + random.nextInt(2))));
        sometimes(20, () -> spec.put("pollingInterval", (long) random.nextInt(2)));
        sometimes(
                25,
                () -> spec.put(
                        "advanced",
                        map(
                                "horizontalPodAutoscalerConfig",
                                chance(50)
                                        ? map("name", pick("h1", "h2"))
                                        : map("behavior", map("scaleDown", map("stabilizationWindowSeconds", 5L))))));
        sometimes(15, () -> spec.put("fallback", map("failureThreshold", 1L, "replicas", (long) random.nextInt(2))));
    }

    private Map<String, @Nullable Object> trigger() {
        return map("type", pick("cron", "cpu"), "metadata", texts("start", "end"));
    }

    private Map<String, @Nullable Object> status() {
        Map<String, @Nullable Object> object = map("apiVersion", subject.apiVersion, "kind", subject.kind);
        object.put("metadata", map("name", NAME));
        sometimes(20, () -> Json.child(object, "metadata").put("labels", texts("a", "s")));
        object.put(
                "status",
                subject == Subject.DEPLOYMENT
                        ? map("replicas", (long) random.nextInt(2), "observedGeneration", (long) random.nextInt(2))
                        : map("hpaName", pick("h1", "h2"), "authenticationsTypes", pick("", "x")));
        sometimes(20, () -> object.put("spec", parts().get("spec")));
        return object;
    }

    private List<@Nullable Object> jsonPatch() {
        List<@Nullable Object> operations = list();
        sometimes(
                30, () -> operations.add(map("op", "test", "path", "/metadata/name", "value", pick(NAME, NAME, "no"))));
        sometimes(70, () -> operations.add(map("op", "add", "path", "/metadata/labels", "value", texts("a", "j"))));
        sometimes(40, () -> operations.add(map("op", "remove", "path", "/metadata/labels/a")));
        sometimes(
                30,
                () -> operations.add(map("op", "replace", "path", "/metadata/annotations", "value", texts("x", "z"))));
        return operations;
    }

    /** Some of the values become null, which takes fields away. */
    private Map<String, @Nullable Object> withNulls(Map<String, @Nullable Object> object) {
        object.replaceAll((name, value) -> {
            if (chance(12)) {
                return null;
            }
            return value instanceof Map ? withNulls(Json.map(value)) : value;
        });
        return object;
    }

    private Map<String, @Nullable Object> texts(String... keys) {
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        for (String key : keys) {
            sometimes(50, () -> texts.put(key, pick("", "1", "2")));
        }
        return texts;
    }

    private void sometimes(int percent, Runnable action) {
        if (chance(percent)) {
            action.run();
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    private final <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    private static List<@Nullable Object> list(@Nullable Object... values) {
        return new ArrayList<>(java.util.Arrays.asList(values));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) java.util.Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
