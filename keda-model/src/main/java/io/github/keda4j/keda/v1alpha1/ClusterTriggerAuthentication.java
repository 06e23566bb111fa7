package io.github.keda4j.keda.v1alpha1;

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

/** Where triggers of any namespace get their credentials. The Secrets that it refers to are in KEDA's own namespace. */
@Group("keda.sh")
@Version("v1alpha1")
@Plural("clustertriggerauthentications")
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder",
        refs = @BuildableReference(ObjectMeta.class))
public class ClusterTriggerAuthentication extends KedaResource<TriggerAuthenticationSpec, TriggerAuthenticationStatus>
        implements Editable<ClusterTriggerAuthenticationBuilder> {

    /** Creates an object with nothing set. */
    public ClusterTriggerAuthentication() {}

    /** {@return the specification; null if it was not given, which KEDA does not accept} */
    @Override
    @Required
    public @Nullable TriggerAuthenticationSpec getSpec() {
        return super.getSpec();
    }

    /** {@return what KEDA reports; null for an object that KEDA has not seen} */
    @Override
    public @Nullable TriggerAuthenticationStatus getStatus() {
        return super.getStatus();
    }

    @Override
    public ClusterTriggerAuthenticationBuilder edit() {
        return new ClusterTriggerAuthenticationBuilder(this);
    }
}
