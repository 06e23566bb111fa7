package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The special behavior of jobs. */
final class Jobs {

    private static final String PREFIX = "batch.kubernetes.io/";

    private Jobs() {}

    /** Makes a job select the pods that it creates, unless it has its own selector. */
    static void selectOwnPods(Map<String, @Nullable Object> job) {
        Map<String, @Nullable Object> spec = Json.child(job, "spec");
        if (Boolean.TRUE.equals(spec.get("manualSelector"))) {
            return;
        }
        Object uid = Json.at(job, "metadata", "uid");
        Object name = Json.at(job, "metadata", "name");
        Map<String, @Nullable Object> labels =
                Json.child(Json.child(Json.child(spec, "template"), "metadata"), "labels");
        for (String prefix : new String[] {"", PREFIX}) {
            labels.putIfAbsent(prefix + "controller-uid", uid);
            labels.putIfAbsent(prefix + "job-name", name);
        }
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        wanted.put(PREFIX + "controller-uid", uid);
        Json.child(Json.child(spec, "selector"), "matchLabels").putAll(wanted);
    }
}
