package io.github.keda4j.trigger.internal;

import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.ParameterInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The description of one type of trigger. The static initializer of the trigger's class fills it in; after that, it is
 * only read.
 */
public final class TriggerDefinition {

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

    /** The release that announced the removal of the type; null if that is older than any known release. */
    @Nullable
    KedaVersion deprecatedSince;

    @Nullable
    Parameter target;

    @Nullable
    MetricTargetType targetType;

    @Nullable
    Parameter activation;

    public TriggerDefinition(String type, Parameter... parameters) {
        this.type = type;
        this.parameters = parameters;
        for (int index = 0; index < parameters.length; index++) {
            parameters[index].index = index;
        }
    }

    public TriggerDefinition withoutMetricType() {
        metricTypeAllowed = false;
        return this;
    }

    public TriggerDefinition withoutUseCachedMetrics() {
        useCachedMetricsAllowed = false;
        return this;
    }

    public TriggerDefinition withoutAuthenticationRef() {
        authenticationRefAllowed = false;
        return this;
    }

    public TriggerDefinition metricTypes(String... allowed) {
        metricTypes = allowed;
        return this;
    }

    public TriggerDefinition requiresMetricType() {
        metricTypeRequired = true;
        return this;
    }

    public TriggerDefinition additionalParameters() {
        additionalParameters = true;
        return this;
    }

    public TriggerDefinition podIdentity(String... providers) {
        podIdentities = providers;
        return this;
    }

    public TriggerDefinition rejectsOtherPodIdentity() {
        rejectsOtherPodIdentity = true;
        return this;
    }

    public TriggerDefinition since(KedaVersion version) {
        since = version;
        return this;
    }

    public TriggerDefinition deprecated(String instead) {
        deprecated = instead;
        return this;
    }

    public TriggerDefinition deprecatedSince(KedaVersion version) {
        deprecatedSince = version;
        return this;
    }

    public TriggerDefinition target(Parameter parameter) {
        target = parameter;
        return this;
    }

    public TriggerDefinition targetType(String fixed) {
        targetType = MetricTargetType.of(fixed);
        return this;
    }

    public TriggerDefinition activation(Parameter parameter) {
        activation = parameter;
        return this;
    }

    public String type() {
        return type;
    }

    /** The parameter that the autoscaler compares the metric with. */
    public @Nullable Parameter target() {
        return target;
    }

    /**
     * How the autoscaler compares the metric with the target, regardless of the trigger; null if the trigger's own
     * setting applies.
     */
    public @Nullable MetricTargetType targetType() {
        return targetType;
    }

    /** The parameter with the value above which the workload scales up from zero replicas. */
    public @Nullable Parameter activation() {
        return activation;
    }

    /** The descriptions of the type's parameters for tools. */
    public List<ParameterInfo> parameterInfos() {
        List<ParameterInfo> infos = new ArrayList<>(parameters.length);
        for (Parameter parameter : parameters) {
            infos.add(parameter.info());
        }
        return List.copyOf(infos);
    }

    /** The parameters in the form that a release reads; null if the release does not know the type. */
    public @Nullable List<ParameterInfo> parameterInfos(KedaVersion version) {
        if (since != null && version.compareTo(since) < 0) {
            return null;
        }
        List<ParameterInfo> infos = new ArrayList<>(parameters.length);
        for (Parameter parameter : parameters) {
            ParameterInfo info = parameter.info(version);
            if (info != null) {
                infos.add(info);
            }
        }
        return List.copyOf(infos);
    }

    /** The parameter that people probably mean if they write a name that KEDA does not read. */
    @Nullable
    Parameter formerly(String name) {
        for (Parameter parameter : parameters) {
            for (String other : parameter.formerly) {
                if (other.equals(name)) {
                    return parameter;
                }
            }
        }
        return null;
    }

    boolean allows(MetricTargetType metricType) {
        return List.of(metricTypes).contains(metricType.value());
    }

    /** The parameter with the given name or alias. */
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
