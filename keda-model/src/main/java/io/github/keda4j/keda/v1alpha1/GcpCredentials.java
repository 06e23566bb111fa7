package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The key of a Google service account that may read the secrets. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class GcpCredentials extends ResourcePart implements Editable<GcpCredentialsBuilder> {

    @Required
    private @Nullable SecretValue clientSecret;

    /** Creates an object with nothing set. */
    public GcpCredentials() {}

    /** {@return the key, as JSON; required} */
    public @Nullable SecretValue getClientSecret() {
        return clientSecret;
    }

    /**
     * Sets {@link #getClientSecret}.
     *
     * @param clientSecret the key
     */
    public void setClientSecret(@Nullable SecretValue clientSecret) {
        this.clientSecret = clientSecret;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("clientSecret", clientSecret);
    }

    @Override
    public GcpCredentialsBuilder edit() {
        return new GcpCredentialsBuilder(this);
    }
}
