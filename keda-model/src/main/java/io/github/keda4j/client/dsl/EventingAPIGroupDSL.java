package io.github.keda4j.client.dsl;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.keda4j.eventing.v1alpha1.CloudEventSource;
import io.github.keda4j.eventing.v1alpha1.CloudEventSourceList;
import io.github.keda4j.eventing.v1alpha1.ClusterCloudEventSource;
import io.github.keda4j.eventing.v1alpha1.ClusterCloudEventSourceList;

/** The kinds of {@code eventing.keda.sh/v1alpha1}. */
public interface EventingAPIGroupDSL extends Client {

    /** {@return operations on CloudEventSources} */
    MixedOperation<CloudEventSource, CloudEventSourceList, Resource<CloudEventSource>> cloudEventSources();

    /** {@return operations on ClusterCloudEventSources, which have no namespace} */
    NonNamespaceOperation<ClusterCloudEventSource, ClusterCloudEventSourceList, Resource<ClusterCloudEventSource>>
            clusterCloudEventSources();
}
