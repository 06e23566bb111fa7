package io.github.keda4j.examples.sqs;

import io.github.keda4j.examples.sqs.RunRecord.Sample;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.simulator.Autoscaler;
import io.github.keda4j.simulator.HpaController;
import io.github.keda4j.simulator.ReplicaSeries;
import io.github.keda4j.simulator.ScalingPolicy;
import io.github.keda4j.simulator.Timeline;
import io.github.keda4j.simulator.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** keda-simulator's prediction, based only on the measured queue and the ScaledObject. */
final class Prediction {

    /**
     * A sync of the autoscaler takes a moment, and the next one is timed from its end, so syncs fall more and more
     * behind KEDA's polls.
     */
    private static final Duration OF_A_LOOK = Duration.ofMillis(20);

    private Prediction() {}

    /**
     * The replicas that a cluster should have had.
     *
     * @param scaledObject the ScaledObject as it was applied
     * @param hpaSyncPeriod how often the autoscaler syncs
     * @param samples the queue over time, at least one
     * @param firstLook when KEDA first read the queue, in seconds of the run
     * @param firstSync when the autoscaler first synced
     */
    static ReplicaSeries of(
            ScaledObject scaledObject,
            Duration hpaSyncPeriod,
            List<Sample> samples,
            double firstLook,
            double firstSync) {
        ScalingPolicy policy = ScalingPolicy.builder(scaledObject)
                .controller(new HpaController(
                        hpaSyncPeriod.plus(OF_A_LOOK),
                        HpaController.DEFAULTS.downscaleStabilization(),
                        HpaController.DEFAULTS.tolerance()))
                .build();
        Instant start = at(firstLook);
        // The cluster is at zero now; the simulation may be a poll behind.
        Instant end = at(samples.get(samples.size() - 1).seconds()).plus(policy.pollingInterval());
        Autoscaler autoscaler = Autoscaler.builder()
                .policy(policy)
                .metrics((trigger, now) -> depth(samples, now))
                .workload(workload())
                .timeline(Timeline.virtual(start))
                // If the autoscaler's start was not observed, it is assumed to sync shortly after KEDA's first poll.
                .firstSync(Duration.between(
                        start, at(Double.isNaN(firstSync) ? firstLook : Math.max(firstLook, firstSync))))
                .build();
        return ReplicaSeries.of(autoscaler.runUntil(end));
    }

    /** The replicas that the cluster had. */
    static ReplicaSeries seen(List<Sample> samples) {
        List<ReplicaSeries.Point> points = new ArrayList<>();
        for (Sample sample : samples) {
            if (points.isEmpty() || points.get(points.size() - 1).replicas() != sample.replicas()) {
                points.add(new ReplicaSeries.Point(at(sample.seconds()), sample.replicas()));
            }
        }
        return new ReplicaSeries(points);
    }

    /** The values of a series at the times of the samples. A change that is undone before the next sample is lost. */
    static List<Sample> sampled(ReplicaSeries series, List<Sample> samples) {
        return samples.stream()
                .map(sample -> new Sample(sample.seconds(), 0, series.at(at(sample.seconds())), sample.handled()))
                .toList();
    }

    /** A time of the run in the simulator's units. */
    static Instant at(double seconds) {
        return Instant.EPOCH.plusNanos(Math.round(seconds * 1e9));
    }

    /** A Deployment without replicas in its manifest has one. */
    private static Workload workload() {
        return new Workload() {
            private int replicas = 1;

            @Override
            public int replicas() {
                return replicas;
            }

            @Override
            public void scaleTo(int wanted) {
                replicas = wanted;
            }
        };
    }

    private static int depth(List<Sample> samples, Instant now) {
        int depth = samples.get(0).depth();
        for (Sample sample : samples) {
            if (at(sample.seconds()).isAfter(now)) {
                break;
            }
            depth = sample.depth();
        }
        return depth;
    }
}
