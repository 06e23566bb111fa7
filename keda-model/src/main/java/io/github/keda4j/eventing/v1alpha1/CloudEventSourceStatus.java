package io.github.keda4j.eventing.v1alpha1;

import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.model.Condition;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import io.sundr.builder.annotations.BuildableReference;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What KEDA reports about a {@link CloudEventSource} or {@link ClusterCloudEventSource}; written by KEDA alone. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder",
        refs = @BuildableReference(Condition.class))
public class CloudEventSourceStatus extends ResourcePart implements Editable<CloudEventSourceStatusBuilder> {

    private @Nullable List<Condition> conditions;

    /** Creates an object with nothing set. */
    public CloudEventSourceStatus() {}

    /** {@return the condition Active, as True, False or Unknown} */
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

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("conditions", conditions);
    }

    @Override
    public CloudEventSourceStatusBuilder edit() {
        return new CloudEventSourceStatusBuilder(this);
    }
}
