package io.github.keda4j.client;

import io.fabric8.kubernetes.api.model.Condition;
import io.github.keda4j.eventing.v1alpha1.CloudEventSourceStatus;
import io.github.keda4j.keda.v1alpha1.ScaledJobStatus;
import io.github.keda4j.keda.v1alpha1.ScaledObjectStatus;
import io.github.keda4j.model.KedaResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that KEDA reports in the status of an object. Each method can be passed to {@code waitUntilCondition},
 * such as {@code scaledObjects().withName("q-read").waitUntilCondition(KedaConditions::isReady, 1, TimeUnit.MINUTES)}.
 *
 * <p>A condition holds only if KEDA reports it as {@code True}: not if it is {@code Unknown}, if there is no status
 * yet, or if the object is gone (null).
 */
public final class KedaConditions {

    /** Type of the condition that says whether KEDA could set the object up. */
    public static final String READY = "Ready";

    /** Type of the condition that says whether a trigger is active, or whether events are being sent. */
    public static final String ACTIVE = "Active";

    /** Type of the condition that says whether the fallback applies because a trigger cannot be read. */
    public static final String FALLBACK = "Fallback";

    /** Type of the condition that says whether scaling is paused. */
    public static final String PAUSED = "Paused";

    private KedaConditions() {}

    /**
     * Whether KEDA has accepted the object and built its scalers.
     *
     * @param resource a ScaledObject or a ScaledJob, or null
     * @return true if its condition {@link #READY} is {@code True}
     */
    public static boolean isReady(@Nullable KedaResource<?, ?> resource) {
        return holds(resource, READY);
    }

    /**
     * Whether a trigger of the object is active; for an event source: whether it sends events.
     *
     * @param resource a ScaledObject, a ScaledJob or an event source, or null
     * @return true if its condition {@link #ACTIVE} is {@code True}
     */
    public static boolean isActive(@Nullable KedaResource<?, ?> resource) {
        return holds(resource, ACTIVE);
    }

    /**
     * Whether the number of replicas comes from {@code spec.fallback}, because a trigger cannot be read.
     *
     * @param resource a ScaledObject, or null
     * @return true if its condition {@link #FALLBACK} is {@code True}
     */
    public static boolean isFallback(@Nullable KedaResource<?, ?> resource) {
        return holds(resource, FALLBACK);
    }

    /**
     * Whether scaling is paused.
     *
     * @param resource a ScaledObject or a ScaledJob, or null
     * @return true if its condition {@link #PAUSED} is {@code True}
     */
    public static boolean isPaused(@Nullable KedaResource<?, ?> resource) {
        return holds(resource, PAUSED);
    }

    private static boolean holds(@Nullable KedaResource<?, ?> resource, String type) {
        return resource != null
                && conditionsOf(resource.getStatus()).stream()
                        .anyMatch(
                                condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static List<Condition> conditionsOf(@Nullable Object status) {
        List<Condition> conditions = null;
        if (status instanceof ScaledObjectStatus scaledObject) {
            conditions = scaledObject.getConditions();
        } else if (status instanceof ScaledJobStatus scaledJob) {
            conditions = scaledJob.getConditions();
        } else if (status instanceof CloudEventSourceStatus eventSource) {
            conditions = eventSource.getConditions();
        }
        return conditions == null ? List.of() : conditions;
    }
}
