package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A value that is read from a Secret; all credentials have this form in {@link TriggerAuthenticationSpec}. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class SecretValue extends ResourcePart implements Editable<SecretValueBuilder> {

    @Required
    private @Nullable ValueFromSecret valueFrom;

    /** Creates an object with nothing set. */
    public SecretValue() {}

    /** {@return the location of the value; required} */
    public @Nullable ValueFromSecret getValueFrom() {
        return valueFrom;
    }

    /**
     * Sets {@link #getValueFrom}.
     *
     * @param valueFrom the location of the value
     */
    public void setValueFrom(@Nullable ValueFromSecret valueFrom) {
        this.valueFrom = valueFrom;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("valueFrom", valueFrom);
    }

    @Override
    public SecretValueBuilder edit() {
        return new SecretValueBuilder(this);
    }
}
