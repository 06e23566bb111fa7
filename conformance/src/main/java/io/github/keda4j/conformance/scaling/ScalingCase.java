package io.github.keda4j.conformance.scaling;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ScaledObject, and the values that its triggers read.
 *
 * @param object the ScaledObject, whose triggers are named {@code t0}, {@code t1} and so on
 * @param loads the value that each trigger reads in each step, null for a failure; the last value is kept, and the
 *     value before the first step is 0
 * @param step the length of a step
 * @param start the replicas at the beginning
 * @param readyAfter how long a replica takes to be ready
 */
public record ScalingCase(
        ScaledObject object, List<List<@Nullable Double>> loads, Duration step, int start, Duration readyAfter) {

    /**
     * {@return what a trigger reads; null for a failure}
     *
     * @param trigger its index
     * @param sinceBegin the time since the loads began; negative before that
     */
    public @Nullable Double load(int trigger, Duration sinceBegin) {
        List<@Nullable Double> load = loads.get(trigger);
        if (sinceBegin.isNegative()) {
            return 0.0;
        }
        return load.get((int) Math.min(load.size() - 1L, sinceBegin.toMillis() / step.toMillis()));
    }

    /** {@return the time between two of KEDA's polls} */
    public Duration pollingInterval() {
        return Duration.ofSeconds(requireNonNull(spec().getPollingInterval(), "pollingInterval"));
    }

    /** {@return the triggers, in order} */
    public List<ScaleTriggers> triggers() {
        return requireNonNull(spec().getTriggers(), "triggers");
    }

    private ScaledObjectSpec spec() {
        return requireNonNull(object.getSpec(), "spec");
    }

    /** {@return the name of the ScaledObject, and of its workload} */
    public String name() {
        return object.getMetadata().getName();
    }
}
