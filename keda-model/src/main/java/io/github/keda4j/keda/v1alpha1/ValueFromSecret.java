package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The location of a {@link SecretValue}. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class ValueFromSecret extends ResourcePart implements Editable<ValueFromSecretBuilder> {

    @Required
    private @Nullable SecretKeyRef secretKeyRef;

    /** Creates an object with nothing set. */
    public ValueFromSecret() {}

    /** {@return the key of a Secret; required} */
    public @Nullable SecretKeyRef getSecretKeyRef() {
        return secretKeyRef;
    }

    /**
     * Sets {@link #getSecretKeyRef}.
     *
     * @param secretKeyRef the key of a Secret
     */
    public void setSecretKeyRef(@Nullable SecretKeyRef secretKeyRef) {
        this.secretKeyRef = secretKeyRef;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("secretKeyRef", secretKeyRef);
    }

    @Override
    public ValueFromSecretBuilder edit() {
        return new ValueFromSecretBuilder(this);
    }
}
