package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A parameter that is read from one key of a Secret or a ConfigMap. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AuthTargetRef extends ResourcePart implements Editable<AuthTargetRefBuilder> {

    @Required
    private @Nullable String parameter;

    @Required
    private @Nullable String name;

    @Required
    private @Nullable String key;

    /** Creates an object with nothing set. */
    public AuthTargetRef() {}

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

    /**
     * {@return the name of the Secret or ConfigMap, in the namespace of the scaled workload, or in KEDA's for a
     * cluster-wide authentication; required}
     */
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

    /** {@return the key in that object; required} */
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

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("parameter", parameter);
        visitor.accept("name", name);
        visitor.accept("key", key);
    }

    @Override
    public AuthTargetRefBuilder edit() {
        return new AuthTargetRefBuilder(this);
    }
}
