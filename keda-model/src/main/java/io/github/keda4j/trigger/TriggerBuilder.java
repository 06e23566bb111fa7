package io.github.keda4j.trigger;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.model.OpenEnum;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a trigger of one type. A parameter is set once: what is set later takes its place, wherever KEDA would look first.
 *
 * @param <T> the class of the trigger
 * @param <B> the class of the builder
 */
public abstract class TriggerBuilder<T extends Trigger, B extends TriggerBuilder<T, B>> {

    private final Definition definition;
    private final Map<String, String> metadata;
    private final Map<String, @Nullable Object> additionalProperties;
    /** By parameter: what a setter was given and cannot be written. */
    private @Nullable Map<String, Finding> unwritable;

    private @Nullable String name;
    private @Nullable MetricTargetType metricType;
    private @Nullable Boolean useCachedMetrics;
    private @Nullable AuthenticationRef authenticationRef;

    TriggerBuilder(Definition definition, TriggerData data) {
        this.definition = definition;
        this.metadata = new LinkedHashMap<>(data.metadata);
        this.additionalProperties = data.additionalProperties;
        this.name = data.name;
        this.metricType = data.metricType;
        this.useCachedMetrics = data.useCachedMetrics;
        this.authenticationRef = data.authenticationRef();
    }

    /**
     * The name that formulas refer to the trigger by, unique in its object.
     *
     * @param newName such as {@code orders}
     * @return this
     */
    public final B name(String newName) {
        name = requireNonNull(newName, "name");
        return self();
    }

    /**
     * A parameter by KEDA's name, for what this library does not know.
     *
     * @param key as in YAML
     * @param value as in YAML
     * @return this
     */
    public final B parameter(String key, String value) {
        metadata.put(requireNonNull(key, "key"), requireNonNull(value, key));
        return self();
    }

    /**
     * Builds the trigger.
     *
     * @return the trigger; the builder can be used on
     * @throws FindingsException if KEDA would refuse it, whatever surrounds it; it lists every problem
     */
    public final T build() {
        Trigger trigger = unchecked();
        List<Finding> findings = trigger.findings(TriggerContext.unknown());
        if (unwritable != null) {
            addRefused(findings, unwritable.values());
        }
        if (Trigger.hasErrors(findings)) {
            throw new FindingsException(Findings.of(findings).about("trigger " + definition.type));
        }
        @SuppressWarnings("unchecked") // each builder makes the triggers of its own class
        T typed = (T) trigger;
        return typed;
    }

    /** Whatever else was found of a refused parameter, such as that it is missing, follows from the refusal. */
    private static void addRefused(List<Finding> findings, Collection<Finding> refused) {
        for (Finding refusal : refused) {
            Iterator<Finding> others = findings.iterator();
            while (others.hasNext()) {
                if (others.next().pointer().equals(refusal.pointer())) {
                    others.remove();
                }
            }
        }
        findings.addAll(refused);
    }

    /** What {@link #build} builds, before it is checked. */
    final Trigger unchecked() {
        return view(new TriggerData(
                name,
                new LinkedHashMap<>(metadata),
                true,
                authenticationRef == null ? null : TriggerData.copy(authenticationRef),
                metricType,
                useCachedMetrics,
                additionalProperties));
    }

    /** An unchecked trigger of the builder's class. */
    abstract Trigger view(TriggerData data);

    final B setMetricType(MetricTargetType newMetricType) {
        metricType = requireNonNull(newMetricType, "metricType");
        return self();
    }

    final B setUseCachedMetrics(boolean newUseCachedMetrics) {
        useCachedMetrics = newUseCachedMetrics;
        return self();
    }

    final B setAuthenticationRef(String newName) {
        AuthenticationRef reference = new AuthenticationRef();
        reference.setName(requireNonNull(newName, "name"));
        authenticationRef = reference;
        return self();
    }

    final B setAuthenticationRef(AuthenticationRef reference) {
        authenticationRef = TriggerData.copy(reference);
        return self();
    }

    final B set(Parameter parameter, String value) {
        requireNonNull(value, parameter.name);
        clear(parameter);
        metadata.put(parameter.name, value);
        return self();
    }

