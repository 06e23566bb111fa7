package io.github.keda4j.client;

import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.extension.ClientAdapter;
import io.github.keda4j.client.dsl.V1alpha1APIGroupDSL;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthenticationList;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledJobList;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectList;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationList;

final class V1alpha1APIGroupClient extends ClientAdapter<V1alpha1APIGroupClient> implements V1alpha1APIGroupDSL {

    @Override
    public V1alpha1APIGroupClient newInstance() {
        return new V1alpha1APIGroupClient();
    }

    @Override
    public MixedOperation<ScaledObject, ScaledObjectList, Resource<ScaledObject>> scaledObjects() {
        return resources(ScaledObject.class, ScaledObjectList.class);
    }

    @Override
    public MixedOperation<ScaledJob, ScaledJobList, Resource<ScaledJob>> scaledJobs() {
        return resources(ScaledJob.class, ScaledJobList.class);
    }

    @Override
    public MixedOperation<TriggerAuthentication, TriggerAuthenticationList, Resource<TriggerAuthentication>>
            triggerAuthentications() {
        return resources(TriggerAuthentication.class, TriggerAuthenticationList.class);
    }

    @Override
    public NonNamespaceOperation<
                    ClusterTriggerAuthentication,
                    ClusterTriggerAuthenticationList,
                    Resource<ClusterTriggerAuthentication>>
            clusterTriggerAuthentications() {
        return resources(ClusterTriggerAuthentication.class, ClusterTriggerAuthenticationList.class);
    }
}
