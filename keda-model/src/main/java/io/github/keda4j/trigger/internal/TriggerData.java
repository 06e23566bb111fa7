package io.github.keda4j.trigger.internal;

import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contents of an entry of {@code triggers} other than its type. Immutable, and never shared with fabric8's mutable
 * model.
 */
public final class TriggerData {

    private final @Nullable String name;
    private final @Nullable MetricTargetType metricType;
    private final @Nullable Boolean useCachedMetrics;
    private final Map<String, String> metadata;
    private final boolean hasMetadata;
    private final boolean hasVariables;
    private final Map<String, @Nullable Object> additionalProperties;
    private final @Nullable AuthenticationRef authenticationRef;

    public TriggerData() {
        this(null, Collections.emptyMap(), true, null, null, null, Map.of());
    }

    /** Keeps the metadata and the reference without copying them; they must not be shared. */
    public TriggerData(
            @Nullable String name,
            Map<String, String> metadata,
            boolean hasMetadata,
            @Nullable AuthenticationRef authenticationRef,
            @Nullable MetricTargetType metricType,
            @Nullable Boolean useCachedMetrics,
            Map<String, @Nullable Object> additionalProperties) {
        this.name = name;
        this.metadata = Collections.unmodifiableMap(metadata);
        this.hasMetadata = hasMetadata;
        this.hasVariables = hasVariables(metadata);
        this.authenticationRef = authenticationRef;
        this.metricType = metricType;
        this.useCachedMetrics = useCachedMetrics;
        this.additionalProperties = additionalProperties;
    }

    public static TriggerData of(ScaleTriggers entry) {
        Map<String, String> metadata = entry.getMetadata();
        return new TriggerData(
                entry.getName(),
                metadata == null ? Collections.emptyMap() : new LinkedHashMap<>(metadata),
                metadata != null,
                entry.getAuthenticationRef() == null ? null : copy(entry.getAuthenticationRef()),
                entry.getMetricType(),
                entry.getUseCachedMetrics(),
                copy(entry.getAdditionalProperties()));
    }

    public ScaleTriggers toEntry(String type) {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type);
        entry.setName(name);
        entry.setMetadata(hasMetadata ? new LinkedHashMap<>(metadata) : null);
        entry.setAuthenticationRef(authenticationRef());
        entry.setMetricType(metricType);
        entry.setUseCachedMetrics(useCachedMetrics);
        if (!additionalProperties.isEmpty()) {
            entry.setAdditionalProperties(copy(additionalProperties));
        }
        return entry;
    }

    public @Nullable String name() {
        return name;
    }

    public @Nullable MetricTargetType metricType() {
        return metricType;
    }

    public @Nullable Boolean useCachedMetrics() {
        return useCachedMetrics;
    }

    /** The metadata in order; a key or a value is null if it is empty in YAML. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Whether there is a metadata map at all. */
    boolean hasMetadata() {
        return hasMetadata;
    }

    /**
     * Whether any key may name a variable. Few triggers have one; for the others, no lookup is needed.
     */
    static boolean hasVariables(Map<String, String> metadata) {
        for (String key : metadata.keySet()) {
            if (key != null && key.endsWith(Parameter.FROM_ENV)) {
                return true;
            }
        }
        return false;
    }

    /** The fields that KEDA does not know. */
    public Map<String, @Nullable Object> additionalProperties() {
        return additionalProperties;
    }

    boolean hasAuthenticationRef() {
        return authenticationRef != null;
    }

    /** A copy, since fabric8's model is mutable. */
    public @Nullable AuthenticationRef authenticationRef() {
        return authenticationRef == null ? null : copy(authenticationRef);
    }

    /** A parameter as KEDA reads it from the metadata, or the default; empty if there is neither. */
    public String text(Parameter parameter) {
        for (String key : parameter.names) {
            String text = parameter.read(metadata.get(key));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return parameter.textByDefault();
    }

    /** The environment variable that a parameter is read from. */
    public @Nullable String variable(Parameter parameter) {
        if (!hasVariables) {
            return null;
        }
        for (String key : parameter.names) {
            String variable = metadata.get(Parameter.variableKey(key));
            if (variable != null && !variable.isEmpty()) {
                return variable;
            }
        }
        return null;
    }

    /** Whether the metadata contains a parameter or names a variable with its value. */
    boolean gives(Parameter parameter) {
        for (String key : parameter.names) {
            if (metadata.containsKey(key) || metadata.containsKey(Parameter.variableKey(key))) {
                return true;
            }
        }
        return false;
    }

    /** The same data with another text for one of the keys. */
    TriggerData withText(String key, String text) {
        Map<String, String> changed = new LinkedHashMap<>(metadata);
        changed.put(key, text);
        return withMetadata(changed);
    }

    /** The same data with another name for one of the keys, or without the key if the name is null. */
    TriggerData withKey(String key, @Nullable String newKey) {
        Map<String, String> renamed = new LinkedHashMap<>(metadata);
        String text = renamed.remove(key);
        if (newKey != null && text != null) {
            renamed.put(newKey, text);
        }
        return withMetadata(renamed);
    }

    private TriggerData withMetadata(Map<String, String> changed) {
        return new TriggerData(
                name, changed, hasMetadata, authenticationRef, metricType, useCachedMetrics, additionalProperties);
    }

    /** The members of a family that have a value, by the part of the key after the common prefix. */
    public Map<String, String> family(Parameter parameter) {
        String prefix = parameter.familyPrefix();
        Map<String, String> members = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            String key = entry.getKey();
            String text = entry.getValue();
            // Like KEDA, keeps a member whose value is only white space.
            if (key != null && key.startsWith(prefix) && text != null && !text.isEmpty()) {
                members.put(key.substring(prefix.length()), parameter.read(text));
            }
        }
        return members;
    }

    public static AuthenticationRef copy(AuthenticationRef reference) {
        AuthenticationRef copy = new AuthenticationRef();
        copy.setName(reference.getName());
        copy.setKind(reference.getKind());
        if (!reference.getAdditionalProperties().isEmpty()) {
            copy.setAdditionalProperties(copy(reference.getAdditionalProperties()));
        }
        return copy;
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> properties) {
        if (properties.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> property : properties.entrySet()) {
            copy.put(property.getKey(), copyOf(property.getValue()));
        }
        return copy;
    }

    private static @Nullable Object copyOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put(entry.getKey(), copyOf(entry.getValue()));
            }
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            for (Object element : list) {
                copy.add(copyOf(element));
            }
            return copy;
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TriggerData that
                && metadata.equals(that.metadata)
                && hasMetadata == that.hasMetadata
                && Objects.equals(name, that.name)
                && Objects.equals(metricType, that.metricType)
                && Objects.equals(useCachedMetrics, that.useCachedMetrics)
                && Objects.equals(authenticationRef, that.authenticationRef)
                && additionalProperties.equals(that.additionalProperties);
    }

    @Override
    public int hashCode() {
        return metadata.hashCode() * 31 + Objects.hashCode(name);
    }
}
