package io.github.keda4j.testing.kubernetes;

import io.github.keda4j.testing.kubernetes.Api.Answer;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an answer in which two API servers must agree: everything but identifiers, versions, times and
 * addresses.
 */
final class Observation {

    /** Kinds whose status a controller of the real cluster writes, at any time. */
    private static final Set<String> TENDED =
            Set.of("StatefulSet", "ReplicaSet", "Job", "CronJob", "HorizontalPodAutoscaler", "PodDisruptionBudget");

    private static final Set<String> TIMES =
            Set.of("creationTimestamp", "deletionTimestamp", "lastTransitionTime", "time");
    private static final Set<String> ADDRESSES = Set.of("clusterIP", "clusterIPs", "nodePort");

    private final Map<String, String> names = new LinkedHashMap<>();

    /** The answer as text, with identifiers and versions numbered in the order in which they were seen. */
    String of(Answer answer) {
        Map<String, @Nullable Object> body = Json.copyOf(answer.body());
        boolean tended = TENDED.contains(Json.string(body.get("kind")));
        if (tended) {
            body.remove("status");
        }
        name("uid", Json.at(body, "metadata", "uid"));
        if (!tended) {
            name("version", Json.at(body, "metadata", "resourceVersion"));
        }
        // Empty or missing labels: the real server distinguishes them only in this message.
        String text = Json.write(normalised(body))
                .replace("Invalid value: {}: `selector`", "Invalid value: null: `selector`");
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace("(" + name.getKey() + ")", "(" + name.getValue() + ")");
        }
        // The real server's warnings about pods do not matter to clients.
        List<String> warnings = answer.warnings().stream()
                .filter(warning -> !warning.contains("duplicate port"))
                .toList();
        return answer.code() + " " + text + (warnings.isEmpty() ? "" : " " + warnings);
    }

    private void name(String sort, @Nullable Object value) {
        if (value instanceof String text && !text.isEmpty()) {
            names.computeIfAbsent(text, any -> sort + " " + names.size());
        }
    }

    private @Nullable Object normalised(@Nullable Object value) {
        if (value instanceof Map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            Json.map(value).forEach((name, child) -> sorted.put(name, field(name, child)));
            return sorted;
        }
        if (value instanceof List) {
            List<@Nullable Object> list = new ArrayList<>();
            Json.list(value).forEach(element -> list.add(normalised(element)));
            return list;
        }
        return value instanceof String text ? names.getOrDefault(text, text) : value;
    }

    private @Nullable Object field(String name, @Nullable Object value) {
        if (value != null && TIMES.contains(name)) {
            return "a time";
        }
        if (value != null && ADDRESSES.contains(name) && !Json.write(value).contains("None")) {
            return "given out";
        }
        if (name.equals("resourceVersion")) {
            return names.getOrDefault(String.valueOf(value), "a version");
        }
        return name.equals("managedFields") || name.equals("causes") ? sorted(Json.list(value)) : normalised(value);
    }

    /** The order of owners depends on time, and conflicts have no order, so both are sorted. */
    private List<@Nullable Object> sorted(List<@Nullable Object> list) {
        List<@Nullable Object> sorted = new ArrayList<>();
        list.stream()
                .filter(element -> !"kube-controller-manager".equals(Json.at(element, "manager")))
                .forEach(element -> sorted.add(normalised(element)));
        sorted.sort(Comparator.comparing(Json::write));
        return sorted;
    }
}
