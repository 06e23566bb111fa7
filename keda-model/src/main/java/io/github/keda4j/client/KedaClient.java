package io.github.keda4j.client;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceable;
import io.fabric8.kubernetes.client.dsl.Namespaceable;
import io.fabric8.kubernetes.client.dsl.RequestConfigurable;
import io.github.keda4j.client.dsl.EventingAPIGroupDSL;
import io.github.keda4j.client.dsl.V1alpha1APIGroupDSL;

/**
 * KEDA's kinds with fabric8's fluent API: {@code kubernetesClient.adapt(KedaClient.class).v1alpha1().scaledObjects()}.
 *
 * <p>It shares the connection of the client it was adapted from; closing either closes both.
 */
public interface KedaClient
        extends Client, Namespaceable<KedaClient>, AnyNamespaceable<KedaClient>, RequestConfigurable<KedaClient> {

    /**
     * {@return a client for the cluster that the environment configures: by kubeconfig, or by the pod's service
     * account}
     *
     * @throws IllegalStateException if no implementation of fabric8's client is on the class path
     */
    static KedaClient create() {
        return create(Config.autoConfigure(null));
    }

    /**
     * {@return a client for the cluster of the given configuration}
     *
     * @param config fabric8's configuration of a client
     * @throws IllegalStateException if no implementation of fabric8's client is on the class path
     */
    static KedaClient create(Config config) {
        try {
            return new KubernetesClientBuilder().withConfig(config).build().adapt(KedaClient.class);
        } catch (KubernetesClientException e) {
            if (e.getCause() instanceof ClassNotFoundException) {
                throw new IllegalStateException(
                        "No implementation of fabric8's Kubernetes client is on the class path. "
                                + "keda-model depends only on its API. Add io.fabric8:kubernetes-client in the same version.",
                        e);
            }
            throw e;
        }
    }

    /** {@return the kinds of {@code keda.sh/v1alpha1}} */
    V1alpha1APIGroupDSL v1alpha1();

    /** {@return the kinds of {@code eventing.keda.sh/v1alpha1}} */
    EventingAPIGroupDSL eventing();
}
