package io.github.keda4j.eventing.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.github.keda4j.model.KedaResource;
import io.sundr.builder.annotations.Buildable;
import io.sundr.builder.annotations.BuildableReference;
import org.jspecify.annotations.Nullable;

/** Sends KEDA's events about the objects of all namespaces to a receiver of CloudEvents. */
@Group("eventing.keda.sh")
@Version("v1alpha1")
@Plural("clustercloudeventsources")
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder",
        refs = @BuildableReference(ObjectMeta.class))
public class ClusterCloudEventSource extends KedaResource<CloudEventSourceSpec, CloudEventSourceStatus>
        implements Editable<ClusterCloudEventSourceBuilder> {

    /** Creates an object with nothing set. */
    public ClusterCloudEventSource() {}

    /** {@return the specification; null if it was not given, which KEDA does not accept} */
    @Override
    @Required
    public @Nullable CloudEventSourceSpec getSpec() {
        return super.getSpec();
    }

    /** {@return what KEDA reports; null for an object that KEDA has not seen} */
    @Override
    public @Nullable CloudEventSourceStatus getStatus() {
        return super.getStatus();
    }

    @Override
    public ClusterCloudEventSourceBuilder edit() {
        return new ClusterCloudEventSourceBuilder(this);
    }
}
