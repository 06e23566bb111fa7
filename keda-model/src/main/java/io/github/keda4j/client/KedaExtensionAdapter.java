package io.github.keda4j.client;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.extension.ExtensionAdapter;
import io.github.keda4j.client.dsl.EventingAPIGroupDSL;
import io.github.keda4j.client.dsl.V1alpha1APIGroupDSL;

/** Makes {@code client.adapt(KedaClient.class)} work; fabric8 finds it as a service. */
public final class KedaExtensionAdapter implements ExtensionAdapter<KedaClient> {

    /** Creates the adapter; fabric8 calls this. */
    public KedaExtensionAdapter() {}

    @Override
    public Class<KedaClient> getExtensionType() {
        return KedaClient.class;
    }

    @Override
    public KedaClient adapt(Client client) {
        return new DefaultKedaClient(client);
    }

    @Override
    public void registerClients(ClientFactory factory) {
        factory.register(V1alpha1APIGroupDSL.class, new V1alpha1APIGroupClient());
        factory.register(EventingAPIGroupDSL.class, new EventingAPIGroupClient());
    }
}
