package io.github.keda4j.eventing.v1alpha1;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** What the cluster answers when it is asked for several objects of kind {@link CloudEventSource}. */
@Group("eventing.keda.sh")
@Version("v1alpha1")
public class CloudEventSourceList extends DefaultKubernetesResourceList<CloudEventSource> {

    private static final long serialVersionUID = 1L;

    /** An empty list. */
    public CloudEventSourceList() {}
}
