package io.github.keda4j.client.dsl;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthenticationList;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledJobList;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectList;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationList;

/** The kinds of {@code keda.sh/v1alpha1}. */
public interface V1alpha1APIGroupDSL extends Client {

    /** {@return operations on ScaledObjects} */
    MixedOperation<ScaledObject, ScaledObjectList, Resource<ScaledObject>> scaledObjects();

    /** {@return operations on ScaledJobs} */
    MixedOperation<ScaledJob, ScaledJobList, Resource<ScaledJob>> scaledJobs();

    /** {@return operations on TriggerAuthentications} */
    MixedOperation<TriggerAuthentication, TriggerAuthenticationList, Resource<TriggerAuthentication>>
            triggerAuthentications();

    /** {@return operations on ClusterTriggerAuthentications, which have no namespace} */
    NonNamespaceOperation<
                    ClusterTriggerAuthentication,
                    ClusterTriggerAuthenticationList,
                    Resource<ClusterTriggerAuthentication>>
            clusterTriggerAuthentications();
}
