package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.model.Condition;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import io.sundr.builder.annotations.BuildableReference;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What KEDA reports about a {@link ScaledObject}; written by KEDA alone. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder",
        refs = @BuildableReference(Condition.class))
public class ScaledObjectStatus extends ResourcePart implements Editable<ScaledObjectStatusBuilder> {

    private @Nullable String scaleTargetKind;
    private @Nullable GroupVersionKindResource scaleTargetGVKR;
    private @Nullable Integer originalReplicaCount;
    private @Nullable String lastActiveTime;
    private @Nullable List<String> externalMetricNames;
    private @Nullable List<String> resourceMetricNames;
    private @Nullable String compositeScalerName;
    private @Nullable List<Condition> conditions;
    private @Nullable Map<String, HealthStatus> health;
    private @Nullable Integer pausedReplicaCount;
    private @Nullable String hpaName;
    private @Nullable String triggersTypes;
    private @Nullable String authenticationsTypes;
    private @Nullable Map<String, TriggerActivityStatus> triggersActivity;

    /** Creates an object with nothing set. */
    public ScaledObjectStatus() {}

    /** {@return the group, version and kind of the workload, such as {@code apps/v1.Deployment}} */
    public @Nullable String getScaleTargetKind() {
        return scaleTargetKind;
    }

    /**
     * Sets {@link #getScaleTargetKind}.
     *
     * @param scaleTargetKind the new value, or null to leave it out
     */
    public void setScaleTargetKind(@Nullable String scaleTargetKind) {
        this.scaleTargetKind = scaleTargetKind;
    }

    /** {@return the workload as KEDA resolved it against the cluster} */
    public @Nullable GroupVersionKindResource getScaleTargetGVKR() {
        return scaleTargetGVKR;
    }

    /**
     * Sets {@link #getScaleTargetGVKR}.
     *
     * @param scaleTargetGVKR the new value, or null to leave it out
     */
    public void setScaleTargetGVKR(@Nullable GroupVersionKindResource scaleTargetGVKR) {
        this.scaleTargetGVKR = scaleTargetGVKR;
    }

    /** {@return the number of replicas of the workload when KEDA took it over} */
    public @Nullable Integer getOriginalReplicaCount() {
        return originalReplicaCount;
    }

    /**
     * Sets {@link #getOriginalReplicaCount}.
     *
     * @param originalReplicaCount the number of replicas, or null if unknown
     */
    public void setOriginalReplicaCount(@Nullable Integer originalReplicaCount) {
        this.originalReplicaCount = originalReplicaCount;
    }

    /**
     * {@return the time when a trigger was last active, in RFC 3339 format and UTC, such as {@code
     * 2026-11-24T10:00:00Z}}
     */
    public @Nullable String getLastActiveTime() {
        return lastActiveTime;
    }

    /**
     * Sets {@link #getLastActiveTime}.
     *
     * @param lastActiveTime the new value, or null to leave it out
     */
    public void setLastActiveTime(@Nullable String lastActiveTime) {
        this.lastActiveTime = lastActiveTime;
    }

    /** {@return the names under which the autoscaler requests the metrics of external triggers from KEDA} */
    public @Nullable List<String> getExternalMetricNames() {
        return externalMetricNames;
    }

    /**
     * Sets {@link #getExternalMetricNames}.
     *
     * @param externalMetricNames the new value, or null to leave it out
     */
    public void setExternalMetricNames(@Nullable List<String> externalMetricNames) {
        this.externalMetricNames = externalMetricNames;
    }

    /** {@return the resource metrics, {@code cpu} and {@code memory}, that the autoscaler reads itself} */
    public @Nullable List<String> getResourceMetricNames() {
        return resourceMetricNames;
    }

    /**
     * Sets {@link #getResourceMetricNames}.
     *
     * @param resourceMetricNames the new value, or null to leave it out
     */
    public void setResourceMetricNames(@Nullable List<String> resourceMetricNames) {
        this.resourceMetricNames = resourceMetricNames;
    }

    /** {@return the name of the metric that the formula computes} */
    public @Nullable String getCompositeScalerName() {
        return compositeScalerName;
    }

