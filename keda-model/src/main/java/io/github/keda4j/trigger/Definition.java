package io.github.keda4j.trigger;

import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What KEDA knows of one type of triggers. Described in the static initialiser of the trigger's class, and only read from
 * then on.
 */
final class Definition {

    private static final String[] ANY = {};

    final String type;
    final Parameter[] parameters;

    boolean metricTypeAllowed = true;
    boolean useCachedMetricsAllowed = true;
    boolean authenticationRefAllowed = true;
    boolean metricTypeRequired;
    String[] metricTypes = {"AverageValue", "Value"};
    boolean additionalParameters;
    String[] podIdentities = ANY;
    boolean rejectsOtherPodIdentity;

    @Nullable
    KedaVersion since;

    @Nullable
    String deprecated;

    @Nullable
    Parameter target;

    @Nullable
    Parameter activation;

    Definition(String type, Parameter... parameters) {
        this.type = type;
        this.parameters = parameters;
    }

    Definition withoutMetricType() {
        metricTypeAllowed = false;
        return this;
    }

    Definition withoutUseCachedMetrics() {
        useCachedMetricsAllowed = false;
        return this;
    }

    Definition withoutAuthenticationRef() {
        authenticationRefAllowed = false;
        return this;
    }

    Definition metricTypes(String... allowed) {
        metricTypes = allowed;
        return this;
    }

    Definition requiresMetricType() {
        metricTypeRequired = true;
        return this;
    }

    Definition additionalParameters() {
        additionalParameters = true;
        return this;
    }

    Definition podIdentity(String... providers) {
        podIdentities = providers;
        return this;
    }

    Definition rejectsOtherPodIdentity() {
        rejectsOtherPodIdentity = true;
        return this;
    }

    Definition since(KedaVersion version) {
        since = version;
        return this;
    }

    Definition deprecated(String instead) {
        deprecated = instead;
        return this;
    }

    Definition target(Parameter parameter) {
        target = parameter;
        return this;
    }

    Definition activation(Parameter parameter) {
        activation = parameter;
        return this;
    }

    boolean allows(MetricTargetType metricType) {
        return List.of(metricTypes).contains(metricType.value());
    }

    /** The parameter with that name or alias. */
    @Nullable
    Parameter parameter(String name) {
        for (Parameter parameter : parameters) {
            for (String own : parameter.names) {
                if (own.equals(name)) {
                    return parameter;
                }
            }
        }
        return null;
    }
}
