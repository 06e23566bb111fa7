package io.github.keda4j.eventing.v1alpha1;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A list of {@link ClusterCloudEventSource} objects, as the API server returns it. */
@Group("eventing.keda.sh")
@Version("v1alpha1")
public class ClusterCloudEventSourceList extends DefaultKubernetesResourceList<ClusterCloudEventSource> {

    private static final long serialVersionUID = 1L;

    /** Creates an empty list. */
    public ClusterCloudEventSourceList() {}
}
