package io.github.keda4j.testing.kubernetes.internal.codec;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds what the API server adds to services. The addresses and ports of a service are assigned when it is stored. */
final class ServiceDefaults {

    private static final long THREE_HOURS = 10_800;
    private static final Set<String> EXTERNAL = Set.of("NodePort", "LoadBalancer");

    private ServiceDefaults() {}

    static void service(Map<String, @Nullable Object> service) {
        Map<String, @Nullable Object> spec = Json.child(service, "spec");
        Defaults.putIfAbsent(spec, "type", "ClusterIP");
        Defaults.putIfAbsent(spec, "sessionAffinity", "None");
        sessionAffinity(spec);
        Defaults.each(spec.get("ports"), ServiceDefaults::port);
        String type = Json.string(spec.get("type"));
        boolean external =
                EXTERNAL.contains(type) || (type.equals("ClusterIP") && !Json.isEmpty(spec.get("externalIPs")));
        if (external) {
            Defaults.putIfAbsent(spec, "externalTrafficPolicy", "Cluster");
        }
        if (!type.equals("ExternalName")) {
            Defaults.putIfAbsent(spec, "internalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            Defaults.putIfAbsent(spec, "allocateLoadBalancerNodePorts", true);
            Defaults.each(Json.at(service, "status", "loadBalancer", "ingress"), ingress -> {
                if (ingress.get("ip") != null) {
                    Defaults.putIfAbsent(ingress, "ipMode", "VIP");
                }
            });
        }
    }

    private static void sessionAffinity(Map<String, @Nullable Object> spec) {
        if (Objects.equals(spec.get("sessionAffinity"), "None")) {
            spec.remove("sessionAffinityConfig");
        } else if (Json.at(spec, "sessionAffinityConfig", "clientIP", "timeoutSeconds") == null) {
            Map<String, @Nullable Object> timeout = new LinkedHashMap<>(Map.of("timeoutSeconds", THREE_HOURS));
            spec.put("sessionAffinityConfig", new LinkedHashMap<>(Map.of("clientIP", timeout)));
        }
    }

    private static void port(Map<String, @Nullable Object> port) {
        Defaults.putIfAbsent(port, "protocol", "TCP");
        Object target = port.get("targetPort");
        if (target == null || target.equals("") || target.equals(0L)) {
            port.put("targetPort", port.get("port"));
        }
    }
}
