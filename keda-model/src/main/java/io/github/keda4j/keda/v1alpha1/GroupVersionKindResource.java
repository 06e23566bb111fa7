package io.github.keda4j.keda.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A type of object as the cluster serves it. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class GroupVersionKindResource extends ResourcePart implements Editable<GroupVersionKindResourceBuilder> {

    @Required
    private @Nullable String group;

    @Required
    private @Nullable String version;

    @Required
    private @Nullable String kind;

    @Required
    private @Nullable String resource;

    /** Creates an object with nothing set. */
    public GroupVersionKindResource() {}

    /** {@return the API group, empty for the core group; required} */
    public @Nullable String getGroup() {
        return group;
    }

    /**
     * Sets {@link #getGroup}.
     *
     * @param group the API group
     */
    public void setGroup(@Nullable String group) {
        this.group = group;
    }

    /** {@return the API version in that group; required} */
    public @Nullable String getVersion() {
        return version;
    }

    /**
     * Sets {@link #getVersion}.
     *
     * @param version the API version
     */
    public void setVersion(@Nullable String version) {
        this.version = version;
    }

    /** {@return the kind, such as {@code Deployment}; required} */
    public @Nullable String getKind() {
        return kind;
    }

    /**
     * Sets {@link #getKind}.
     *
     * @param kind the kind
     */
    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    /** {@return the plural name in URLs, such as {@code deployments}; required} */
    public @Nullable String getResource() {
        return resource;
    }

    /**
     * Sets {@link #getResource}.
     *
     * @param resource the plural name
     */
    public void setResource(@Nullable String resource) {
        this.resource = resource;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("group", group);
        visitor.accept("version", version);
        visitor.accept("kind", kind);
        visitor.accept("resource", resource);
    }

    @Override
    public GroupVersionKindResourceBuilder edit() {
        return new GroupVersionKindResourceBuilder(this);
    }
}
