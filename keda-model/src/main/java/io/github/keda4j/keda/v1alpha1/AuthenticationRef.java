package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Names the {@link TriggerAuthentication} or {@link ClusterTriggerAuthentication} whose parameters a trigger or an
 * event source uses.
 */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AuthenticationRef extends ResourcePart implements Editable<AuthenticationRefBuilder> {

    @Required
    private @Nullable String name;

    @SchemaFrom(type = String.class)
    private @Nullable AuthenticationRefKind kind;

    /** Creates an object with nothing set. */
    public AuthenticationRef() {}

    /** {@return the name of the object referred to; required} */
    public @Nullable String getName() {
        return name;
    }

    /**
     * Sets {@link #getName}.
     *
     * @param name the name of the object
     */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /**
     * {@return the kind of the object referred to; defaults to {@link AuthenticationRefKind#TRIGGER_AUTHENTICATION}}
     */
    public @Nullable AuthenticationRefKind getKind() {
        return kind;
    }

    /**
     * Sets {@link #getKind}.
     *
     * @param kind the new value, or null to leave it out
     */
    public void setKind(@Nullable AuthenticationRefKind kind) {
        this.kind = kind;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("name", name);
        visitor.accept("kind", kind);
    }

    @Override
    public AuthenticationRefBuilder edit() {
        return new AuthenticationRefBuilder(this);
    }
}
