package io.github.keda4j.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A part of a KEDA object: a specification, a status, or a part of either.
 *
 * <p>A field that is not set is null; it is not written and has no default. Fields that this version does not know are
 * kept as they were read. Two parts are equal if they have the same class and all their fields are equal. Like
 * everything in fabric8's model, parts are mutable and not safe for use by several threads at once.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public abstract class ResourcePart {

    @JsonIgnore
    private @Nullable Map<String, @Nullable Object> additionalProperties;

    /** Creates a part; for the classes of the model. */
    protected ResourcePart() {}

    /** {@return the fields that this version does not know, as they were read; empty if there are none} */
    @JsonAnyGetter
    @JsonIgnore // otherwise, the CRD generator would treat it as a property
    public Map<String, @Nullable Object> getAdditionalProperties() {
        return additionalProperties == null ? Map.of() : additionalProperties;
    }

    /**
     * Sets {@link #getAdditionalProperties}.
     *
     * @param additionalProperties the fields to keep in addition to the known ones, or null for none
     */
    public void setAdditionalProperties(@Nullable Map<String, @Nullable Object> additionalProperties) {
        this.additionalProperties = additionalProperties;
    }

    /**
     * Keeps a field that this version does not know.
     *
     * @param name the field's name in YAML
     * @param value its value: a string, a number, a boolean, a list, a map or null
     */
    @JsonAnySetter
    public void setAdditionalProperty(String name, @Nullable Object value) {
        if (additionalProperties == null) {
            additionalProperties = new LinkedHashMap<>();
        }
        additionalProperties.put(name, value);
    }

    /**
     * Passes every field that is set to a visitor, with its name in YAML: first the known fields in the order of KEDA's
     * documentation, then the others.
     *
     * @param visitor called once per field
     */
    public final void forEachField(BiConsumer<String, Object> visitor) {
        BiConsumer<String, @Nullable Object> ifSet = new IfSet(visitor);
        visitFields(ifSet);
        if (additionalProperties != null) {
            additionalProperties.forEach(ifSet);
        }
    }

    /** This is a class, not a lambda: the first lambda of a process costs more than writing a manifest. */
    private record IfSet(BiConsumer<String, Object> visitor) implements BiConsumer<String, @Nullable Object> {
        @Override
        public void accept(String name, @Nullable Object value) {
            if (value != null) {
                visitor.accept(name, value);
            }
        }
    }

    /**
     * Passes every known field to a visitor, whether or not it is set.
     *
     * @param visitor called once per field, in the order of KEDA's documentation
     */
    protected abstract void visitFields(BiConsumer<String, @Nullable Object> visitor);

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof ResourcePart that
                        && getClass() == that.getClass()
                        && fields().equals(that.fields());
    }

    @Override
    public final int hashCode() {
        return fields().hashCode();
    }

    /** {@return the class and the fields that are set, such as {@code ScaleTarget{name=q-read}}} */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + fields();
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        forEachField(fields::put);
        return fields;
    }
}
