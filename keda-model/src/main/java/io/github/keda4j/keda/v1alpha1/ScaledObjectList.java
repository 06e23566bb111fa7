package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A list of {@link ScaledObject} objects, as the API server returns it. */
@Group("keda.sh")
@Version("v1alpha1")
public class ScaledObjectList extends DefaultKubernetesResourceList<ScaledObject> {

    private static final long serialVersionUID = 1L;

    /** Creates an empty list. */
    public ScaledObjectList() {}
}
