package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One secret of AWS Secrets Manager and the parameter it sets. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AwsSecretManagerSecret extends ResourcePart implements Editable<AwsSecretManagerSecretBuilder> {

    @Required
    private @Nullable String parameter;

    @Required
    private @Nullable String name;

    private @Nullable String versionId;
    private @Nullable String versionStage;
    private @Nullable String secretKey;

    /** Creates an object with nothing set. */
    public AwsSecretManagerSecret() {}

    /** {@return the parameter of the scaler to set; required} */
    public @Nullable String getParameter() {
        return parameter;
    }

    /**
     * Sets {@link #getParameter}.
     *
     * @param parameter the parameter
     */
    public void setParameter(@Nullable String parameter) {
        this.parameter = parameter;
    }

    /** {@return the name or ARN of the secret; required} */
    public @Nullable String getName() {
        return name;
    }

    /**
     * Sets {@link #getName}.
     *
     * @param name the name
     */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** {@return the id of the version; defaults to the version of {@code versionStage}} */
    public @Nullable String getVersionId() {
        return versionId;
    }

    /**
     * Sets {@link #getVersionId}.
     *
     * @param versionId the new value, or null to leave it out
     */
    public void setVersionId(@Nullable String versionId) {
        this.versionId = versionId;
    }

    /** {@return the staging label of the version; defaults to {@code AWSCURRENT}} */
    public @Nullable String getVersionStage() {
        return versionStage;
    }

    /**
     * Sets {@link #getVersionStage}.
     *
     * @param versionStage the new value, or null to leave it out
     */
    public void setVersionStage(@Nullable String versionStage) {
        this.versionStage = versionStage;
    }

    /** {@return for a secret that is a JSON object: the key to read; defaults to the whole text} */
    public @Nullable String getSecretKey() {
        return secretKey;
    }

    /**
     * Sets {@link #getSecretKey}.
     *
     * @param secretKey the new value, or null to leave it out
     */
    public void setSecretKey(@Nullable String secretKey) {
        this.secretKey = secretKey;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("parameter", parameter);
        visitor.accept("name", name);
        visitor.accept("versionId", versionId);
        visitor.accept("versionStage", versionStage);
        visitor.accept("secretKey", secretKey);
    }

    @Override
    public AwsSecretManagerSecretBuilder edit() {
        return new AwsSecretManagerSecretBuilder(this);
    }
}
