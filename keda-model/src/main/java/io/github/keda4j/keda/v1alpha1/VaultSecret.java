package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One value in Vault and the parameter it sets. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class VaultSecret extends ResourcePart implements Editable<VaultSecretBuilder> {

    @Required
    private @Nullable String parameter;

    @Required
    private @Nullable String path;

    @Required
    private @Nullable String key;

    @SchemaFrom(type = String.class)
    private @Nullable VaultSecretType type;

    private @Nullable VaultPkiData pkiData;

    /** Creates an object with nothing set. */
    public VaultSecret() {}

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

    /** {@return the path of the secret, including its mount; required} */
    public @Nullable String getPath() {
        return path;
    }

    /**
     * Sets {@link #getPath}.
     *
     * @param path the path
     */
    public void setPath(@Nullable String path) {
        this.path = path;
    }

    /** {@return the key in the secret; required} */
    public @Nullable String getKey() {
        return key;
    }

    /**
     * Sets {@link #getKey}.
     *
     * @param key the key
     */
    public void setKey(@Nullable String key) {
        this.key = key;
    }

    /** {@return the engine that stores the secret; if it is absent or empty, KEDA detects the engine} */
    public @Nullable VaultSecretType getType() {
        return type;
    }

    /**
     * Sets {@link #getType}.
     *
     * @param type the new value, or null to leave it out
     */
    public void setType(@Nullable VaultSecretType type) {
        this.type = type;
    }

    /** {@return for {@link VaultSecretType#PKI}: the certificate to request} */
    public @Nullable VaultPkiData getPkiData() {
        return pkiData;
    }

    /**
     * Sets {@link #getPkiData}.
     *
     * @param pkiData the new value, or null to leave it out
     */
    public void setPkiData(@Nullable VaultPkiData pkiData) {
        this.pkiData = pkiData;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("parameter", parameter);
        visitor.accept("path", path);
        visitor.accept("key", key);
        visitor.accept("type", type);
        visitor.accept("pkiData", pkiData);
    }

    @Override
    public VaultSecretBuilder edit() {
        return new VaultSecretBuilder(this);
    }
}
