package io.github.keda4j.testing.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Clients that return a server's answer at once. */
final class TestClients {

    private TestClients() {}

    /** A client that does not retry after a status code such as 500. */
    static KubernetesClient of(KubernetesApiServer server) {
        return server.client(builder ->
                builder.editOrNewConfig().withRequestRetryBackoffLimit(0).endConfig());
    }
}
