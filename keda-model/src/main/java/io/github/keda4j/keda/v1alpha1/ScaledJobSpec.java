package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import io.sundr.builder.annotations.BuildableReference;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which job to run for waiting work, how many at once, and for which triggers. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder",
        refs = @BuildableReference(JobSpec.class))
public class ScaledJobSpec extends ResourcePart implements Editable<ScaledJobSpecBuilder> {

    @Required
    private @Nullable JobSpec jobTargetRef;

    @Min(1)
    private @Nullable Integer pollingInterval;

    @Min(0)
    private @Nullable Integer successfulJobsHistoryLimit;

    @Min(0)
    private @Nullable Integer failedJobsHistoryLimit;

    @SchemaFrom(type = String.class)
    private @Nullable RolloutStrategy rolloutStrategy;

    private @Nullable Rollout rollout;
    private @Nullable String envSourceContainerName;

    @Min(0)
    private @Nullable Integer minReplicaCount;

    @Min(1)
    private @Nullable Integer maxReplicaCount;

    private @Nullable ScalingStrategy scalingStrategy;

    @Required
    @Size(min = 1)
    private @Nullable List<ScaleTriggers> triggers;

    /** Creates an object with nothing set. */
    public ScaledJobSpec() {}

    /** {@return Kubernetes' own specification of the jobs that KEDA creates; required} */
    public @Nullable JobSpec getJobTargetRef() {
        return jobTargetRef;
    }

    /**
     * Sets {@link #getJobTargetRef}.
     *
     * @param jobTargetRef the job
     */
    public void setJobTargetRef(@Nullable JobSpec jobTargetRef) {
        this.jobTargetRef = jobTargetRef;
    }

    /** {@return the seconds between two polls of the triggers, at least 1; KEDA defaults to 30} */
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

    /** {@return the number of completed jobs to keep, at least 0; KEDA defaults to 100} */
    public @Nullable Integer getSuccessfulJobsHistoryLimit() {
        return successfulJobsHistoryLimit;
    }

    /**
     * Sets {@link #getSuccessfulJobsHistoryLimit}.
     *
     * @param successfulJobsHistoryLimit the number of jobs, or null for the default
     */
    public void setSuccessfulJobsHistoryLimit(@Nullable Integer successfulJobsHistoryLimit) {
        this.successfulJobsHistoryLimit = successfulJobsHistoryLimit;
    }

    /** {@return the number of failed jobs to keep, at least 0; KEDA defaults to 100} */
    public @Nullable Integer getFailedJobsHistoryLimit() {
        return failedJobsHistoryLimit;
    }

    /**
     * Sets {@link #getFailedJobsHistoryLimit}.
     *
     * @param failedJobsHistoryLimit the number of jobs, or null for the default
     */
    public void setFailedJobsHistoryLimit(@Nullable Integer failedJobsHistoryLimit) {
        this.failedJobsHistoryLimit = failedJobsHistoryLimit;
    }

    /**
     * {@return the deprecated form of {@code rollout.strategy}; if it is set, KEDA uses it instead of the new field}
     */
    public @Nullable RolloutStrategy getRolloutStrategy() {
        return rolloutStrategy;
    }

    /**
     * Sets {@link #getRolloutStrategy}.
     *
     * @param rolloutStrategy the new value, or null to leave it out
     */
    public void setRolloutStrategy(@Nullable RolloutStrategy rolloutStrategy) {
        this.rolloutStrategy = rolloutStrategy;
    }

    /** {@return what happens to running jobs when the ScaledJob changes} */
    public @Nullable Rollout getRollout() {
        return rollout;
    }

    /**
     * Sets {@link #getRollout}.
     *
     * @param rollout the new value, or null to leave it out
     */
    public void setRollout(@Nullable Rollout rollout) {
        this.rollout = rollout;
    }

    /**
     * {@return the container of the job whose environment variables triggers read; defaults to the first container}
     */
    public @Nullable String getEnvSourceContainerName() {
        return envSourceContainerName;
    }

    /**
     * Sets {@link #getEnvSourceContainerName}.
     *
     * @param envSourceContainerName the new value, or null to leave it out
     */
    public void setEnvSourceContainerName(@Nullable String envSourceContainerName) {
        this.envSourceContainerName = envSourceContainerName;
    }

    /** {@return the number of jobs that KEDA keeps running without work, at least 0; KEDA defaults to 0} */
    public @Nullable Integer getMinReplicaCount() {
        return minReplicaCount;
    }

    /**
     * Sets {@link #getMinReplicaCount}.
     *
     * @param minReplicaCount the number of jobs, or null for the default
     */
    public void setMinReplicaCount(@Nullable Integer minReplicaCount) {
        this.minReplicaCount = minReplicaCount;
    }

    /** {@return the maximum number of jobs created in one polling period, at least 1; KEDA defaults to 100} */
    public @Nullable Integer getMaxReplicaCount() {
        return maxReplicaCount;
    }

    /**
     * Sets {@link #getMaxReplicaCount}.
     *
     * @param maxReplicaCount the number of jobs, or null for the default
     */
    public void setMaxReplicaCount(@Nullable Integer maxReplicaCount) {
        this.maxReplicaCount = maxReplicaCount;
    }

    /** {@return how the number of jobs is computed from the waiting work} */
    public @Nullable ScalingStrategy getScalingStrategy() {
        return scalingStrategy;
    }

    /**
     * Sets {@link #getScalingStrategy}.
     *
     * @param scalingStrategy the new value, or null to leave it out
     */
    public void setScalingStrategy(@Nullable ScalingStrategy scalingStrategy) {
        this.scalingStrategy = scalingStrategy;
    }

    /**
     * {@return the triggers for which jobs are created; at least one is required, and none may have a {@code
     * metricType}}
     */
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

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("jobTargetRef", jobTargetRef);
        visitor.accept("pollingInterval", pollingInterval);
        visitor.accept("successfulJobsHistoryLimit", successfulJobsHistoryLimit);
        visitor.accept("failedJobsHistoryLimit", failedJobsHistoryLimit);
        visitor.accept("rolloutStrategy", rolloutStrategy);
        visitor.accept("rollout", rollout);
        visitor.accept("envSourceContainerName", envSourceContainerName);
        visitor.accept("minReplicaCount", minReplicaCount);
        visitor.accept("maxReplicaCount", maxReplicaCount);
        visitor.accept("scalingStrategy", scalingStrategy);
        visitor.accept("triggers", triggers);
    }

    @Override
    public ScaledJobSpecBuilder edit() {
        return new ScaledJobSpecBuilder(this);
    }
}
