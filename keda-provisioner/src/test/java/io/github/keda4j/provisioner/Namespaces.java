package io.github.keda4j.provisioner;

import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import java.util.function.Consumer;

/** The namespaces of {@link Stacks}. */
final class Namespaces implements Consumer<KubernetesApiServer.Builder> {

    @Override
    public void accept(KubernetesApiServer.Builder server) {
        server.namespace("keda").namespace(Stacks.NAMESPACE).namespace("payments");
    }
}
