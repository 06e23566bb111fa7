package io.github.keda4j.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * An object of one of KEDA's kinds. {@link #getSpec()} and {@link #getStatus()} are null if they were not given; other
 * fields that this version does not know are kept.
 *
 * @param <S> the specification
 * @param <T> the status
 */
public abstract class KedaResource<S, T> extends CustomResource<S, T> {

    @JsonIgnore
    private @Nullable Map<String, @Nullable Object> additionalProperties;

    /** Creates a resource; for the classes of the model. */
    protected KedaResource() {}

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
     * @param value the field's value: a string, a number, a boolean, a list, a map or null
     */
    @JsonAnySetter
    public void setAdditionalProperty(String name, @Nullable Object value) {
        if (additionalProperties == null) {
            additionalProperties = new LinkedHashMap<>();
        }
        additionalProperties.put(name, value);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof KedaResource<?, ?> that
                        && getClass() == that.getClass()
                        && Objects.equals(getMetadata(), that.getMetadata())
                        && Objects.equals(getSpec(), that.getSpec())
                        && Objects.equals(getStatus(), that.getStatus())
                        && getAdditionalProperties().equals(that.getAdditionalProperties());
    }

    @Override
    public final int hashCode() {
        return Objects.hash(getClass(), getMetadata(), getSpec(), getStatus(), getAdditionalProperties());
    }

    /**
     * {@return the kind, the namespace, the name and the parts that are set, such as {@code ScaledObject
     * shop/orders{spec=...}}}
     */
    @Override
    public final String toString() {
        StringJoiner fields = new StringJoiner(", ", "{", "}");
        if (getSpec() != null) {
            fields.add("spec=" + getSpec());
        }
        if (getStatus() != null) {
            fields.add("status=" + getStatus());
        }
        getAdditionalProperties().forEach((name, value) -> fields.add(name + "=" + value));
        return getKind() + " " + nameInNamespace() + fields;
    }

    private String nameInNamespace() {
        ObjectMeta metadata = getMetadata();
        if (metadata == null || metadata.getName() == null) {
            return "without a name";
        }
        return metadata.getNamespace() == null
                ? metadata.getName()
                : metadata.getNamespace() + "/" + metadata.getName();
    }
}
