package io.github.keda4j.client;

import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.extension.ClientAdapter;
import io.github.keda4j.client.dsl.EventingAPIGroupDSL;
import io.github.keda4j.eventing.v1alpha1.CloudEventSource;
import io.github.keda4j.eventing.v1alpha1.CloudEventSourceList;
import io.github.keda4j.eventing.v1alpha1.ClusterCloudEventSource;
import io.github.keda4j.eventing.v1alpha1.ClusterCloudEventSourceList;

final class EventingAPIGroupClient extends ClientAdapter<EventingAPIGroupClient> implements EventingAPIGroupDSL {

    @Override
    public EventingAPIGroupClient newInstance() {
        return new EventingAPIGroupClient();
    }

    @Override
    public MixedOperation<CloudEventSource, CloudEventSourceList, Resource<CloudEventSource>> cloudEventSources() {
        return resources(CloudEventSource.class, CloudEventSourceList.class);
    }

    @Override
    public NonNamespaceOperation<
                    ClusterCloudEventSource, ClusterCloudEventSourceList, Resource<ClusterCloudEventSource>>
            clusterCloudEventSources() {
        return resources(ClusterCloudEventSource.class, ClusterCloudEventSourceList.class);
    }
}
