/**
 * A program on the module path. fabric8's modules are named after their files, because its jars do not define module
 * names.
 */
module com.example.orders {
    requires kubernetes.client.api;
    requires kubernetes.model.core;
    requires kubernetes.model.apps;
    requires io.github.keda4j.findings;
    requires io.github.keda4j.keda;
    requires io.github.keda4j.wiring;
}