    /**
     * Sets {@link #getCompositeScalerName}.
     *
     * @param compositeScalerName the new value, or null to leave it out
     */
    public void setCompositeScalerName(@Nullable String compositeScalerName) {
        this.compositeScalerName = compositeScalerName;
    }

    /** {@return the conditions Ready, Active, Fallback and Paused, each True, False or Unknown} */
    public @Nullable List<Condition> getConditions() {
        return conditions;
    }

    /**
     * Sets {@link #getConditions}.
     *
     * @param conditions the new value, or null to leave it out
     */
    public void setConditions(@Nullable List<Condition> conditions) {
        this.conditions = conditions;
    }

    /** {@return the health of each external metric, with its number of failures in a row} */
    public @Nullable Map<String, HealthStatus> getHealth() {
        return health;
    }

    /**
     * Sets {@link #getHealth}.
     *
     * @param health the new value, or null to leave it out
     */
    public void setHealth(@Nullable Map<String, HealthStatus> health) {
        this.health = health;
    }

    /** {@return the number of replicas at which scaling is paused} */
    public @Nullable Integer getPausedReplicaCount() {
        return pausedReplicaCount;
    }

    /**
     * Sets {@link #getPausedReplicaCount}.
     *
     * @param pausedReplicaCount the number of replicas, or null while not paused
     */
    public void setPausedReplicaCount(@Nullable Integer pausedReplicaCount) {
        this.pausedReplicaCount = pausedReplicaCount;
    }

    /** {@return the name of the HorizontalPodAutoscaler that KEDA made} */
    public @Nullable String getHpaName() {
        return hpaName;
    }

    /**
     * Sets {@link #getHpaName}.
     *
     * @param hpaName the new value, or null to leave it out
     */
    public void setHpaName(@Nullable String hpaName) {
        this.hpaName = hpaName;
    }

    /** {@return the types of the triggers, separated by commas, as {@code kubectl get} shows them} */
    public @Nullable String getTriggersTypes() {
        return triggersTypes;
    }

    /**
     * Sets {@link #getTriggersTypes}.
     *
     * @param triggersTypes the new value, or null to leave it out
     */
    public void setTriggersTypes(@Nullable String triggersTypes) {
        this.triggersTypes = triggersTypes;
    }

    /** {@return the authentications in use, separated by commas, as {@code kubectl get} shows them} */
    public @Nullable String getAuthenticationsTypes() {
        return authenticationsTypes;
    }

    /**
     * Sets {@link #getAuthenticationsTypes}.
     *
     * @param authenticationsTypes the new value, or null to leave it out
     */
    public void setAuthenticationsTypes(@Nullable String authenticationsTypes) {
        this.authenticationsTypes = authenticationsTypes;
    }

    /** {@return whether the trigger of each external metric is active} */
    public @Nullable Map<String, TriggerActivityStatus> getTriggersActivity() {
        return triggersActivity;
    }

    /**
     * Sets {@link #getTriggersActivity}.
     *
     * @param triggersActivity the new value, or null to leave it out
     */
    public void setTriggersActivity(@Nullable Map<String, TriggerActivityStatus> triggersActivity) {
        this.triggersActivity = triggersActivity;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("scaleTargetKind", scaleTargetKind);
        visitor.accept("scaleTargetGVKR", scaleTargetGVKR);
        visitor.accept("originalReplicaCount", originalReplicaCount);
        visitor.accept("lastActiveTime", lastActiveTime);
        visitor.accept("externalMetricNames", externalMetricNames);
        visitor.accept("resourceMetricNames", resourceMetricNames);
        visitor.accept("compositeScalerName", compositeScalerName);
        visitor.accept("conditions", conditions);
        visitor.accept("health", health);
        visitor.accept("pausedReplicaCount", pausedReplicaCount);
        visitor.accept("hpaName", hpaName);
        visitor.accept("triggersTypes", triggersTypes);
        visitor.accept("authenticationsTypes", authenticationsTypes);
        visitor.accept("triggersActivity", triggersActivity);
    }

    @Override
    public ScaledObjectStatusBuilder edit() {
        return new ScaledObjectStatusBuilder(this);
    }
}
