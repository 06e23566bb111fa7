package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code triggers}: which scaler KEDA uses, and with which parameters.
 *
 * <p>The parameters are a map of strings, as in YAML; the classes of {@code io.github.keda4j.trigger} are its typed
 * form.
 */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class ScaleTriggers extends ResourcePart implements Editable<ScaleTriggersBuilder> {

    @Required
    @Size(min = 1)
    private @Nullable String type;

    private @Nullable String name;

    @Required
    private @Nullable Map<String, String> metadata;

    private @Nullable AuthenticationRef authenticationRef;

    @SchemaFrom(type = String.class)
    private @Nullable MetricTargetType metricType;

    private @Nullable Boolean useCachedMetrics;

    /** Creates an object with nothing set. */
    public ScaleTriggers() {}

    /** {@return the name of the scaler, such as {@code aws-sqs-queue}, at least one character; required} */
    public @Nullable String getType() {
        return type;
    }

    /**
     * Sets {@link #getType}.
     *
     * @param type the name of the scaler
     */
    public void setType(@Nullable String type) {
        this.type = type;
    }

    /** {@return the name of this trigger, unique in its object; a formula of {@link ScalingModifiers} refers to it} */
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

    /** {@return the scaler's parameters; required, even if it is an empty map; every value is a string} */
    public @Nullable Map<String, String> getMetadata() {
        return metadata;
    }

    /**
     * Sets {@link #getMetadata}.
     *
     * @param metadata the parameters
     */
    public void setMetadata(@Nullable Map<String, String> metadata) {
        this.metadata = metadata;
    }

    /** {@return where the scaler gets its credentials; null if the trigger refers to no authentication} */
    public @Nullable AuthenticationRef getAuthenticationRef() {
        return authenticationRef;
    }

    /**
     * Sets {@link #getAuthenticationRef}.
     *
     * @param authenticationRef the new value, or null to leave it out
     */
    public void setAuthenticationRef(@Nullable AuthenticationRef authenticationRef) {
        this.authenticationRef = authenticationRef;
    }

    /**
     * {@return how the metric relates to the number of replicas; required for cpu and memory, otherwise defaults to
     * {@link MetricTargetType#AVERAGE_VALUE}. Not allowed in a ScaledJob}
     */
    public @Nullable MetricTargetType getMetricType() {
        return metricType;
    }

    /**
     * Sets {@link #getMetricType}.
     *
     * @param metricType the new value, or null to leave it out
     */
    public void setMetricType(@Nullable MetricTargetType metricType) {
        this.metricType = metricType;
    }

    /**
     * {@return whether, between two polls, the autoscaler gets the value of the last poll; defaults to false, and not
     * allowed for cpu, memory and cron}
     */
    public @Nullable Boolean getUseCachedMetrics() {
        return useCachedMetrics;
    }

    /**
     * Sets {@link #getUseCachedMetrics}.
     *
     * @param useCachedMetrics the new value, or null to leave it out
     */
    public void setUseCachedMetrics(@Nullable Boolean useCachedMetrics) {
        this.useCachedMetrics = useCachedMetrics;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("type", type);
        visitor.accept("name", name);
        visitor.accept("metadata", metadata);
        visitor.accept("authenticationRef", authenticationRef);
        visitor.accept("metricType", metricType);
        visitor.accept("useCachedMetrics", useCachedMetrics);
    }

    @Override
    public ScaleTriggersBuilder edit() {
        return new ScaleTriggersBuilder(this);
    }
}
