package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One secret of Google Secret Manager and the parameter it sets. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class GcpSecretManagerSecret extends ResourcePart implements Editable<GcpSecretManagerSecretBuilder> {

    @Required
    private @Nullable String parameter;

    @Required
    private @Nullable String id;

    private @Nullable String version;

    /** Creates an object with nothing set. */
    public GcpSecretManagerSecret() {}

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

    /** {@return the id of the secret; required} */
    public @Nullable String getId() {
        return id;
    }

    /**
     * Sets {@link #getId}.
     *
     * @param id the id
     */
    public void setId(@Nullable String id) {
        this.id = id;
    }

    /** {@return the version of the secret; defaults to {@code latest}} */
    public @Nullable String getVersion() {
        return version;
    }

    /**
     * Sets {@link #getVersion}.
     *
     * @param version the new value, or null to leave it out
     */
    public void setVersion(@Nullable String version) {
        this.version = version;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("parameter", parameter);
        visitor.accept("id", id);
        visitor.accept("version", version);
    }

    @Override
    public GcpSecretManagerSecretBuilder edit() {
        return new GcpSecretManagerSecretBuilder(this);
    }
}
