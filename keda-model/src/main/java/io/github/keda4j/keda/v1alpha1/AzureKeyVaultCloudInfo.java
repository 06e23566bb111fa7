package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The Azure cloud that a vault is in. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AzureKeyVaultCloudInfo extends ResourcePart implements Editable<AzureKeyVaultCloudInfoBuilder> {

    @Required
    private @Nullable String type;

    private @Nullable String keyVaultResourceURL;
    private @Nullable String activeDirectoryEndpoint;

    /** Creates an object with nothing set. */
    public AzureKeyVaultCloudInfo() {}

    /** {@return the name of the cloud, such as {@code AzurePublicCloud}, or {@code Private}; required} */
    public @Nullable String getType() {
        return type;
    }

    /**
     * Sets {@link #getType}.
     *
     * @param type the name
     */
    public void setType(@Nullable String type) {
        this.type = type;
    }

    /** {@return for {@code Private}: the resource to request tokens for} */
    public @Nullable String getKeyVaultResourceURL() {
        return keyVaultResourceURL;
    }

    /**
     * Sets {@link #getKeyVaultResourceURL}.
     *
     * @param keyVaultResourceURL the new value, or null to leave it out
     */
    public void setKeyVaultResourceURL(@Nullable String keyVaultResourceURL) {
        this.keyVaultResourceURL = keyVaultResourceURL;
    }

    /** {@return for {@code Private}: the endpoint that issues tokens} */
    public @Nullable String getActiveDirectoryEndpoint() {
        return activeDirectoryEndpoint;
    }

    /**
     * Sets {@link #getActiveDirectoryEndpoint}.
     *
     * @param activeDirectoryEndpoint the new value, or null to leave it out
     */
    public void setActiveDirectoryEndpoint(@Nullable String activeDirectoryEndpoint) {
        this.activeDirectoryEndpoint = activeDirectoryEndpoint;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("type", type);
        visitor.accept("keyVaultResourceURL", keyVaultResourceURL);
        visitor.accept("activeDirectoryEndpoint", activeDirectoryEndpoint);
    }

    @Override
    public AzureKeyVaultCloudInfoBuilder edit() {
        return new AzureKeyVaultCloudInfoBuilder(this);
    }
}
