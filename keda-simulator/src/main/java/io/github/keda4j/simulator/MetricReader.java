package io.github.keda4j.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads all triggers, counts failures in a row, and puts the fallback's metric in the place of what cannot be read. */
final class MetricReader {

    private final ScalingPolicy policy;
    private final MetricSource source;
    private final Map<String, Integer> failures = new HashMap<>();

    MetricReader(ScalingPolicy policy, MetricSource source) {
        this.policy = policy;
        this.source = source;
    }

    List<MetricReading> readAll(Instant now, int current, int ready) {
        List<MetricReading> readings = new ArrayList<>();
        for (TriggerTarget trigger : policy.triggers()) {
            readings.add(read(trigger, now, current, ready));
        }
        return readings;
    }

    private MetricReading read(TriggerTarget trigger, Instant now, int current, int ready) {
        try {
            double value = asRendered(source.read(trigger, now));
            failures.remove(trigger.name());
            return new MetricReading(trigger.name(), value, null, false);
        } catch (RuntimeException failure) {
            int count = failures.merge(trigger.name(), 1, Integer::sum);
            String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            return fallBack(trigger, message, count, current, ready);
        }
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
