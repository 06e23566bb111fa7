package io.github.keda4j.trigger;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.model.OpenEnum;
import io.github.keda4j.trigger.internal.MetadataDraft;
import io.github.keda4j.trigger.internal.Parameter;
import io.github.keda4j.trigger.internal.TriggerData;
import io.github.keda4j.trigger.internal.TriggerDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a trigger of one type. Setting a parameter again replaces the earlier setting, regardless of which source KEDA
 * would read first.
 *
 * @param <T> the class of the trigger
 * @param <B> the class of the builder
 */
public abstract class TriggerBuilder<T extends Trigger, B extends TriggerBuilder<T, B>> {

    private final TriggerDefinition definition;
    private final MetadataDraft metadata;
    private final Map<String, @Nullable Object> additionalProperties;
    private @Nullable String name;
    private @Nullable MetricTargetType metricType;
    private @Nullable Boolean useCachedMetrics;
    private @Nullable AuthenticationRef authenticationRef;

    TriggerBuilder(TriggerDefinition definition, TriggerData data) {
        this.definition = definition;
        this.metadata = new MetadataDraft(data.metadata());
        this.additionalProperties = data.additionalProperties();
        this.name = data.name();
        this.metricType = data.metricType();
        this.useCachedMetrics = data.useCachedMetrics();
        this.authenticationRef = data.authenticationRef();
    }

    /**
     * Sets the name by which formulas refer to the trigger; it must be unique in its object.
     *
     * @param newName the name, such as {@code orders}
     * @return this
     */
    public final B name(String newName) {
        name = requireNonNull(newName, "name");
        return self();
    }

    /**
     * Sets a parameter by its name in KEDA, for parameters that this library does not know.
     *
     * @param key the key, as in YAML
     * @param value the text, as in YAML
     * @return this
     */
    public final B parameter(String key, String value) {
        metadata.put(key, value);
        return self();
    }

    /**
     * Builds the trigger.
     *
     * @return the trigger; the builder can be used again
     * @throws FindingsException if KEDA would refuse it in every context; lists every problem
     */
    public final T build() {
        Trigger trigger = unchecked();
        List<Finding> findings = trigger.findings(TriggerContext.unknown());
        metadata.addUnwritable(findings);
        if (Trigger.hasErrors(findings)) {
            throw new FindingsException(Findings.of(findings).about("trigger " + definition.type()));
        }
        @SuppressWarnings("unchecked") // each builder makes the triggers of its own class
        T typed = (T) trigger;
        return typed;
    }

    /** Returns what {@link #build} builds, before it is checked. */
    final Trigger unchecked() {
        return view(new TriggerData(
                name,
                metadata.copy(),
                true,
                authenticationRef == null ? null : TriggerData.copy(authenticationRef),
                metricType,
                useCachedMetrics,
                additionalProperties));
    }

    /** Creates an unchecked trigger of the builder's class. */
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
        metadata.set(parameter, value);
        return self();
    }

    final B set(Parameter parameter, long value) {
        return set(parameter, Long.toString(value));
    }

    final B set(Parameter parameter, double value) {
        metadata.set(parameter, value);
        return self();
    }

    final B set(Parameter parameter, boolean value) {
        return set(parameter, value ? "true" : "false");
    }

    final B set(Parameter parameter, OpenEnum value) {
        metadata.set(parameter, value);
        return self();
    }

    final B set(Parameter parameter, URI value) {
        metadata.set(parameter, value);
        return self();
    }

    final B set(Parameter parameter, Duration value) {
        metadata.set(parameter, value);
        return self();
    }

    final B set(Parameter parameter, List<?> values) {
        metadata.set(parameter, values);
        return self();
    }

    final B set(Parameter parameter, Map<String, ?> values) {
        metadata.set(parameter, values);
        return self();
    }

    final B setVariable(Parameter parameter, String variable) {
        metadata.setVariable(parameter, variable);
        return self();
    }

    @SuppressWarnings("unchecked") // B is the builder's own class
    private B self() {
        return (B) this;
    }
}
