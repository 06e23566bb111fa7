package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assigns addresses and node ports to services, one after the other, never the same one twice. */
final class ServiceAddresses {

    private static final int IN_LAST_PART = 254;
    private static final long FIRST_NODE_PORT = 30_000;
    private static final Set<String> WITH_NODE_PORTS = Set.of("NodePort", "LoadBalancer");

    /** Service types that have addresses inside the cluster, and outside. */
    private static final List<String> INSIDE = List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");

    private static final List<String> OUTSIDE =
            List.of("externalTrafficPolicy", "healthCheckNodePort", "allocateLoadBalancerNodePorts");

    private int addresses;
    private long nodePorts = FIRST_NODE_PORT;

    /** Assigns addresses to a new service. */
    void give(Map<String, @Nullable Object> spec) {
        if ("ExternalName".equals(spec.get("type"))) {
            return;
        }
        if (Json.string(spec.get("clusterIP")).isEmpty()) {
            List<@Nullable Object> wanted = Json.list(spec.get("clusterIPs"));
            spec.put("clusterIP", wanted.isEmpty() ? next() : wanted.get(0));
        }
        spec.putIfAbsent("clusterIPs", Json.copy(List.of(Json.string(spec.get("clusterIP")))));
        spec.putIfAbsent("ipFamilies", Json.copy(List.of("IPv4")));
        spec.putIfAbsent("ipFamilyPolicy", "SingleStack");
        giveNodePorts(spec);
    }

    private String next() {
        addresses++;
        return "10.0." + addresses / IN_LAST_PART + "." + (addresses % IN_LAST_PART + 1);
    }

    private void giveNodePorts(Map<String, @Nullable Object> spec) {
        if (WITH_NODE_PORTS.contains(Json.string(spec.get("type")))
                && !Boolean.FALSE.equals(spec.get("allocateLoadBalancerNodePorts"))) {
            Json.list(spec.get("ports"))
                    .forEach(port -> Json.map(port).computeIfAbsent("nodePort", name -> nodePorts++));
        }
    }

    /** Updates the addresses of a service: keeps what the client omits, and removes what no longer applies. */
    void keep(Map<String, @Nullable Object> spec, Map<String, @Nullable Object> old) {
        boolean inside = !"ExternalName".equals(spec.get("type"));
        boolean wasInside = !"ExternalName".equals(old.get("type"));
        boolean outside = WITH_NODE_PORTS.contains(Json.string(spec.get("type")));
        boolean wasOutside = WITH_NODE_PORTS.contains(Json.string(old.get("type")));
        if (inside && wasInside) {
            INSIDE.forEach(field -> {
                if (Json.isEmpty(spec.get(field)) || "".equals(spec.get(field))) {
                    Strategy.setOrRemove(spec, field, old.get(field));
                }
            });
        } else if (wasInside) {
            INSIDE.forEach(field -> removeIfSame(spec, old, field));
            removeIfSame(spec, old, "internalTrafficPolicy");
        }
        if (outside) {
            Json.list(spec.get("ports")).forEach(port -> keepNodePort(Json.map(port), Json.list(old.get("ports"))));
        } else if (wasOutside) {
            OUTSIDE.forEach(field -> removeIfSame(spec, old, field));
            Json.list(spec.get("ports")).forEach(port -> Json.map(port).remove("nodePort"));
        }
        give(spec);
    }

    private static void removeIfSame(
            Map<String, @Nullable Object> spec, Map<String, @Nullable Object> old, String field) {
        if (Json.same(spec.get(field), old.get(field))) {
            spec.remove(field);
        }
    }

    private static void keepNodePort(Map<String, @Nullable Object> port, List<@Nullable Object> old) {
        for (Object before : old) {
            boolean same = Objects.equals(Json.at(before, "port"), port.get("port"))
                    && Objects.equals(Json.at(before, "protocol"), port.get("protocol"));
            if (same && port.get("nodePort") == null) {
                Strategy.setOrRemove(port, "nodePort", Json.at(before, "nodePort"));
            }
        }
    }
}
