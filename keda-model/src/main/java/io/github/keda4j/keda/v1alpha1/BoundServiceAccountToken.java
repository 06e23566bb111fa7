package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A parameter that is a token of a service account, which KEDA requests and renews. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class BoundServiceAccountToken extends ResourcePart implements Editable<BoundServiceAccountTokenBuilder> {

    @Required
    private @Nullable String parameter;

    @Required
    private @Nullable String serviceAccountName;

    /** Creates an object with nothing set. */
    public BoundServiceAccountToken() {}

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

    /** {@return the name of the service account; required} */
    public @Nullable String getServiceAccountName() {
        return serviceAccountName;
    }

    /**
     * Sets {@link #getServiceAccountName}.
     *
     * @param serviceAccountName the name
     */
    public void setServiceAccountName(@Nullable String serviceAccountName) {
        this.serviceAccountName = serviceAccountName;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("parameter", parameter);
        visitor.accept("serviceAccountName", serviceAccountName);
    }

    @Override
    public BoundServiceAccountTokenBuilder edit() {
        return new BoundServiceAccountTokenBuilder(this);
    }
}
