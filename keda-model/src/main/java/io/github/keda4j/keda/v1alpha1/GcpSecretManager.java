package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Parameters that are read from Google Secret Manager. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class GcpSecretManager extends ResourcePart implements Editable<GcpSecretManagerBuilder> {

    @Required
    @Size(min = 1)
    private @Nullable List<GcpSecretManagerSecret> secrets;

    private @Nullable GcpCredentials credentials;
    private @Nullable AuthPodIdentity podIdentity;

    /** Creates an object with nothing set. */
    public GcpSecretManager() {}

    /** {@return what to read, at least one; required} */
    public @Nullable List<GcpSecretManagerSecret> getSecrets() {
        return secrets;
    }

    /**
     * Sets {@link #getSecrets}.
     *
     * @param secrets the secrets
     */
    public void setSecrets(@Nullable List<GcpSecretManagerSecret> secrets) {
        this.secrets = secrets;
    }

    /** {@return the key of a Google service account, if no pod identity is used} */
    public @Nullable GcpCredentials getCredentials() {
        return credentials;
    }

    /**
     * Sets {@link #getCredentials}.
     *
     * @param credentials the new value, or null to leave it out
     */
    public void setCredentials(@Nullable GcpCredentials credentials) {
        this.credentials = credentials;
    }

    /** {@return the pod identity to read with, if no credentials are given} */
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

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("secrets", secrets);
        visitor.accept("credentials", credentials);
        visitor.accept("podIdentity", podIdentity);
    }

    @Override
    public GcpSecretManagerBuilder edit() {
        return new GcpSecretManagerBuilder(this);
    }
}
