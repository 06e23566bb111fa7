package io.github.keda4j.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads all triggers for KEDA's own polls and for the autoscaler's syncs, counts failures in a row, and uses the
 * fallback's metric for a trigger that cannot be read (KEDA, pkg/scaling/scale_handler.go and
 * pkg/fallback/fallback.go). Not safe for use by several threads.
 */
final class MetricReader {

    /** The value that KEDA passes on and caches for a trigger whose fallback is left to the formula. */
    private static final double PLACEHOLDER = -1;

    private final ScalingPolicy policy;
    private final TriggerSource source;

    /** The readings by the trigger's index. */
    private final int[] failures;

    private boolean hasRead;

    /** The values of KEDA's last poll that the autoscaler gets, by the trigger's index. */
    private final @Nullable MetricReading[] polled;

    /** The values that KEDA 2.21 read for the autoscaler and uses for its own poll, by the trigger's index. */
    private final @Nullable MetricReading[] observed;

    MetricReader(ScalingPolicy policy, @Nullable MetricSource source) {
        this.policy = policy;
        this.source = new TriggerSource(policy.policyTriggers(), source);
        int triggers = policy.policyTriggers().size();
        this.failures = new int[triggers];
        this.polled = new MetricReading[triggers];
        this.observed = new MetricReading[triggers];
    }

    /**
     * The time of a poll or sync, and the size of the workload then.
     *
     * @param now the engine's time
     * @param replicas the requested number of replicas
     * @param ready the number of ready replicas
     */
    record Look(Instant now, int replicas, int ready) {}

    /**
     * The result of KEDA's own poll.
     *
     * @param readings the readings of all external triggers and of the formula
     * @param active whether KEDA considers the object active
     * @param failed whether a trigger could not be read and no fallback is in force for it
     */
    record State(List<MetricReading> readings, boolean active, boolean failed) {}

    /**
     * A metric that the autoscaler reads.
     *
     * @param target the target that it is compared with
     * @param reading its reading
     */
    record Measured(TriggerTarget target, MetricReading reading) {}

    /**
     * Performs KEDA's own poll.
     *
     * @param autoscalerAsks whether the autoscaler reads often enough to keep KEDA 2.21's observations fresh
     */
    State poll(Look look, boolean autoscalerAsks) {
        boolean takesObserved = policy.usesAutoscalersReadings() && autoscalerAsks;
        List<MetricReading> readings = new ArrayList<>();
        for (int index = 0; index < failures.length; index++) {
            if (!trigger(index).isResource()) {
                MetricReading known = takesObserved ? observed[index] : null;
                MetricReading reading = known == null ? read(index, look) : known;
                polled[index] = trigger(index).cached() ? reading : null;
                readings.add(reading);
            }
        }
        boolean failed = readings.stream().anyMatch(reading -> !reading.isUsable());
        boolean active = readings.stream().anyMatch(reading -> reading.isUsable() && reading.countsAsActive());
        CompositeMetric composite = policy.composite().orElse(null);
        if (composite != null) {
            MetricReading result = composite(composite, readings);
            readings.add(result);
            active = !failed
                    && result.isUsable()
                    && result.value() > composite.target().activation();
        }
        // With only cpu and memory triggers, a workload at zero could never scale up again, so KEDA keeps it active.
        boolean onlyResources = policy.policyTriggers().stream().allMatch(PolicyTrigger::isResource);
        return new State(List.copyOf(readings), active || (onlyResources && !failed), failed);
    }

    /** Performs the autoscaler's sync, and returns its metrics in the order of the triggers. */
    List<Measured> sync(Look look) {
        CompositeMetric composite = policy.composite().orElse(null);
        List<Measured> metrics = new ArrayList<>();
        List<MetricReading> external = new ArrayList<>();
        for (int index = 0; index < failures.length; index++) {
            TriggerTarget target = trigger(index).target();
            if (target.isResource()) {
                metrics.add(new Measured(target, source.readResource(index, look.now())));
            } else {
                MetricReading reading = readForAutoscaler(index, look);
                external.add(reading);
                if (composite == null) {
                    forgetIfFailed(reading);
                    metrics.add(new Measured(target, reading));
                }
            }
        }
        if (composite != null) {
            MetricReading result = composite(composite, external);
            forgetIfFailed(result);
            metrics.add(new Measured(composite.target(), result));
        }
        return metrics;
    }

    /** Whether a fallback is in force; empty while no trigger has been read. */
    Optional<Boolean> fallbackInForce() {
        FallbackPolicy fallback = policy.fallbackInUse().orElse(null);
        if (fallback == null) {
            return Optional.of(false);
        }
        return hasRead
                ? Optional.of(Arrays.stream(failures).anyMatch(count -> count > fallback.failureThreshold()))
                : Optional.empty();
    }

