package io.github.keda4j.testing.kubernetes.internal.codec;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds what the API server adds to pods, their templates, and their containers. */
final class PodDefaults {

    /** The name of an image without registry, tag and digest; for other texts, the tag is unknown. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");

    private PodDefaults() {}

    static void podSpec(Map<String, @Nullable Object> spec) {
        Defaults.putIfAbsent(spec, "restartPolicy", "Always");
        Defaults.putIfAbsent(spec, "dnsPolicy", "ClusterFirst");
        Defaults.putIfAbsent(spec, "schedulerName", "default-scheduler");
        Defaults.putIfAbsent(spec, "terminationGracePeriodSeconds", 30L);
        Defaults.putIfAbsent(spec, "securityContext", new LinkedHashMap<>());
        // The older name of the same field.
        Object account = spec.getOrDefault("serviceAccountName", spec.get("serviceAccount"));
        if (account != null) {
            spec.put("serviceAccountName", account);
            spec.put("serviceAccount", account);
        }
    }

    static void container(Map<String, @Nullable Object> container) {
        Defaults.putIfAbsent(container, "terminationMessagePath", "/dev/termination-log");
        Defaults.putIfAbsent(container, "terminationMessagePolicy", "File");
        Defaults.putIfAbsent(container, "imagePullPolicy", pullPolicy(Json.string(container.get("image"))));
    }

    private static String pullPolicy(String image) {
        return tag(image).equals("latest") ? "Always" : "IfNotPresent";
    }

    private static String tag(String image) {
        if (image.contains("@")) {
            return "";
        }
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        String name = colon < 0 ? image : image.substring(0, colon);
        int registry = name.indexOf('/');
        boolean hasRegistry = registry > 0 && name.substring(0, registry).matches(".*[.:A-Z].*|localhost");
        if (!NAME.matcher(hasRegistry ? name.substring(registry + 1) : name).matches()) {
            return "";
        }
        return colon < 0 ? "latest" : image.substring(colon + 1);
    }

    static void volume(Map<String, @Nullable Object> volume) {
        if (volume.size() == 1 && volume.containsKey("name")) {
            volume.put("emptyDir", new LinkedHashMap<>());
        }
        if (volume.get("image") instanceof Map) {
            Map<String, @Nullable Object> image = Json.map(volume.get("image"));
            Defaults.putIfAbsent(image, "pullPolicy", pullPolicy(Json.string(image.get("reference"))));
        }
    }

    /** Defaults that only pods get, not their templates. */
    static void pod(Map<String, @Nullable Object> pod) {
        Map<String, @Nullable Object> spec = Json.child(pod, "spec");
        Defaults.putIfAbsent(spec, "enableServiceLinks", true);
        for (String containers : new String[] {"containers", "initContainers"}) {
            Defaults.each(spec.get(containers), container -> {
                Map<String, @Nullable Object> resources = Json.child(container, "resources");
                Json.map(resources.get("limits")).forEach((name, limit) -> {
                    if (limit != null) {
                        Defaults.putIfAbsent(Json.child(resources, "requests"), name, limit);
                    }
                });
                if (Boolean.TRUE.equals(spec.get("hostNetwork"))) {
                    Defaults.each(container.get("ports"), port -> {
                        if (port.get("containerPort") instanceof Long number) {
                            Defaults.putIfAbsent(port, "hostPort", number);
                        }
                    });
                }
            });
        }
    }
}
