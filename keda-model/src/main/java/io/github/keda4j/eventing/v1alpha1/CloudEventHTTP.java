package io.github.keda4j.eventing.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A receiver of CloudEvents over HTTP. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class CloudEventHTTP extends ResourcePart implements Editable<CloudEventHTTPBuilder> {

    @Required
    private @Nullable String uri;

    /** Creates an object with nothing set. */
    public CloudEventHTTP() {}

    /** {@return the URL that events are posted to; required} */
    public @Nullable String getUri() {
        return uri;
    }

    /**
     * Sets {@link #getUri}.
     *
     * @param uri the URL
     */
    public void setUri(@Nullable String uri) {
        this.uri = uri;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("uri", uri);
    }

    @Override
    public CloudEventHTTPBuilder edit() {
        return new CloudEventHTTPBuilder(this);
    }
}
