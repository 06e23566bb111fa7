package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An application of Microsoft Entra ID that may read the vault. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AzureKeyVaultCredentials extends ResourcePart implements Editable<AzureKeyVaultCredentialsBuilder> {

    @Required
    private @Nullable String clientId;

    @Required
    private @Nullable String tenantId;

    @Required
    private @Nullable SecretValue clientSecret;

    /** Creates an object with nothing set. */
    public AzureKeyVaultCredentials() {}

    /** {@return the id of the application; required} */
    public @Nullable String getClientId() {
        return clientId;
    }

    /**
     * Sets {@link #getClientId}.
     *
     * @param clientId the id
     */
    public void setClientId(@Nullable String clientId) {
        this.clientId = clientId;
    }

    /** {@return the id of its tenant; required} */
    public @Nullable String getTenantId() {
        return tenantId;
    }

    /**
     * Sets {@link #getTenantId}.
     *
     * @param tenantId the id
     */
    public void setTenantId(@Nullable String tenantId) {
        this.tenantId = tenantId;
    }

    /** {@return its secret; required} */
    public @Nullable SecretValue getClientSecret() {
        return clientSecret;
    }

    /**
     * Sets {@link #getClientSecret}.
     *
     * @param clientSecret the secret
     */
    public void setClientSecret(@Nullable SecretValue clientSecret) {
        this.clientSecret = clientSecret;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("clientId", clientId);
        visitor.accept("tenantId", tenantId);
        visitor.accept("clientSecret", clientSecret);
    }

    @Override
    public AzureKeyVaultCredentialsBuilder edit() {
        return new AzureKeyVaultCredentialsBuilder(this);
    }
}
