package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Whether one external metric can be read. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class HealthStatus extends ResourcePart implements Editable<HealthStatusBuilder> {

    private @Nullable Integer numberOfFailures;

    @SchemaFrom(type = String.class)
    private @Nullable HealthStatusType status;

    /** Creates an object with nothing set. */
    public HealthStatus() {}

    /** {@return the number of failures in a row} */
    public @Nullable Integer getNumberOfFailures() {
        return numberOfFailures;
    }

    /**
     * Sets {@link #getNumberOfFailures}.
     *
     * @param numberOfFailures the number of failures, or null if unknown
     */
    public void setNumberOfFailures(@Nullable Integer numberOfFailures) {
        this.numberOfFailures = numberOfFailures;
    }

    /** {@return whether the last reads were successful} */
    public @Nullable HealthStatusType getStatus() {
        return status;
    }

    /**
     * Sets {@link #getStatus}.
     *
     * @param status the new value, or null to leave it out
     */
    public void setStatus(@Nullable HealthStatusType status) {
        this.status = status;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("numberOfFailures", numberOfFailures);
        visitor.accept("status", status);
    }

    @Override
    public HealthStatusBuilder edit() {
        return new HealthStatusBuilder(this);
    }
}
