package io.github.keda4j.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads all triggers, counts failures in a row, and puts the fallback's metric in the place of what cannot be read. */
final class MetricReader {

    private final ScalingPolicy policy;
    private final MetricSource source;

    /** By the trigger's place. */
    private final int[] failures;

    /** What KEDA read at its last poll, by the trigger's place. */
    private final @Nullable Sample[] polled;

    MetricReader(ScalingPolicy policy, MetricSource source) {
        this.policy = policy;
        this.source = source;
        this.failures = new int[policy.triggers().size()];
        this.polled = new Sample[failures.length];
    }

    /** What came of asking the source. */
    private record Sample(double value, @Nullable String failure) {}

    /** KEDA's own look, which is what a trigger with {@code useCachedMetrics} shows the autoscaler until the next. */
    List<MetricReading> poll(Instant now, int current, int ready) {
        List<MetricReading> readings = new ArrayList<>();
        for (int index = 0; index < failures.length; index++) {
            Sample sample = ask(index, now);
            polled[index] = sample;
            readings.add(reading(index, sample, current, ready));
        }
        return readings;
    }

    /** The autoscaler's look. */
    List<MetricReading> sync(Instant now, int current, int ready) {
        List<MetricReading> readings = new ArrayList<>();
        for (int index = 0; index < failures.length; index++) {
            Sample cached = policy.usesCachedMetrics(index) ? polled[index] : null;
            readings.add(reading(index, cached == null ? ask(index, now) : cached, current, ready));
        }
        return readings;
    }

    private Sample ask(int index, Instant now) {
        try {
            return new Sample(asRendered(source.read(policy.triggers().get(index), now)), null);
        } catch (RuntimeException failure) {
            String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            return new Sample(0, message);
        }
    }

    private MetricReading reading(int index, Sample sample, int current, int ready) {
        TriggerTarget trigger = policy.triggers().get(index);
        if (sample.failure() == null) {
            failures[index] = 0;
            return new MetricReading(trigger.name(), sample.value(), null, false);
        }
        failures[index]++;
        return fallBack(trigger, sample.failure(), failures[index], current, ready);
    }

    private MetricReading fallBack(TriggerTarget trigger, String message, int count, int current, int ready) {
        MetricReading failed = new MetricReading(trigger.name(), 0, message, false);
        FallbackPolicy fallback = policy.fallback().orElse(null);
        if (fallback == null || count <= fallback.failureThreshold()) {
            return failed;
        }
        double replicas = fallback.replicas(current);
        if (trigger.isAverage()) {
            return new MetricReading(trigger.name(), trigger.target() * replicas, message, true);
        }
        // A Value metric is multiplied by the replicas that are ready: without any there is nothing to fall back to.
        return ready == 0
                ? failed
                : new MetricReading(trigger.name(), trigger.target() * replicas / ready, message, true);
    }

    /** KEDA hands metrics on with three decimals, and what is no such number as 0. */
    private static double asRendered(double value) {
        return Double.isFinite(value) && value > 0 ? Math.round(value * 1000) / 1000.0 : 0;
    }
}
