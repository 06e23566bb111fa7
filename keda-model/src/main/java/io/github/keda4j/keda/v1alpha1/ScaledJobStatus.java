package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.model.Condition;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import io.sundr.builder.annotations.BuildableReference;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What KEDA reports about a {@link ScaledJob}; written by KEDA alone. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder",
        refs = @BuildableReference(Condition.class))
public class ScaledJobStatus extends ResourcePart implements Editable<ScaledJobStatusBuilder> {

    private @Nullable String lastActiveTime;
    private @Nullable List<Condition> conditions;

    @JsonProperty("Paused")
    private @Nullable String paused;

    private @Nullable List<String> externalMetricNames;
    private @Nullable String triggersTypes;
    private @Nullable String authenticationsTypes;
    private @Nullable Map<String, TriggerActivityStatus> triggersActivity;

    /** Creates an object with nothing set. */
    public ScaledJobStatus() {}

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

    /** {@return the conditions Ready, Active and Paused, each True, False or Unknown} */
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

    /** {@return whether KEDA has paused the ScaledJob; this is KEDA's only field that begins with a capital letter} */
    @JsonProperty("Paused")
    public @Nullable String getPaused() {
        return paused;
    }

    /**
     * Sets {@link #getPaused}.
     *
     * @param paused the new value, or null to leave it out
     */
    public void setPaused(@Nullable String paused) {
        this.paused = paused;
    }

    /** {@return the names of the metrics of external triggers} */
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
        visitor.accept("lastActiveTime", lastActiveTime);
        visitor.accept("conditions", conditions);
        visitor.accept("Paused", paused);
        visitor.accept("externalMetricNames", externalMetricNames);
        visitor.accept("triggersTypes", triggersTypes);
        visitor.accept("authenticationsTypes", authenticationsTypes);
        visitor.accept("triggersActivity", triggersActivity);
    }

    @Override
    public ScaledJobStatusBuilder edit() {
        return new ScaledJobStatusBuilder(this);
    }
}
