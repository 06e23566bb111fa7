package io.github.keda4j.eventing.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A topic of Azure Event Grid. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AzureEventGridTopicSpec extends ResourcePart implements Editable<AzureEventGridTopicSpecBuilder> {

    @Required
    private @Nullable String endpoint;

    /** Creates an object with nothing set. */
    public AzureEventGridTopicSpec() {}

    /** {@return the URL of the topic; required} */
    public @Nullable String getEndpoint() {
        return endpoint;
    }

    /**
     * Sets {@link #getEndpoint}.
     *
     * @param endpoint the URL
     */
    public void setEndpoint(@Nullable String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("endpoint", endpoint);
    }

    @Override
    public AzureEventGridTopicSpecBuilder edit() {
        return new AzureEventGridTopicSpecBuilder(this);
    }
}