    final B set(Parameter parameter, long value) {
        return set(parameter, Long.toString(value));
    }

    final B set(Parameter parameter, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return refuse(parameter, "is " + value + ", which is no number that KEDA takes");
        }
        return set(parameter, GoText.plain(value));
    }

    final B set(Parameter parameter, boolean value) {
        return set(parameter, value ? "true" : "false");
    }

    final B set(Parameter parameter, OpenEnum value) {
        return set(parameter, requireNonNull(value, parameter.name).value());
    }

    final B set(Parameter parameter, URI value) {
        return set(parameter, requireNonNull(value, parameter.name).toString());
    }

    final B set(Parameter parameter, Duration value) {
        if (requireNonNull(value, parameter.name).isNegative()) {
            return refuse(parameter, "is " + value + ", which is negative");
        }
        if (value.compareTo(GoDuration.LONGEST) > 0) {
            return refuse(parameter, "is " + value + ", which is longer than the 292 years that Go can count");
        }
        return set(parameter, GoDuration.format(value));
    }

    final B set(Parameter parameter, List<?> values) {
        StringBuilder text = new StringBuilder();
        for (Object value : requireNonNull(values, parameter.name)) {
            String element = requireNonNull(value, parameter.name).toString();
            if (!GoLists.isWritable(element, parameter)) {
                return refuse(
                        parameter,
                        parameter.ranges
                                ? "has element " + element + ", whose sign KEDA takes for that of a range"
                                : "has the element \"" + element
                                        + "\"; an element must not be empty, have space around it or contain the separator \""
                                        + parameter.separator + "\"");
            }
            text.append(text.isEmpty() ? "" : parameter.separator).append(element);
        }
        return values.isEmpty() ? remove(parameter) : set(parameter, text.toString());
    }

    final B set(Parameter parameter, Map<String, ?> values) {
        if (requireNonNull(values, parameter.name).isEmpty()) {
            return remove(parameter);
        }
        if (parameter.isFamily()) {
            clearFamily(parameter);
            for (Map.Entry<String, ?> entry : values.entrySet()) {
                metadata.put(
                        parameter.familyPrefix() + entry.getKey(),
                        entry.getValue().toString());
            }
            return self();
        }
        if (parameter.type == ParameterType.QUERY) {
            return set(parameter, GoMaps.formatQuery(values));
        }
        String text = GoMaps.formatMap(values);
        return text == null
                ? refuse(
                        parameter,
                        "has a key or a value with space around it or with \",\" or \"=\" in it, which cannot be written")
                : set(parameter, text);
    }

    final B setVariable(Parameter parameter, String variable) {
        requireNonNull(variable, parameter.name);
        clear(parameter);
        metadata.remove(parameter.name);
        metadata.put(parameter.name.concat(Trigger.FROM_ENV), variable);
        return self();
    }

    private B remove(Parameter parameter) {
        clear(parameter);
        metadata.remove(parameter.name);
        if (parameter.isFamily()) {
            clearFamily(parameter);
        }
        return self();
    }

    private B refuse(Parameter parameter, String message) {
        if (unwritable == null) {
            unwritable = new LinkedHashMap<>();
        }
        unwritable.put(
                parameter.name,
                Finding.error("trigger-parameter-value", Pointers.metadata(parameter.name), parameter + " " + message));
        return self();
    }

    /** Removes whatever gives the parameter but its own name, which so keeps its place. */
    private void clear(Parameter parameter) {
        if (unwritable != null) {
            unwritable.remove(parameter.name);
        }
        for (String own : parameter.names) {
            if (!own.equals(parameter.name)) {
                metadata.remove(own);
            }
            metadata.remove(own.concat(Trigger.FROM_ENV));
        }
    }

    private void clearFamily(Parameter parameter) {
        List<String> keys = new ArrayList<>(metadata.keySet());
        for (String key : keys) {
            if (key.startsWith(parameter.familyPrefix())) {
                metadata.remove(key);
            }
        }
    }

    @SuppressWarnings("unchecked") // B is the builder's own class
    private B self() {
        return (B) this;
    }
}
