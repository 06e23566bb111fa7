package io.github.keda4j.trigger;

import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.trigger.internal.TriggerData;
import io.github.keda4j.trigger.internal.TriggerDefinition;

/**
 * Builds a trigger of a type that allows every field of an entry of {@code triggers}: all types except cpu, memory,
 * cron, and others that need no external source.
 *
 * @param <T> the class of the trigger
 * @param <B> the class of the builder
 */
public abstract class ScalerBuilder<T extends Trigger, B extends ScalerBuilder<T, B>> extends TriggerBuilder<T, B> {

    ScalerBuilder(TriggerDefinition definition, TriggerData data) {
        super(definition, data);
    }

    /**
     * Sets how the metric relates to the number of replicas. Must not be set for a ScaledJob.
     *
     * @param metricType {@link MetricTargetType#AVERAGE_VALUE} or {@link MetricTargetType#VALUE}; defaults to the former
     * @return this
     */
    public final B metricType(MetricTargetType metricType) {
        return setMetricType(metricType);
    }

    /**
     * Sets whether the autoscaler gets the value of the last polling interval instead of a new one.
     *
     * @param useCachedMetrics whether it gets the last value; defaults to false
     * @return this
     */
    public final B useCachedMetrics(boolean useCachedMetrics) {
        return setUseCachedMetrics(useCachedMetrics);
    }

    /**
     * Sets the TriggerAuthentication, in the same namespace, that provides the credentials.
     *
     * @param name the name of the TriggerAuthentication
     * @return this
     */
    public final B authenticationRef(String name) {
        return setAuthenticationRef(name);
    }

    /**
     * Sets the authentication that provides the credentials.
     *
     * @param authenticationRef name and kind of the authentication; later changes to it do not affect the trigger
     * @return this
     */
    public final B authenticationRef(AuthenticationRef authenticationRef) {
        return setAuthenticationRef(authenticationRef);
    }
}
