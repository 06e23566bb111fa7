package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.codec.Quantity;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.server.ApiException.Cause;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validation rules for workloads. */
final class WorkloadRules {

    static final Cause FORBIDDEN_CHANGE = Cause.forbidden(
            "spec",
            "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy',"
                    + " 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");

    private static final Set<String> MAY_CHANGE = Set.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final String NOT_A_LABEL =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-',"
                    + " and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"
                    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private static final String NOT_NEGATIVE = "must be greater than or equal to 0";

    private WorkloadRules() {}

    static boolean isForbiddenChange(Map<String, @Nullable Object> object, Map<String, @Nullable Object> before) {
        return !Json.same(fixedPart(object), fixedPart(before));
    }

    private static Map<String, @Nullable Object> fixedPart(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> spec = new LinkedHashMap<>(Json.map(object.get("spec")));
        spec.keySet().removeAll(MAY_CHANGE);
        return spec;
    }

    /** A Deployment, a ReplicaSet, or a StatefulSet. */
    static void workload(Kind kind, Map<String, @Nullable Object> object, List<Cause> causes) {
        Map<String, @Nullable Object> spec = Json.map(object.get("spec"));
        notNegative(spec, "replicas", causes);
        Map<String, @Nullable Object> selector = Json.map(spec.get("selector"));
        if (spec.get("selector") == null) {
            causes.add(Cause.required("spec.selector", ""));
        } else if (selector.isEmpty()) {
            causes.add(Cause.invalid(
                    "spec.selector",
                    "{}",
                    "empty selector is invalid for " + kind.name().toLowerCase(Locale.ROOT)));
        }
        Object labels = Json.at(spec, "template", "metadata", "labels");
        boolean selects = spec.get("selector") != null
                && Json.map(selector.get("matchLabels")).entrySet().stream()
                        .allMatch(label ->
                                Json.same(label.getValue(), Json.map(labels).get(label.getKey())));
        if (!selects) {
            causes.add(Cause.invalid(
                    "spec.template.metadata.labels",
                    Json.write(labels),
                    "`selector` does not match template `labels`"));
        }
        pod(Json.map(Json.at(spec, "template", "spec")), "spec.template.spec", causes);
        Object restart = Json.at(spec, "template", "spec", "restartPolicy");
        if (!"Always".equals(restart)) {
            causes.add(Cause.notSupported("spec.template.spec.restartPolicy", Json.write(restart), "\"Always\""));
        }
        if ("Recreate".equals(Json.at(spec, "strategy", "type"))
                && Json.at(spec, "strategy", "rollingUpdate") != null) {
            causes.add(Cause.forbidden(
                    "spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'"));
        }
        notNegative(spec, "minReadySeconds", causes);
    }

    private static void notNegative(Map<String, @Nullable Object> spec, String field, List<Cause> causes) {
        if (spec.get(field) instanceof Long number && number < 0) {
            causes.add(Cause.invalid("spec." + field, number.toString(), NOT_NEGATIVE));
        }
    }

    static void cronJob(Map<String, @Nullable Object> object, List<Cause> causes) {
        if (Json.string(Json.at(object, "spec", "schedule")).isEmpty()) {
            causes.add(Cause.required("spec.schedule", ""));
        }
        job(Json.at(object, "spec", "jobTemplate", "spec"), "spec.jobTemplate.spec", causes);
    }

    static void job(@Nullable Object spec, String path, List<Cause> causes) {
        pod(Json.map(Json.at(spec, "template", "spec")), path + ".template.spec", causes);
        // A default value was not set by anybody.
        if ("Always".equals(Json.at(spec, "template", "spec", "restartPolicy"))) {
            causes.add(Cause.required(path + ".template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""));
        }
    }

    private static void pod(Map<String, @Nullable Object> pod, String path, List<Cause> causes) {
        Set<String> volumes = new HashSet<>();
        List<@Nullable Object> declared = Json.list(pod.get("volumes"));
        for (int i = 0; i < declared.size(); i++) {
            int index = i;
            String name = Json.string(Json.at(declared.get(i), "name"));
            if (!volumes.add(name)) {
                causes.add(duplicate(path + ".volumes[" + i + "].name", name));
            }
            Json.map(declared.get(i)).keySet().stream()
                    .filter(field -> !field.equals("name"))
                    .skip(1)
                    .map(source -> path + ".volumes[" + index + "]." + source)
                    .forEach(field -> causes.add(Cause.forbidden(field, "may not specify more than 1 volume type")));
        }
        List<@Nullable Object> containers = Json.list(pod.get("containers"));
        if (containers.isEmpty()) {
            causes.add(Cause.required(path + ".containers", ""));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            container(Json.map(containers.get(i)), path + ".containers[" + i + "]", volumes, names, causes);
        }
    }

    private static void container(
            Map<String, @Nullable Object> container,
            String path,
            Set<String> volumes,
            Set<String> names,
            List<Cause> causes) {
        String name = Json.string(container.get("name"));
        if (name.isEmpty()) {
            causes.add(Cause.required(path + ".name", ""));
        } else if (!LABEL.matcher(name).matches()) {
            causes.add(Cause.invalid(path + ".name", Json.write(name), NOT_A_LABEL));
        } else if (!names.add(name)) {
            causes.add(duplicate(path + ".name", name));
        }
        if (Json.string(container.get("image")).isEmpty()) {
            causes.add(Cause.required(path + ".image", ""));
        }
        List<@Nullable Object> env = Json.list(container.get("env"));
        for (int i = 0; i < env.size(); i++) {
            if (Json.at(env.get(i), "valueFrom") != null && Json.at(env.get(i), "value") != null) {
                causes.add(Cause.invalid(
                        path + ".env[" + i + "].valueFrom", "\"\"", "may not be specified when `value` is not empty"));
            }
        }
        requests(Json.map(container.get("resources")), path + ".resources", causes);
        List<@Nullable Object> mounts = Json.list(container.get("volumeMounts"));
        for (int i = 0; i < mounts.size(); i++) {
            String volume = Json.string(Json.at(mounts.get(i), "name"));
            if (!volumes.contains(volume)) {
                causes.add(new Cause(
                        "FieldValueNotFound",
                        path + ".volumeMounts[" + i + "].name",
                        "Not found: " + Json.write(volume)));
            }
        }
    }

    private static void requests(Map<String, @Nullable Object> resources, String path, List<Cause> causes) {
        Map<String, @Nullable Object> limits = Json.map(resources.get("limits"));
        new TreeMap<>(Json.map(resources.get("requests"))).forEach((name, request) -> {
            String limit = Json.string(limits.get(name));
            if (!limit.isEmpty() && Quantity.isMore(Json.string(request), limit)) {
                causes.add(Cause.invalid(
                        path + ".requests",
                        Json.write(request),
                        "must be less than or equal to " + name + " limit of " + limit));
            }
        });
    }

    private static Cause duplicate(String field, String value) {
        return new Cause("FieldValueDuplicate", field, "Duplicate value: " + Json.write(value));
    }
}
