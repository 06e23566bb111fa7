package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.server.ApiException.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validation rules for objects of some kinds. Of the many rules for Kubernetes' own kinds, only those that matter for
 * apply are checked: required fields and immutable ones.
 */
final class KindRules {

    private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final String NOT_A_DATA_KEY =
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
                    + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
    static final String IMMUTABLE = "field is immutable";
    private static final String IMMUTABLE_IF_SET = "field is immutable when `immutable` is set";

    private KindRules() {}

    static List<Cause> onCreate(Kind kind, Map<String, @Nullable Object> object) {
        if (kind.openApi() != null) {
            return SchemaRules.check(kind.openApi(), object);
        }
        List<Cause> causes = new ArrayList<>();
        switch (kind.name()) {
            case "ConfigMap", "Secret" -> data(object, causes);
            case "Deployment", "ReplicaSet", "StatefulSet" -> WorkloadRules.workload(kind, object, causes);
            case "Job" -> WorkloadRules.job(Json.at(object, "spec"), "spec", causes);
            case "CronJob" -> WorkloadRules.cronJob(object, causes);
            case "HorizontalPodAutoscaler" -> autoscaler(object, causes);
            case "Service" -> service(object, causes);
            default -> {}
        }
        return causes;
    }

    static List<Cause> onUpdate(Kind kind, Map<String, @Nullable Object> object, Map<String, @Nullable Object> before) {
        if (kind.openApi() != null) {
            return SchemaRules.check(kind.openApi(), object);
        }
        // For a StatefulSet, the changed fields are checked first, and its pods only after that.
        if (kind.name().equals("StatefulSet") && WorkloadRules.isForbiddenChange(object, before)) {
            return List.of(WorkloadRules.FORBIDDEN_CHANGE);
        }
        List<Cause> causes = new ArrayList<>();
        immutable(kind, object, before, causes);
        List<Cause> all = new ArrayList<>();
        if (kind.name().equals("ConfigMap") || kind.name().equals("Secret")) {
            all.addAll(causes);
            all.addAll(onCreate(kind, object));
        } else {
            all.addAll(onCreate(kind, object));
            all.addAll(causes);
        }
        return all;
    }

    private static void immutable(
            Kind kind, Map<String, @Nullable Object> object, Map<String, @Nullable Object> before, List<Cause> causes) {
        switch (kind.name()) {
            case "ConfigMap", "Secret" -> immutableData(object, before, causes);
            case "Deployment", "ReplicaSet" -> unchanged(object, before, causes, "spec", "selector");
            case "Job" -> {
                unchanged(object, before, causes, "spec", "completions");
                unchanged(object, before, causes, "spec", "selector");
                unchanged(object, before, causes, "spec", "template");
            }
            case "Service" -> {
                Object address = Json.at(before, "spec", "clusterIP");
                Object now = Json.at(object, "spec", "clusterIP");
                if (address != null && now != null && !address.equals(now)) {
                    causes.add(
                            Cause.invalid("spec.clusterIPs[0]", Json.write(List.of(now)), "may not change once set"));
                }
            }
            default -> {}
        }
        if (kind.name().equals("Secret")) {
            unchanged(object, before, causes, "type");
        }
    }

    private static void unchanged(
            Map<String, @Nullable Object> object,
            Map<String, @Nullable Object> before,
            List<Cause> causes,
            String... path) {
        Object value = Json.at(object, path);
        if (!Json.same(value, Json.at(before, path))) {
            causes.add(Cause.invalid(String.join(".", path), Json.write(value), IMMUTABLE));
        }
    }

    private static void immutableData(
            Map<String, @Nullable Object> object, Map<String, @Nullable Object> before, List<Cause> causes) {
        if (!Boolean.TRUE.equals(before.get("immutable"))) {
            return;
        }
        for (String field : List.of("immutable", "data", "binaryData")) {
            if (!Json.same(object.get(field), before.get(field))) {
                causes.add(Cause.forbidden(field, IMMUTABLE_IF_SET));
            }
        }
    }

    private static void data(Map<String, @Nullable Object> object, List<Cause> causes) {
        for (String field : List.of("data", "binaryData")) {
            for (String key : Json.map(object.get(field)).keySet()) {
                if (!DATA_KEY.matcher(key).matches()) {
                    causes.add(Cause.invalid(field + "[" + key + "]", Json.write(key), NOT_A_DATA_KEY));
                }
            }
        }
    }

    private static void autoscaler(Map<String, @Nullable Object> object, List<Cause> causes) {
        Map<String, @Nullable Object> spec = Json.map(object.get("spec"));
        long most = spec.get("maxReplicas") instanceof Long number ? number : 0;
        long least = spec.get("minReplicas") instanceof Long number ? number : 0;
        if (most < 1) {
            causes.add(Cause.required("spec.maxReplicas", "must be set and greater than 0"));
        }
        if (most < least) {
            causes.add(Cause.invalid(
                    "spec.maxReplicas", Long.toString(most), "must be greater than or equal to `minReplicas`"));
        }
        for (String field : List.of("kind", "name")) {
            if (Json.string(Json.at(spec, "scaleTargetRef", field)).isEmpty()) {
                causes.add(Cause.required("spec.scaleTargetRef." + field, ""));
            }
        }
        if (Json.string(Json.at(spec, "scaleTargetRef", "apiVersion")).isEmpty()) {
            causes.add(Cause.invalid("spec.scaleTargetRef.apiVersion", "\"\"", "apiVersion must specify API group"));
        }
    }

    private static void service(Map<String, @Nullable Object> object, List<Cause> causes) {
        Map<String, @Nullable Object> spec = Json.map(object.get("spec"));
        List<@Nullable Object> ports = Json.list(spec.get("ports"));
        if (ports.isEmpty() && !"None".equals(spec.get("clusterIP")) && !"ExternalName".equals(spec.get("type"))) {
            causes.add(Cause.required("spec.ports", ""));
        }
        for (int i = 0; i < ports.size() && ports.size() > 1; i++) {
            if (Json.string(Json.at(ports.get(i), "name")).isEmpty()) {
                causes.add(Cause.required("spec.ports[" + i + "].name", ""));
            }
        }
    }
}
