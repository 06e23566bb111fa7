package io.github.keda4j.simulator;

import java.time.Instant;
import java.util.List;

/**
 * KEDA's decision for a ScaledJob at one poll, and the reason. The decisions of a run, in their order, are the data
 * series for a chart.
 *
 * @param time the time on the engine's timeline
 * @param running the number of Jobs that were running before, including pending ones
 * @param pending how many of these Jobs were pending
 * @param created the number of Jobs that were created
 * @param reason the reason, as readable text
 * @param readings the readings that the decision is based on; empty if nothing was read
 */
public record JobDecision(
        Instant time, int running, int pending, int created, String reason, List<MetricReading> readings) {

    /**
     * Creates a decision from its parts.
     *
     * @param time the time on the engine's timeline
     * @param running the number of Jobs that were running before
     * @param pending how many of these Jobs were pending
     * @param created the number of Jobs that were created
     * @param reason the reason, as readable text
     * @param readings the readings that the decision is based on
     */
    public JobDecision {
        readings = List.copyOf(readings);
    }

    /** {@return whether Jobs were created} */
    public boolean isChange() {
        return created > 0;
    }

    /** {@return the decision as a readable line} */
    @Override
    public String toString() {
        return time + " " + running + " running, " + pending + " pending, creates " + created + ": " + reason;
    }
}
