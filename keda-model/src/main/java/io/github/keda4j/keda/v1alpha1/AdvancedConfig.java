package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Settings beyond bounds and triggers: the autoscaler that KEDA makes, the formula, and what happens on deletion. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AdvancedConfig extends ResourcePart implements Editable<AdvancedConfigBuilder> {

    private @Nullable HorizontalPodAutoscalerConfig horizontalPodAutoscalerConfig;
    private @Nullable Boolean restoreToOriginalReplicaCount;
    private @Nullable ScalingModifiers scalingModifiers;

    /** Creates an object with nothing set. */
    public AdvancedConfig() {}

    /** {@return the name and behavior of the HorizontalPodAutoscaler that KEDA makes} */
    public @Nullable HorizontalPodAutoscalerConfig getHorizontalPodAutoscalerConfig() {
        return horizontalPodAutoscalerConfig;
    }

    /**
     * Sets {@link #getHorizontalPodAutoscalerConfig}.
     *
     * @param horizontalPodAutoscalerConfig the new value, or null to leave it out
     */
    public void setHorizontalPodAutoscalerConfig(
            @Nullable HorizontalPodAutoscalerConfig horizontalPodAutoscalerConfig) {
        this.horizontalPodAutoscalerConfig = horizontalPodAutoscalerConfig;
    }

    /**
     * {@return whether the workload gets back its original number of replicas when the ScaledObject is deleted;
     * defaults to false}
     */
    public @Nullable Boolean getRestoreToOriginalReplicaCount() {
        return restoreToOriginalReplicaCount;
    }

    /**
     * Sets {@link #getRestoreToOriginalReplicaCount}.
     *
     * @param restoreToOriginalReplicaCount the new value, or null to leave it out
     */
    public void setRestoreToOriginalReplicaCount(@Nullable Boolean restoreToOriginalReplicaCount) {
        this.restoreToOriginalReplicaCount = restoreToOriginalReplicaCount;
    }

    /** {@return the formula that computes one metric from those of all triggers} */
    public @Nullable ScalingModifiers getScalingModifiers() {
        return scalingModifiers;
    }

    /**
     * Sets {@link #getScalingModifiers}.
     *
     * @param scalingModifiers the new value, or null to leave it out
     */
    public void setScalingModifiers(@Nullable ScalingModifiers scalingModifiers) {
        this.scalingModifiers = scalingModifiers;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("horizontalPodAutoscalerConfig", horizontalPodAutoscalerConfig);
        visitor.accept("restoreToOriginalReplicaCount", restoreToOriginalReplicaCount);
        visitor.accept("scalingModifiers", scalingModifiers);
    }

    @Override
    public AdvancedConfigBuilder edit() {
        return new AdvancedConfigBuilder(this);
    }
}
