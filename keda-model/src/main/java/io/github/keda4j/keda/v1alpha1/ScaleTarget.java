package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScaledObject} scales: a Deployment, a StatefulSet, or any custom resource with a {@code /scale}
 * subresource, in the namespace of the ScaledObject.
 */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class ScaleTarget extends ResourcePart implements Editable<ScaleTargetBuilder> {

    private @Nullable String apiVersion;
    private @Nullable String kind;

    @Required
    @Size(min = 1)
    private @Nullable String name;

    private @Nullable String envSourceContainerName;

    /** Creates an object with nothing set. */
    public ScaleTarget() {}

    /**
     * {@return the API version of the target, such as {@code argoproj.io/v1alpha1}; KEDA defaults to {@code apps/v1}}
     */
    public @Nullable String getApiVersion() {
        return apiVersion;
    }

    /**
     * Sets {@link #getApiVersion}.
     *
     * @param apiVersion the new value, or null to leave it out
     */
    public void setApiVersion(@Nullable String apiVersion) {
        this.apiVersion = apiVersion;
    }

    /** {@return the kind of the target; KEDA defaults to {@code Deployment}} */
    public @Nullable String getKind() {
        return kind;
    }

    /**
     * Sets {@link #getKind}.
     *
     * @param kind the new value, or null to leave it out
     */
    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    /** {@return the name of the target, at least one character; required} */
    public @Nullable String getName() {
        return name;
    }

    /**
     * Sets {@link #getName}.
     *
     * @param name the name of the target
     */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /**
     * {@return the container of the target whose environment variables triggers and {@code
     * TriggerAuthentication.spec.env} read; defaults to the first container}
     */
    public @Nullable String getEnvSourceContainerName() {
        return envSourceContainerName;
    }

    /**
     * Sets {@link #getEnvSourceContainerName}.
     *
     * @param envSourceContainerName the new value, or null to leave it out
     */
    public void setEnvSourceContainerName(@Nullable String envSourceContainerName) {
        this.envSourceContainerName = envSourceContainerName;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("apiVersion", apiVersion);
        visitor.accept("kind", kind);
        visitor.accept("name", name);
        visitor.accept("envSourceContainerName", envSourceContainerName);
    }

    @Override
    public ScaleTargetBuilder edit() {
        return new ScaleTargetBuilder(this);
    }
}
