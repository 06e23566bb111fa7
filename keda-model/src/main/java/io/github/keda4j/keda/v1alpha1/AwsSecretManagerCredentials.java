package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Access keys of AWS that may read the secrets. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AwsSecretManagerCredentials extends ResourcePart implements Editable<AwsSecretManagerCredentialsBuilder> {

    @Required
    private @Nullable SecretValue accessKey;

    @Required
    private @Nullable SecretValue accessSecretKey;

    private @Nullable SecretValue accessToken;

    /** Creates an object with nothing set. */
    public AwsSecretManagerCredentials() {}

    /** {@return the access key id; required} */
    public @Nullable SecretValue getAccessKey() {
        return accessKey;
    }

    /**
     * Sets {@link #getAccessKey}.
     *
     * @param accessKey the access key id
     */
    public void setAccessKey(@Nullable SecretValue accessKey) {
        this.accessKey = accessKey;
    }

    /** {@return the secret access key; required} */
    public @Nullable SecretValue getAccessSecretKey() {
        return accessSecretKey;
    }

    /**
     * Sets {@link #getAccessSecretKey}.
     *
     * @param accessSecretKey the secret access key
     */
    public void setAccessSecretKey(@Nullable SecretValue accessSecretKey) {
        this.accessSecretKey = accessSecretKey;
    }

    /** {@return the session token of temporary keys} */
    public @Nullable SecretValue getAccessToken() {
        return accessToken;
    }

    /**
     * Sets {@link #getAccessToken}.
     *
     * @param accessToken the new value, or null to leave it out
     */
    public void setAccessToken(@Nullable SecretValue accessToken) {
        this.accessToken = accessToken;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("accessKey", accessKey);
        visitor.accept("accessSecretKey", accessSecretKey);
        visitor.accept("accessToken", accessToken);
    }

    @Override
    public AwsSecretManagerCredentialsBuilder edit() {
        return new AwsSecretManagerCredentialsBuilder(this);
    }
}
