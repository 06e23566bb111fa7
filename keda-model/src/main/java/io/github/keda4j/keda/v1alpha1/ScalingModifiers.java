package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A formula that combines the metrics of all named triggers into one. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class ScalingModifiers extends ResourcePart implements Editable<ScalingModifiersBuilder> {

    private @Nullable String formula;
    private @Nullable String target;
    private @Nullable String activationTarget;

    @SchemaFrom(type = String.class)
    private @Nullable MetricTargetType metricType;

    /** Creates an object with nothing set. */
    public ScalingModifiers() {}

    /**
     * {@return the formula, an expression in the expr language over the names of the triggers, such as {@code
     * max([queue, stream])}; required if any of the other fields is set}
     */
    public @Nullable String getFormula() {
        return formula;
    }

    /**
     * Sets {@link #getFormula}.
     *
     * @param formula the new value, or null to leave it out
     */
    public void setFormula(@Nullable String formula) {
        this.formula = formula;
    }

    /** {@return the target of the computed metric, a number above 0 written as a string; required with a formula} */
    public @Nullable String getTarget() {
        return target;
    }

    /**
     * Sets {@link #getTarget}.
     *
     * @param target the new value, or null to leave it out
     */
    public void setTarget(@Nullable String target) {
        this.target = target;
    }

    /**
     * {@return the value above which the workload scales up from zero, a number written as a string; KEDA defaults to
     * 0}
     */
    public @Nullable String getActivationTarget() {
        return activationTarget;
    }

    /**
     * Sets {@link #getActivationTarget}.
     *
     * @param activationTarget the new value, or null to leave it out
     */
    public void setActivationTarget(@Nullable String activationTarget) {
        this.activationTarget = activationTarget;
    }

    /**
     * {@return {@link MetricTargetType#AVERAGE_VALUE} or {@link MetricTargetType#VALUE}; defaults to the former}
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

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("formula", formula);
        visitor.accept("target", target);
        visitor.accept("activationTarget", activationTarget);
        visitor.accept("metricType", metricType);
    }

    @Override
    public ScalingModifiersBuilder edit() {
        return new ScalingModifiersBuilder(this);
    }
}
