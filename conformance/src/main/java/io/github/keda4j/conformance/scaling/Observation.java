package io.github.keda4j.conformance.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a cluster did with a case.
 *
 * @param begin when the loads began
 * @param created when the ScaledObject was there
 * @param polls when KEDA polled, at least once
 * @param syncs when the autoscaler synced; never while KEDA has removed it
 * @param end when the watch ended
 * @param changes of the replicas that the workload asks for, in their order
 * @param ready changes of the replicas that are ready, from the first one on
 */
public record Observation(
        Instant begin,
        Instant created,
        List<Instant> polls,
        List<Instant> syncs,
        Instant end,
        List<Change> changes,
        List<Change> ready) {

    /**
     * From one time on there are so many replicas.
     *
     * @param time when
     * @param replicas how many
     */
    public record Change(Instant time, int replicas) {}

    /**
     * {@return how many replicas were ready}
     *
     * @param time when
     */
    public int ready(Instant time) {
        int replicas = 0;
        for (Change change : ready) {
            if (change.time().isAfter(time)) {
                break;
            }
            replicas = change.replicas();
        }
        return replicas;
    }

    /**
     * {@return for people: seconds since the loads began, and replicas}
     *
     * @param changes to show
     */
    public String text(List<Change> changes) {
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(Duration.between(begin, change.time()).toMillis() / 1000.0)
                    .append("s:")
                    .append(change.replicas());
        }
        return text.toString();
    }
}
