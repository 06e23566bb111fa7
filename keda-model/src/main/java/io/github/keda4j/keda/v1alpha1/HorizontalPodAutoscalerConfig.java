package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import io.sundr.builder.annotations.BuildableReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What to set on the HorizontalPodAutoscaler that KEDA makes for a {@link ScaledObject}. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder",
        refs = @BuildableReference(HorizontalPodAutoscalerBehavior.class))
public class HorizontalPodAutoscalerConfig extends ResourcePart
        implements Editable<HorizontalPodAutoscalerConfigBuilder> {

    private @Nullable HorizontalPodAutoscalerBehavior behavior;
    private @Nullable String name;

    /** Creates an object with nothing set. */
    public HorizontalPodAutoscalerConfig() {}

    /**
     * {@return Kubernetes' own scale-up and scale-down policies; Kubernetes' defaults apply if it is absent, and
     * stabilization windows are 0 to 3600 seconds}
     */
    public @Nullable HorizontalPodAutoscalerBehavior getBehavior() {
        return behavior;
    }

    /**
     * Sets {@link #getBehavior}.
     *
     * @param behavior the new value, or null to leave it out
     */
    public void setBehavior(@Nullable HorizontalPodAutoscalerBehavior behavior) {
        this.behavior = behavior;
    }

    /**
     * {@return the name of the HorizontalPodAutoscaler, at most 63 characters; defaults to {@code keda-hpa-} and the
     * name of the ScaledObject}
     */
    public @Nullable String getName() {
        return name;
    }

    /**
     * Sets {@link #getName}.
     *
     * @param name the new value, or null to leave it out
     */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("behavior", behavior);
        visitor.accept("name", name);
    }

    @Override
    public HorizontalPodAutoscalerConfigBuilder edit() {
        return new HorizontalPodAutoscalerConfigBuilder(this);
    }
}
