package io.github.keda4j.eventing.v1alpha1;

import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where events are sent. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class Destination extends ResourcePart implements Editable<DestinationBuilder> {

    private @Nullable CloudEventHTTP http;
    private @Nullable AzureEventGridTopicSpec azureEventGridTopic;

    /** Creates an object with nothing set. */
    public Destination() {}

    /** {@return a receiver of CloudEvents over HTTP} */
    public @Nullable CloudEventHTTP getHttp() {
        return http;
    }

    /**
     * Sets {@link #getHttp}.
     *
     * @param http the new value, or null to leave it out
     */
    public void setHttp(@Nullable CloudEventHTTP http) {
        this.http = http;
    }

    /** {@return a topic of Azure Event Grid} */
    public @Nullable AzureEventGridTopicSpec getAzureEventGridTopic() {
        return azureEventGridTopic;
    }

    /**
     * Sets {@link #getAzureEventGridTopic}.
     *
     * @param azureEventGridTopic the new value, or null to leave it out
     */
    public void setAzureEventGridTopic(@Nullable AzureEventGridTopicSpec azureEventGridTopic) {
        this.azureEventGridTopic = azureEventGridTopic;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("http", http);
        visitor.accept("azureEventGridTopic", azureEventGridTopic);
    }

    @Override
    public DestinationBuilder edit() {
        return new DestinationBuilder(this);
    }
}