    private MetricReading readForAutoscaler(int index, Look look) {
        MetricReading cached = polled[index];
        MetricReading reading = cached == null ? read(index, look) : readCached(index, cached, look);
        observed[index] = reading;
        return reading;
    }

    /**
     * Up to KEDA 2.20, a failure of one trigger empties the cache of all triggers, and the autoscaler's next sync reads
     * the sources.
     */
    private void forgetIfFailed(MetricReading reading) {
        if (!reading.isUsable() && !policy.release().isSince(KedaRelease.V2_21)) {
            Arrays.fill(polled, null);
        }
    }

    private MetricReading read(int index, Look look) {
        return withFallback(index, source.read(index, look.now()), look);
    }

    /**
     * The cache holds the fallback's value after a failure: KEDA treats that as a success, which ends the series of
     * failures. With a formula, the fallback's metric has the formula's name, so the formula does not find the
     * trigger's metric.
     */
    private MetricReading readCached(int index, MetricReading cached, Look look) {
        if (!cached.isUsable()) {
            return withFallback(index, cached, look);
        }
        boolean nameless = cached.fallback() && policy.composite().isPresent() && !isLeftToFormula();
        return withFallback(
                index,
                MetricReading.of(
                        nameless ? CompositeMetric.NAME : cached.trigger(), cached.value(), cached.countsAsActive()),
                look);
    }

    private boolean isLeftToFormula() {
        return policy.fallbackInUse().map(FallbackPolicy::leavesItToTheFormula).orElse(false);
    }

    private MetricReading withFallback(int index, MetricReading raw, Look look) {
        hasRead = true;
        if (raw.failure() == null) {
            failures[index] = 0;
            return raw;
        }
        failures[index]++;
        FallbackPolicy fallback = policy.fallbackInUse().orElse(null);
        return fallback == null || failures[index] <= fallback.failureThreshold()
                ? raw
                : fallBack(trigger(index).target(), raw, raw.failure(), fallback, look);
    }

    private MetricReading fallBack(
            TriggerTarget trigger, MetricReading failed, String failure, FallbackPolicy fallback, Look look) {
        if (fallback.leavesItToTheFormula()) {
            return MetricReading.fallback(trigger.name(), PLACEHOLDER, failure);
        }
        TriggerTarget target = policy.composite().map(CompositeMetric::target).orElse(trigger);
        double replicas = fallback.replicas(look.replicas());
        if (!target.isAverage()) {
            // KEDA multiplies a metric of type Value by the number of ready replicas; without ready replicas, there is
            // no fallback.
            if (look.ready() == 0) {
                return failed;
            }
            replicas /= look.ready();
        }
        long metric = Thousandths.truncated(Thousandths.toNumber(target.inThousandths()) * replicas);
        return MetricReading.fallback(trigger.name(), Thousandths.toNumber(metric), failure);
    }

    private MetricReading composite(CompositeMetric composite, List<MetricReading> external) {
        for (MetricReading reading : external) {
            if (reading.fallback() && !isLeftToFormula()) {
                return MetricReading.fallback(CompositeMetric.NAME, reading.value(), String.valueOf(reading.failure()));
            }
        }
        Map<String, @Nullable Double> metrics = new HashMap<>();
        for (MetricReading reading : external) {
            if (!reading.isUsable()) {
                return MetricReading.failed(CompositeMetric.NAME, reading.trigger() + ": " + reading.failure());
            }
            metrics.put(reading.trigger(), reading.fallback() ? null : reading.value());
        }
        return evaluate(composite, metrics, policy.fallbackInUse().orElse(null));
    }

    private static MetricReading evaluate(
            CompositeMetric composite, Map<String, @Nullable Double> metrics, @Nullable FallbackPolicy fallback) {
        Double value;
        try {
            value = composite.evaluate(metrics);
        } catch (RuntimeException failure) {
            return MetricReading.failed(CompositeMetric.NAME, Text.reason(failure));
        }
        if (value == null) {
            if (fallback == null) {
                return MetricReading.failed(CompositeMetric.NAME, "the formula is nil and there is no fallback");
            }
            value = fallback.replicas() * composite.target().target();
        }
        double metric = Thousandths.toNumber(Thousandths.truncated(value));
        return MetricReading.of(
                CompositeMetric.NAME, metric, metric > composite.target().activation());
    }

    private PolicyTrigger trigger(int index) {
        return policy.policyTriggers().get(index);
    }
}
