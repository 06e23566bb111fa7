package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Parameters that are read from Azure Key Vault. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AzureKeyVault extends ResourcePart implements Editable<AzureKeyVaultBuilder> {

    @Required
    private @Nullable String vaultUri;

    private @Nullable AzureKeyVaultCredentials credentials;
    private @Nullable AuthPodIdentity podIdentity;
    private @Nullable AzureKeyVaultCloudInfo cloud;

    @Required
    @Size(min = 1)
    private @Nullable List<AzureKeyVaultSecret> secrets;

    /** Creates an object with nothing set. */
    public AzureKeyVault() {}

    /** {@return the URI of the vault; required} */
    public @Nullable String getVaultUri() {
        return vaultUri;
    }

    /**
     * Sets {@link #getVaultUri}.
     *
     * @param vaultUri the URI
     */
    public void setVaultUri(@Nullable String vaultUri) {
        this.vaultUri = vaultUri;
    }

    /** {@return the application to log in as, if no pod identity is used} */
    public @Nullable AzureKeyVaultCredentials getCredentials() {
        return credentials;
    }

    /**
     * Sets {@link #getCredentials}.
     *
     * @param credentials the new value, or null to leave it out
     */
    public void setCredentials(@Nullable AzureKeyVaultCredentials credentials) {
        this.credentials = credentials;
    }

    /** {@return the pod identity to log in with, if no credentials are given} */
    public @Nullable AuthPodIdentity getPodIdentity() {
        return podIdentity;
    }

    /**
     * Sets {@link #getPodIdentity}.
     *
     * @param podIdentity the new value, or null to leave it out
     */
    public void setPodIdentity(@Nullable AuthPodIdentity podIdentity) {
        this.podIdentity = podIdentity;
    }

    /** {@return the Azure cloud of the vault; defaults to the public one} */
    public @Nullable AzureKeyVaultCloudInfo getCloud() {
        return cloud;
    }

    /**
     * Sets {@link #getCloud}.
     *
     * @param cloud the new value, or null to leave it out
     */
    public void setCloud(@Nullable AzureKeyVaultCloudInfo cloud) {
        this.cloud = cloud;
    }

    /** {@return what to read, at least one; required} */
    public @Nullable List<AzureKeyVaultSecret> getSecrets() {
        return secrets;
    }

    /**
     * Sets {@link #getSecrets}.
     *
     * @param secrets the secrets
     */
    public void setSecrets(@Nullable List<AzureKeyVaultSecret> secrets) {
        this.secrets = secrets;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("vaultUri", vaultUri);
        visitor.accept("credentials", credentials);
        visitor.accept("podIdentity", podIdentity);
        visitor.accept("cloud", cloud);
        visitor.accept("secrets", secrets);
    }

    @Override
    public AzureKeyVaultBuilder edit() {
        return new AzureKeyVaultBuilder(this);
    }
}
