package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** What the cluster answers when it is asked for several objects of kind {@link TriggerAuthentication}. */
@Group("keda.sh")
@Version("v1alpha1")
public class TriggerAuthenticationList extends DefaultKubernetesResourceList<TriggerAuthentication> {

    private static final long serialVersionUID = 1L;

    /** An empty list. */
    public TriggerAuthenticationList() {}
}
