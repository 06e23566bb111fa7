package io.github.keda4j.simulator;

import java.time.Instant;
import java.util.List;

/**
 * What the engine decided at one moment, and why. The decisions of a run, in their order, are the series that a chart draws.
 *
 * @param time on the engine's timeline
 * @param by who decided
 * @param from replicas before
 * @param desired what the metrics ask for, before stabilization windows, policies and bounds; the same as {@code to} for KEDA
 *     and where the metrics were not asked
 * @param to replicas from now on; the same as {@code from} where nothing changes
 * @param reason for people
 * @param readings what the decision rests on; empty where nothing was read
 */
public record ScalingDecision(
        Instant time, Decider by, int from, int desired, int to, String reason, List<MetricReading> readings) {

    /** Who decides: KEDA between zero and the minimum, the HorizontalPodAutoscaler from there to the maximum. */
    public enum Decider {
        /** KEDA's operator, at every polling interval. */
        KEDA,
        /** The HorizontalPodAutoscaler that KEDA makes, at every sync. */
        HPA
    }

    /**
     * Takes the parts as they are.
     *
     * @param time on the engine's timeline
     * @param by who decided
     * @param from replicas before
     * @param desired what the metrics ask for
     * @param to replicas from now on
     * @param reason for people
     * @param readings what the decision rests on
     */
    public ScalingDecision {
        readings = List.copyOf(readings);
    }

    /** {@return whether the number of replicas changes} */
    public boolean isChange() {
        return from != to;
    }

    /** {@return the decision as a line for people} */
    @Override
    public String toString() {
        return time + " " + by + " " + (isChange() ? from + " -> " + to : "stays at " + to) + ": " + reason;
    }
}
