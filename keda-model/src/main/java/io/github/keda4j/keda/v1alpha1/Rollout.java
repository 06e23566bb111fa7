package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What happens to running jobs when their {@link ScaledJob} changes. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class Rollout extends ResourcePart implements Editable<RolloutBuilder> {

    @SchemaFrom(type = String.class)
    private @Nullable RolloutStrategy strategy;

    @SchemaFrom(type = String.class)
    private @Nullable PropagationPolicy propagationPolicy;

    /** Creates an object with nothing set. */
    public Rollout() {}

    /** {@return whether running jobs are deleted; defaults to {@link RolloutStrategy#IMMEDIATE}} */
    public @Nullable RolloutStrategy getStrategy() {
        return strategy;
    }

    /**
     * Sets {@link #getStrategy}.
     *
     * @param strategy the new value, or null to leave it out
     */
    public void setStrategy(@Nullable RolloutStrategy strategy) {
        this.strategy = strategy;
    }

    /** {@return how deleting a job affects its pods; defaults to {@link PropagationPolicy#BACKGROUND}} */
    public @Nullable PropagationPolicy getPropagationPolicy() {
        return propagationPolicy;
    }

    /**
     * Sets {@link #getPropagationPolicy}.
     *
     * @param propagationPolicy the new value, or null to leave it out
     */
    public void setPropagationPolicy(@Nullable PropagationPolicy propagationPolicy) {
        this.propagationPolicy = propagationPolicy;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("strategy", strategy);
        visitor.accept("propagationPolicy", propagationPolicy);
    }

    @Override
    public RolloutBuilder edit() {
        return new RolloutBuilder(this);
    }
}
