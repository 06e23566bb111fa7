package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.github.keda4j.keda.v1alpha1.ScaledObjectStatus;
import io.github.keda4j.simulator.MetricReader.Look;
import io.github.keda4j.simulator.MetricReader.Measured;
import io.github.keda4j.simulator.MetricReader.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * KEDA's operator and the HorizontalPodAutoscaler together, for one ScaledObject: reads metrics at every polling interval and every
 * sync, decides, and scales the workload.
 *
 * <p>The time comes from a {@link Timeline}: on a virtual one this is a simulation, on wall time it is a small
 * operator. As in a cluster, KEDA polls as soon as the ScaledObject exists, and the autoscaler syncs for the first time
 * after one sync period; each counts its next interval from its own last poll or sync. Not safe for use by several
 * threads.
 */
public final class Autoscaler {

    private final ScalingPolicy policy;
    private final Workload workload;
    private final Timeline timeline;
    private final MetricReader reader;
    private final KedaScaler keda;
    private final HorizontalAutoscaler hpa;
    private Instant nextPoll;
    private Instant nextSync;

    private Autoscaler(Builder builder, ScalingPolicy policy) {
        this.policy = policy;
        this.workload = builder.workload;
        this.timeline = builder.timeline;
        Instant now = timeline.instant();
        this.reader = new MetricReader(policy, builder.metrics);
        this.keda = new KedaScaler(policy, now);
        this.hpa = new HorizontalAutoscaler(policy);
        this.nextPoll = now.plus(builder.firstPoll);
        this.nextSync = now.plus(
                requireNonNullElse(builder.firstSync, policy.controller().syncPeriod()));
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Waits until the next poll or sync is due, performs it, decides and scales.
     *
     * @return what was decided, including decisions that change nothing
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
     */
    public ScalingDecision step() {
        // If both are due at the same time, the poll comes first. KEDA creates the autoscaler before it starts its own
        // loop, but a sync takes longer than a poll, so syncs soon fall behind.
        boolean poll = !nextPoll.isAfter(nextSync);
        timeline.waitUntil(poll ? nextPoll : nextSync);
        return poll ? poll() : sync();
    }

    /**
     * Polls as KEDA does, decides and scales, at the timeline's current time, whether or not a poll is due. This is for
     * callers who know when the polls of a cluster happened. KEDA's next poll is due one polling interval from now.
     *
     * @return what was decided, including decisions that change nothing
     */
    public ScalingDecision poll() {
        Instant now = timeline.instant();
        nextPoll = now.plus(policy.pollingInterval());
        return poll(now);
    }

    /**
     * Syncs as the autoscaler does, decides and scales, at the timeline's current time, whether or not a sync is due.
     * Its next sync is due one sync period from now.
     *
     * @return what was decided, including decisions that change nothing
     */
    public ScalingDecision sync() {
        ScalingDecision decision = sync(timeline.instant());
        nextSync = timeline.instant().plus(policy.controller().syncPeriod());
        return decision;
    }

    /**
     * Performs steps until a given time.
     *
     * @param end the time on the timeline at which to stop; a poll or sync that is due at exactly this time is still performed
     * @return every decision, in order
     */
    public List<ScalingDecision> runUntil(Instant end) {
        List<ScalingDecision> decisions = new ArrayList<>();
        while (!nextPoll.isAfter(end) || !nextSync.isAfter(end)) {
            decisions.add(step());
        }
        timeline.waitUntil(end);
        return decisions;
    }

    /**
     * Performs steps for the given duration.
     *
     * @param duration how long to run, in time of the timeline
     * @return every decision, in order
     */
    public List<ScalingDecision> runFor(Duration duration) {
        return runUntil(timeline.instant().plus(duration));
    }

    /**
     * {@return what KEDA has written into the status of the ScaledObject so far: the conditions Ready, Active, Fallback
     * and Paused, the last active time, and the number of replicas at which scaling is paused}
     */
    public ScaledObjectStatus status() {
        return keda.status(reader.fallbackInForce());
    }

    private ScalingDecision poll(Instant now) {
        int current = workload.replicas();
        Pauses pauses = policy.pauses();
        if (pauses.paused()) {
            int replicas = pauses.replicas().orElse(current);
            String failure = scale(current, replicas);
            return decision(
                    now, ScalingDecision.Decider.KEDA, current, replicas, replicas, "paused", failure, List.of());
        }
        State state = reader.poll(new Look(now, current, workload.readyReplicas()), hpa.isScaling());
        KedaScaler.Step step = keda.poll(now, current, state);
        String failure = scale(current, step.replicas());
        if (failure != null) {
            keda.failed();
        } else if (current != step.replicas()) {
            keda.scaled(timeline.instant(), step);
        }
        return decision(
                now,
                ScalingDecision.Decider.KEDA,
                current,
                step.replicas(),
                step.replicas(),
                step.reason(),
                failure,
                state.readings());
    }

    private ScalingDecision sync(Instant now) {
        int current = workload.replicas();
        if (policy.pauses().paused()) {
            return decision(
                    now,
                    ScalingDecision.Decider.HPA,
                    current,
                    current,
                    current,
                    "paused: KEDA has deleted the autoscaler",
                    null,
                    List.of());
        }
        int ready = workload.readyReplicas();
        List<Measured> metrics = hpa.asksForMetrics(current) ? reader.sync(new Look(now, current, ready)) : List.of();
        HorizontalAutoscaler.Outcome outcome = hpa.sync(now, current, ready, metrics);
        String failure = scale(current, outcome.replicas());
        if (failure == null) {
            // In a cluster, scaling takes a moment, and the policies count from the end of it, so the current time is
            // read again.
            hpa.scaled(timeline.instant(), current, outcome.replicas());
        }
        return decision(
                now,
                ScalingDecision.Decider.HPA,
                current,
                outcome.desired(),
                outcome.replicas(),
                outcome.reason(),
                failure,
                metrics.stream().map(Measured::reading).toList());
    }

    /** Why the workload could not be scaled; null if it could, or if it stays as it is. */
    private @Nullable String scale(int from, int to) {
        if (from == to) {
            return null;
        }
        try {
            workload.scaleTo(to);
            return null;
        } catch (RuntimeException refused) {
            return Text.reason(refused);
        }
    }

    private static ScalingDecision decision(
            Instant now,
            ScalingDecision.Decider by,
            int from,
            int desired,
            int to,
            String reason,
            @Nullable String failure,
            List<MetricReading> readings) {
        return failure == null
                ? new ScalingDecision(now, by, from, desired, to, reason, readings)
                : new ScalingDecision(
                        now,
                        by,
                        from,
                        desired,
                        from,
                        reason + "; scaling to " + to + " failed (" + failure + ")",
                        readings);
    }

    /** Collects the parts of an {@link Autoscaler}. */
    public static final class Builder {

        private @Nullable ScalingPolicy policy;
        private @Nullable MetricSource metrics;
        private Workload workload = Workload.inMemory(0);
        private Timeline timeline = Timeline.virtual(Instant.EPOCH);
        private Duration firstPoll = Duration.ZERO;
        private @Nullable Duration firstSync;

        private Builder() {}

        /**
         * Sets what to scale on, and the bounds. Required.
         *
         * @param newPolicy the policy of a ScaledObject
         * @return this
         */
        public Builder policy(ScalingPolicy newPolicy) {
            this.policy = requireNonNull(newPolicy, "policy");
            return this;
        }

        /**
         * Sets where the metrics come from. Required, unless all triggers are of type {@code cron}.
         *
         * @param newMetrics the source, which is read at every poll and sync
         * @return this
         */
        public Builder metrics(MetricSource newMetrics) {
            this.metrics = requireNonNull(newMetrics, "metrics");
            return this;
        }

        /**
         * Sets what is scaled.
         *
         * @param newWorkload the workload; by default one in memory with 0 replicas
         * @return this
         */
        public Builder workload(Workload newWorkload) {
            this.workload = requireNonNull(newWorkload, "workload");
            return this;
        }

        /**
         * Sets where the time comes from.
         *
         * @param newTimeline the timeline; by default a virtual one that begins at the epoch
         * @return this
         */
        public Builder timeline(Timeline newTimeline) {
            this.timeline = requireNonNull(newTimeline, "timeline");
            return this;
        }

        /**
         * Sets when KEDA polls for the first time. In a cluster, it is a matter of chance when KEDA and the autoscaler
         * read the metrics; try other delays to see what depends on that.
         *
         * @param delay the time from now until the first poll; 0 by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder firstPoll(Duration delay) {
            this.firstPoll = notNegative(delay, "first poll");
            return this;
        }

        /**
         * Sets when the autoscaler syncs for the first time.
         *
         * @param delay the time from now until the first sync; one sync period by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder firstSync(Duration delay) {
            this.firstSync = notNegative(delay, "first sync");
            return this;
        }

        private static Duration notNegative(Duration delay, String what) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException(
                        "The delay of the " + what + " is " + delay + "; it must be 0 or more.");
            }
            return delay;
        }

        /**
         * {@return an autoscaler that is ready for its first step; the ScaledObject counts as created now}
         *
         * @throws io.github.keda4j.findings.FindingsException if policy or metrics are missing; it lists both
         */
        public Autoscaler build() {
            MissingParts missing = new MissingParts().require("policy", policy);
            if (policy == null || PolicyTrigger.needSource(policy.policyTriggers())) {
                missing.require("metrics", metrics);
            }
            missing.throwIfAny("Autoscaler");
            return new Autoscaler(this, requireNonNull(policy, "policy"));
        }
    }
}
