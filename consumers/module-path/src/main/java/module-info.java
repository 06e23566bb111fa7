/** A program on the module path. The names of fabric8 are those of its files: it gives its jars none. */
module com.example.orders {
    requires kubernetes.client.api;
    requires kubernetes.model.core;
    requires kubernetes.model.apps;
    requires io.github.keda4j.findings;
    requires io.github.keda4j.keda;
    requires io.github.keda4j.wiring;
}
