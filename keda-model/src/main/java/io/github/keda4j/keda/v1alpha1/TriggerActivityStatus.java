package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Whether one trigger is active. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class TriggerActivityStatus extends ResourcePart implements Editable<TriggerActivityStatusBuilder> {

    @JsonProperty("isActive")
    private @Nullable Boolean active;

    /** Creates an object with nothing set. */
    public TriggerActivityStatus() {}

    /** {@return whether the trigger is above its activation threshold} */
    @JsonProperty("isActive")
    public @Nullable Boolean getActive() {
        return active;
    }

    /**
     * Sets {@link #getActive}.
     *
     * @param active the new value, or null to leave it out
     */
    public void setActive(@Nullable Boolean active) {
        this.active = active;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("isActive", active);
    }

    @Override
    public TriggerActivityStatusBuilder edit() {
        return new TriggerActivityStatusBuilder(this);
    }
}
