package io.github.keda4j.simulator;

import java.time.Instant;
import java.util.List;

/**
 * A decision of the engine, and the reason. The decisions of a run, in their order, are the data series for a chart.
 *
 * @param time the time on the engine's timeline
 * @param by the component that decided
 * @param from the number of replicas before
 * @param desired the number that the metrics require, before stabilization windows, policies and bounds; the same as
 *     {@code to} if KEDA decided or the metrics were not read
 * @param to the number of replicas after the decision; the same as {@code from} if nothing changes
 * @param reason the reason, as readable text
 * @param readings the readings that the decision is based on; empty if nothing was read
 */
public record ScalingDecision(
        Instant time, Decider by, int from, int desired, int to, String reason, List<MetricReading> readings) {

    /**
     * The component that decides: KEDA scales between zero and the minimum, the HorizontalPodAutoscaler between the
     * minimum and the maximum.
     */
    public enum Decider {
        /** KEDA's operator, at every polling interval. */
        KEDA,
        /** The HorizontalPodAutoscaler that KEDA makes, at every sync. */
        HPA
    }

    /**
     * Creates a decision from its parts.
     *
     * @param time the time on the engine's timeline
     * @param by the component that decided
     * @param from the number of replicas before
     * @param desired the number that the metrics require
     * @param to the number of replicas after the decision
     * @param reason the reason, as readable text
     * @param readings the readings that the decision is based on
     */
    public ScalingDecision {
        readings = List.copyOf(readings);
    }

    /** {@return whether the number of replicas changes} */
    public boolean isChange() {
        return from != to;
    }

    /** {@return the decision as a readable line} */
    @Override
    public String toString() {
        return time + " " + by + " " + (isChange() ? from + " -> " + to : "stays at " + to) + ": " + reason;
    }
}
