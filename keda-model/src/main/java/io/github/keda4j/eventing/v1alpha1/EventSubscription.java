package io.github.keda4j.eventing.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which events are sent: the included ones, or all except the excluded ones. At most one of the two lists may be set.
 */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class EventSubscription extends ResourcePart implements Editable<EventSubscriptionBuilder> {

    @SchemaFrom(type = String[].class)
    private @Nullable List<CloudEventType> includedEventTypes;

    @SchemaFrom(type = String[].class)
    private @Nullable List<CloudEventType> excludedEventTypes;

    /** Creates an object with nothing set. */
    public EventSubscription() {}

    /** {@return the only types to send} */
    public @Nullable List<CloudEventType> getIncludedEventTypes() {
        return includedEventTypes;
    }

    /**
     * Sets {@link #getIncludedEventTypes}.
     *
     * @param includedEventTypes the new value, or null to leave it out
     */
    public void setIncludedEventTypes(@Nullable List<CloudEventType> includedEventTypes) {
        this.includedEventTypes = includedEventTypes;
    }

    /** {@return the types not to send} */
    public @Nullable List<CloudEventType> getExcludedEventTypes() {
        return excludedEventTypes;
    }

    /**
     * Sets {@link #getExcludedEventTypes}.
     *
     * @param excludedEventTypes the new value, or null to leave it out
     */
    public void setExcludedEventTypes(@Nullable List<CloudEventType> excludedEventTypes) {
        this.excludedEventTypes = excludedEventTypes;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("includedEventTypes", includedEventTypes);
        visitor.accept("excludedEventTypes", excludedEventTypes);
    }

    @Override
    public EventSubscriptionBuilder edit() {
        return new EventSubscriptionBuilder(this);
    }
}
