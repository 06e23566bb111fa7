package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects that use a {@link TriggerAuthentication} or {@link ClusterTriggerAuthentication}; written by KEDA alone.
 */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class TriggerAuthenticationStatus extends ResourcePart implements Editable<TriggerAuthenticationStatusBuilder> {

    private @Nullable String scaledobjects;
    private @Nullable String scaledjobs;

    /** Creates an object with nothing set. */
    public TriggerAuthenticationStatus() {}

    /** {@return the names of the ScaledObjects that use it, separated by commas} */
    public @Nullable String getScaledobjects() {
        return scaledobjects;
    }

    /**
     * Sets {@link #getScaledobjects}.
     *
     * @param scaledobjects the new value, or null to leave it out
     */
    public void setScaledobjects(@Nullable String scaledobjects) {
        this.scaledobjects = scaledobjects;
    }

    /** {@return the names of the ScaledJobs that use it, separated by commas} */
    public @Nullable String getScaledjobs() {
        return scaledjobs;
    }

    /**
     * Sets {@link #getScaledjobs}.
     *
     * @param scaledjobs the new value, or null to leave it out
     */
    public void setScaledjobs(@Nullable String scaledjobs) {
        this.scaledjobs = scaledjobs;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("scaledobjects", scaledobjects);
        visitor.accept("scaledjobs", scaledjobs);
    }

    @Override
    public TriggerAuthenticationStatusBuilder edit() {
        return new TriggerAuthenticationStatusBuilder(this);
    }
}
