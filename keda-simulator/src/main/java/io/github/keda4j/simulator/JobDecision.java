package io.github.keda4j.simulator;

import java.time.Instant;
import java.util.List;

/**
 * What KEDA decided for a ScaledJob at one poll, and why. The decisions of a run, in their order, are the series that a chart
 * draws.
 *
 * @param time on the engine's timeline
 * @param running Jobs that were running before, those that were pending included
 * @param pending Jobs of these that were pending
 * @param created Jobs that were created
 * @param reason for people
 * @param readings what the decision rests on; empty where nothing was read
 */
public record JobDecision(
        Instant time, int running, int pending, int created, String reason, List<MetricReading> readings) {

    /**
     * Takes the parts as they are.
     *
     * @param time on the engine's timeline
     * @param running Jobs that were running before
     * @param pending Jobs of these that were pending
     * @param created Jobs that were created
     * @param reason for people
     * @param readings what the decision rests on
     */
    public JobDecision {
        readings = List.copyOf(readings);
    }

    /** {@return whether Jobs were created} */
    public boolean isChange() {
        return created > 0;
    }

    /** {@return the decision as a line for people} */
    @Override
    public String toString() {
        return time + " " + running + " running, " + pending + " pending, creates " + created + ": " + reason;
    }
}
