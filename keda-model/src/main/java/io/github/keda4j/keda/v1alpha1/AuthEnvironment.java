package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A parameter that is read from an environment variable of the scaled workload. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AuthEnvironment extends ResourcePart implements Editable<AuthEnvironmentBuilder> {

    @Required
    private @Nullable String parameter;

    @Required
    private @Nullable String name;

    private @Nullable String containerName;

    /** Creates an object with nothing set. */
    public AuthEnvironment() {}

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

    /** {@return the name of the environment variable; required} */
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

    /**
     * {@return the container that defines it; defaults to the one that {@code envSourceContainerName} names, or else
     * the first}
     */
    public @Nullable String getContainerName() {
        return containerName;
    }

    /**
     * Sets {@link #getContainerName}.
     *
     * @param containerName the new value, or null to leave it out
     */
    public void setContainerName(@Nullable String containerName) {
        this.containerName = containerName;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("parameter", parameter);
        visitor.accept("name", name);
        visitor.accept("containerName", containerName);
    }

    @Override
    public AuthEnvironmentBuilder edit() {
        return new AuthEnvironmentBuilder(this);
    }
}
