package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A key of a Secret in the namespace in which KEDA looks for it. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class SecretKeyRef extends ResourcePart implements Editable<SecretKeyRefBuilder> {

    @Required
    private @Nullable String name;

    @Required
    private @Nullable String key;

    /** Creates an object with nothing set. */
    public SecretKeyRef() {}

    /** {@return the name of the Secret; required} */
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

    /** {@return the key in the Secret; required} */
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
        visitor.accept("name", name);
        visitor.accept("key", key);
    }

    @Override
    public SecretKeyRefBuilder edit() {
        return new SecretKeyRefBuilder(this);
    }
}
