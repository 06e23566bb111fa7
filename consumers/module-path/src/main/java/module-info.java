/** A program on the module path. */
module com.example.orders {
    requires io.fabric8.kubernetes.client.api;
    requires io.fabric8.kubernetes.model.core;
    requires io.fabric8.kubernetes.model.apps;
    requires io.github.keda4j.findings;
    requires io.github.keda4j.keda;
    requires io.github.keda4j.wiring;
}
