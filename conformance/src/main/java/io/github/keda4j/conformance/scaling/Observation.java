package io.github.keda4j.conformance.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The observed behavior of a cluster in a case.
 *
 * @param begin when the loads began
 * @param created when the ScaledObject was created
 * @param polls when KEDA polled, at least once
 * @param syncs when the autoscaler synced; it does not sync while KEDA has removed it
 * @param end when the watch ended
 * @param changes the changes of the workload's desired replicas, in order
 * @param ready the changes of the ready replicas, from the first one on
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
     * A change of the number of replicas.
     *
     * @param time when the change happened
     * @param replicas the new number
     */
    public record Change(Instant time, int replicas) {}

    /**
     * {@return how many replicas were ready}
     *
     * @param time when the change happened
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
     * {@return the changes in readable form: seconds since the loads began, and replicas}
     *
     * @param changes the changes to show
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
