package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How many replicas to run while a trigger of the {@link ScaledObject} cannot be read. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class Fallback extends ResourcePart implements Editable<FallbackBuilder> {

    @Required
    @Min(0)
    private @Nullable Integer failureThreshold;

    @Required
    @Min(0)
    private @Nullable Integer replicas;

    @Default("static")
    @SchemaFrom(type = String.class)
    private @Nullable FallbackBehavior behavior;

    /** Creates an object with nothing set. */
    public Fallback() {}

    /**
     * {@return the number of failures in a row that are tolerated for a trigger, at least 0; with one more, the
     * fallback applies; required}
     */
    public @Nullable Integer getFailureThreshold() {
        return failureThreshold;
    }

    /**
     * Sets {@link #getFailureThreshold}.
     *
     * @param failureThreshold the number of failures
     */
    public void setFailureThreshold(@Nullable Integer failureThreshold) {
        this.failureThreshold = failureThreshold;
    }

    /** {@return the number of replicas to run during the fallback, at least 0; required} */
    public @Nullable Integer getReplicas() {
        return replicas;
    }

    /**
     * Sets {@link #getReplicas}.
     *
     * @param replicas the number of replicas
     */
    public void setReplicas(@Nullable Integer replicas) {
        this.replicas = replicas;
    }

    /**
     * {@return how {@code replicas} and the current number are combined; defaults to {@link FallbackBehavior#STATIC}}
     */
    public @Nullable FallbackBehavior getBehavior() {
        return behavior;
    }

    /**
     * Sets {@link #getBehavior}.
     *
     * @param behavior the new value, or null to leave it out
     */
    public void setBehavior(@Nullable FallbackBehavior behavior) {
        this.behavior = behavior;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("failureThreshold", failureThreshold);
        visitor.accept("replicas", replicas);
        visitor.accept("behavior", behavior);
    }

    @Override
    public FallbackBuilder edit() {
        return new FallbackBuilder(this);
    }
}
