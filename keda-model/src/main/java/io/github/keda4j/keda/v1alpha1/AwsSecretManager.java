package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Parameters that are read from AWS Secrets Manager. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AwsSecretManager extends ResourcePart implements Editable<AwsSecretManagerBuilder> {

    @Required
    @Size(min = 1)
    private @Nullable List<AwsSecretManagerSecret> secrets;

    private @Nullable AwsSecretManagerCredentials credentials;
    private @Nullable AuthPodIdentity podIdentity;
    private @Nullable String region;

    /** Creates an object with nothing set. */
    public AwsSecretManager() {}

    /** {@return what to read, at least one; required} */
    public @Nullable List<AwsSecretManagerSecret> getSecrets() {
        return secrets;
    }

    /**
     * Sets {@link #getSecrets}.
     *
     * @param secrets the secrets
     */
    public void setSecrets(@Nullable List<AwsSecretManagerSecret> secrets) {
        this.secrets = secrets;
    }

    /** {@return the access keys, if no pod identity is used} */
    public @Nullable AwsSecretManagerCredentials getCredentials() {
        return credentials;
    }

    /**
     * Sets {@link #getCredentials}.
     *
     * @param credentials the new value, or null to leave it out
     */
    public void setCredentials(@Nullable AwsSecretManagerCredentials credentials) {
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

    /** {@return the region of the secrets; defaults to the operator's} */
    public @Nullable String getRegion() {
        return region;
    }

    /**
     * Sets {@link #getRegion}.
     *
     * @param region the new value, or null to leave it out
     */
    public void setRegion(@Nullable String region) {
        this.region = region;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("secrets", secrets);
        visitor.accept("credentials", credentials);
        visitor.accept("podIdentity", podIdentity);
        visitor.accept("region", region);
    }

    @Override
    public AwsSecretManagerBuilder edit() {
        return new AwsSecretManagerBuilder(this);
    }
}
