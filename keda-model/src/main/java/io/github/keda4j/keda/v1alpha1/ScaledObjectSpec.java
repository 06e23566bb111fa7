package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which workload to scale, between which bounds, and on which triggers. */
@ValidationRule(
        value = "!has(self.minReplicaCount) || self.minReplicaCount <="
                + " (has(self.maxReplicaCount) ? self.maxReplicaCount : 100)",
        message = "minReplicaCount must be less than or equal to maxReplicaCount")
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class ScaledObjectSpec extends ResourcePart implements Editable<ScaledObjectSpecBuilder> {

    @Required
    private @Nullable ScaleTarget scaleTargetRef;

    @Min(1)
    private @Nullable Integer pollingInterval;

    @Min(0)
    private @Nullable Integer initialCooldownPeriod;

    @Min(0)
    private @Nullable Integer cooldownPeriod;

    @Min(0)
    private @Nullable Integer idleReplicaCount;

    @Min(0)
    private @Nullable Integer minReplicaCount;

    @Min(1)
    private @Nullable Integer maxReplicaCount;

    private @Nullable AdvancedConfig advanced;

    @Required
    @Size(min = 1)
    private @Nullable List<ScaleTriggers> triggers;

    private @Nullable Fallback fallback;

    /** Creates an object with nothing set. */
    public ScaledObjectSpec() {}

    /** {@return the workload to scale; required} */
    public @Nullable ScaleTarget getScaleTargetRef() {
        return scaleTargetRef;
    }

    /**
     * Sets {@link #getScaleTargetRef}.
     *
     * @param scaleTargetRef the workload
     */
    public void setScaleTargetRef(@Nullable ScaleTarget scaleTargetRef) {
        this.scaleTargetRef = scaleTargetRef;
    }

    /**
     * {@return the seconds between two polls of the triggers, at least 1; KEDA defaults to 30. It matters only if the
     * workload may be at zero replicas or metrics are cached}
     */
    public @Nullable Integer getPollingInterval() {
        return pollingInterval;
    }

    /**
     * Sets {@link #getPollingInterval}.
     *
     * @param pollingInterval seconds, or null for the default
     */
    public void setPollingInterval(@Nullable Integer pollingInterval) {
        this.pollingInterval = pollingInterval;
    }

    /**
     * {@return the seconds after creation during which the workload is not scaled to zero, at least 0; KEDA defaults to
     * 0}
     */
    public @Nullable Integer getInitialCooldownPeriod() {
        return initialCooldownPeriod;
    }

    /**
     * Sets {@link #getInitialCooldownPeriod}.
     *
     * @param initialCooldownPeriod seconds, or null for the default
     */
    public void setInitialCooldownPeriod(@Nullable Integer initialCooldownPeriod) {
        this.initialCooldownPeriod = initialCooldownPeriod;
    }

    /**
     * {@return the seconds after a trigger was last active until the workload is scaled to zero, at least 0; KEDA
     * defaults to 300}
     */
    public @Nullable Integer getCooldownPeriod() {
        return cooldownPeriod;
    }

    /**
     * Sets {@link #getCooldownPeriod}.
     *
     * @param cooldownPeriod seconds, or null for the default
     */
    public void setCooldownPeriod(@Nullable Integer cooldownPeriod) {
        this.cooldownPeriod = cooldownPeriod;
    }

    /**
     * {@return the number of replicas to run while no trigger is active, below {@code minReplicaCount}; KEDA supports
     * only 0; if it is absent, {@code minReplicaCount} replicas run while idle}
     */
    public @Nullable Integer getIdleReplicaCount() {
        return idleReplicaCount;
    }

    /**
     * Sets {@link #getIdleReplicaCount}.
     *
     * @param idleReplicaCount the number of replicas, or null for none
     */
    public void setIdleReplicaCount(@Nullable Integer idleReplicaCount) {
        this.idleReplicaCount = idleReplicaCount;
    }

    /** {@return the minimum number of replicas, at least 0; KEDA defaults to 0} */
    public @Nullable Integer getMinReplicaCount() {
        return minReplicaCount;
    }

    /**
     * Sets {@link #getMinReplicaCount}.
     *
     * @param minReplicaCount the number of replicas, or null for the default
     */
    public void setMinReplicaCount(@Nullable Integer minReplicaCount) {
        this.minReplicaCount = minReplicaCount;
    }

    /**
     * {@return the maximum number of replicas, at least 1 and not below {@code minReplicaCount}; KEDA defaults to 100}
     */
    public @Nullable Integer getMaxReplicaCount() {
        return maxReplicaCount;
    }

    /**
     * Sets {@link #getMaxReplicaCount}.
     *
     * @param maxReplicaCount the number of replicas, or null for the default
     */
    public void setMaxReplicaCount(@Nullable Integer maxReplicaCount) {
        this.maxReplicaCount = maxReplicaCount;
    }

    /** {@return the settings of the HorizontalPodAutoscaler that KEDA makes, and the formula over triggers} */
    public @Nullable AdvancedConfig getAdvanced() {
        return advanced;
    }

    /**
     * Sets {@link #getAdvanced}.
     *
     * @param advanced the new value, or null to leave it out
     */
    public void setAdvanced(@Nullable AdvancedConfig advanced) {
        this.advanced = advanced;
    }

    /** {@return the triggers that the workload scales on; at least one is required} */
    public @Nullable List<ScaleTriggers> getTriggers() {
        return triggers;
    }

    /**
     * Sets {@link #getTriggers}.
     *
     * @param triggers the triggers
     */
    public void setTriggers(@Nullable List<ScaleTriggers> triggers) {
        this.triggers = triggers;
    }

    /**
     * {@return the number of replicas to keep while a trigger cannot be read; if it is absent, the autoscaler keeps the
     * last number}
     */
    public @Nullable Fallback getFallback() {
        return fallback;
    }

    /**
     * Sets {@link #getFallback}.
     *
     * @param fallback the new value, or null to leave it out
     */
    public void setFallback(@Nullable Fallback fallback) {
        this.fallback = fallback;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("scaleTargetRef", scaleTargetRef);
        visitor.accept("pollingInterval", pollingInterval);
        visitor.accept("initialCooldownPeriod", initialCooldownPeriod);
        visitor.accept("cooldownPeriod", cooldownPeriod);
        visitor.accept("idleReplicaCount", idleReplicaCount);
        visitor.accept("minReplicaCount", minReplicaCount);
        visitor.accept("maxReplicaCount", maxReplicaCount);
        visitor.accept("advanced", advanced);
        visitor.accept("triggers", triggers);
        visitor.accept("fallback", fallback);
    }

    @Override
    public ScaledObjectSpecBuilder edit() {
        return new ScaledObjectSpecBuilder(this);
    }
}
