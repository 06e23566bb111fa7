package io.github.keda4j.client;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceable;
import io.fabric8.kubernetes.client.dsl.Namespaceable;
import io.fabric8.kubernetes.client.dsl.RequestConfigurable;
import io.github.keda4j.client.dsl.EventingAPIGroupDSL;
import io.github.keda4j.client.dsl.V1alpha1APIGroupDSL;

/**
 * KEDA's kinds in fabric8's fluent form: {@code kubernetesClient.adapt(KedaClient.class).v1alpha1().scaledObjects()}.
 *
 * <p>It shares the connection of the client it was adapted from; closing either closes both.
 */
public interface KedaClient
        extends Client, Namespaceable<KedaClient>, AnyNamespaceable<KedaClient>, RequestConfigurable<KedaClient> {

    /** {@return the kinds of {@code keda.sh/v1alpha1}} */
    V1alpha1APIGroupDSL v1alpha1();

    /** {@return the kinds of {@code eventing.keda.sh/v1alpha1}} */
    EventingAPIGroupDSL eventing();
}
