package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How the number of new jobs is computed from the queue length and the running jobs. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class ScalingStrategy extends ResourcePart implements Editable<ScalingStrategyBuilder> {

    @SchemaFrom(type = String.class)
    private @Nullable ScalingStrategyType strategy;

    private @Nullable Integer customScalingQueueLengthDeduction;
    private @Nullable String customScalingRunningJobPercentage;
    private @Nullable List<String> pendingPodConditions;

    @SchemaFrom(type = String.class)
    private @Nullable MultipleScalersCalculation multipleScalersCalculation;

    /** Creates an object with nothing set. */
    public ScalingStrategy() {}

    /** {@return the type of strategy; defaults to {@link ScalingStrategyType#DEFAULT}} */
    public @Nullable ScalingStrategyType getStrategy() {
        return strategy;
    }

    /**
     * Sets {@link #getStrategy}.
     *
     * @param strategy the new value, or null to leave it out
     */
    public void setStrategy(@Nullable ScalingStrategyType strategy) {
        this.strategy = strategy;
    }

    /**
     * {@return for {@link ScalingStrategyType#CUSTOM}: what is subtracted from the queue length; required with that
     * strategy}
     */
    public @Nullable Integer getCustomScalingQueueLengthDeduction() {
        return customScalingQueueLengthDeduction;
    }

    /**
     * Sets {@link #getCustomScalingQueueLengthDeduction}.
     *
     * @param customScalingQueueLengthDeduction the number of messages, or null for the default
     */
    public void setCustomScalingQueueLengthDeduction(@Nullable Integer customScalingQueueLengthDeduction) {
        this.customScalingQueueLengthDeduction = customScalingQueueLengthDeduction;
    }

    /**
     * {@return for {@link ScalingStrategyType#CUSTOM}: the share of the running jobs that is subtracted, a decimal
     * number written as a string such as {@code "0.5"}. KEDA falls back to the default strategy if it is not a number}
     */
    public @Nullable String getCustomScalingRunningJobPercentage() {
        return customScalingRunningJobPercentage;
    }

    /**
     * Sets {@link #getCustomScalingRunningJobPercentage}.
     *
     * @param customScalingRunningJobPercentage the new value, or null to leave it out
     */
    public void setCustomScalingRunningJobPercentage(@Nullable String customScalingRunningJobPercentage) {
        this.customScalingRunningJobPercentage = customScalingRunningJobPercentage;
    }

    /**
     * {@return for {@link ScalingStrategyType#ACCURATE}: the pod conditions that must all be true for a job to count as
     * running, such as {@code Ready}; if it is absent, the phase of the pod decides}
     */
    public @Nullable List<String> getPendingPodConditions() {
        return pendingPodConditions;
    }

    /**
     * Sets {@link #getPendingPodConditions}.
     *
     * @param pendingPodConditions the new value, or null to leave it out
     */
    public void setPendingPodConditions(@Nullable List<String> pendingPodConditions) {
        this.pendingPodConditions = pendingPodConditions;
    }

    /**
     * {@return how the queue lengths of several triggers are combined; defaults to {@link
     * MultipleScalersCalculation#MAX}}
     */
    public @Nullable MultipleScalersCalculation getMultipleScalersCalculation() {
        return multipleScalersCalculation;
    }

    /**
     * Sets {@link #getMultipleScalersCalculation}.
     *
     * @param multipleScalersCalculation the new value, or null to leave it out
     */
    public void setMultipleScalersCalculation(@Nullable MultipleScalersCalculation multipleScalersCalculation) {
        this.multipleScalersCalculation = multipleScalersCalculation;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("strategy", strategy);
        visitor.accept("customScalingQueueLengthDeduction", customScalingQueueLengthDeduction);
        visitor.accept("customScalingRunningJobPercentage", customScalingRunningJobPercentage);
        visitor.accept("pendingPodConditions", pendingPodConditions);
        visitor.accept("multipleScalersCalculation", multipleScalersCalculation);
    }

    @Override
    public ScalingStrategyBuilder edit() {
        return new ScalingStrategyBuilder(this);
    }
}
