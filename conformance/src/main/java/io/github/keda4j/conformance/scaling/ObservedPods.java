package io.github.keda4j.conformance.scaling;

import io.github.keda4j.simulator.Timeline;
import io.github.keda4j.simulator.Workload;
import java.time.Duration;
import java.util.function.Supplier;

/** A workload that takes a moment to scale, and whose replicas become ready at the times observed in the cluster. */
final class ObservedPods implements Workload {

    private final Observation observed;
    private final Timeline timeline;
    private final Supplier<Duration> latency;
    private int replicas;

    ObservedPods(Observation observed, int start, Timeline timeline, Supplier<Duration> latency) {
        this.observed = observed;
        this.replicas = start;
        this.timeline = timeline;
        this.latency = latency;
    }

    @Override
    public int replicas() {
        return replicas;
    }

    @Override
    public int readyReplicas() {
        return observed.ready(timeline.instant());
    }

    @Override
    public void scaleTo(int asked) {
        timeline.waitUntil(timeline.instant().plus(latency.get()));
        replicas = asked;
    }
}
