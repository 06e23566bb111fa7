package io.github.keda4j.client;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.WithRequestCallable;
import io.fabric8.kubernetes.client.dsl.FunctionCallable;
import io.fabric8.kubernetes.client.extension.ExtensionRootClientAdapter;
import io.github.keda4j.client.dsl.EventingAPIGroupDSL;
import io.github.keda4j.client.dsl.V1alpha1APIGroupDSL;

final class DefaultKedaClient extends ExtensionRootClientAdapter<DefaultKedaClient> implements KedaClient {

    DefaultKedaClient(Client client) {
        super(client);
    }

    @Override
    protected DefaultKedaClient newInstance(Client client) {
        return new DefaultKedaClient(client);
    }

    @Override
    public FunctionCallable<KedaClient> withRequestConfig(RequestConfig requestConfig) {
        return new WithRequestCallable<>(this, requestConfig);
    }

    @Override
    public V1alpha1APIGroupDSL v1alpha1() {
        return adapt(V1alpha1APIGroupClient.class);
    }

    @Override
    public EventingAPIGroupDSL eventing() {
        return adapt(EventingAPIGroupClient.class);
    }
}
