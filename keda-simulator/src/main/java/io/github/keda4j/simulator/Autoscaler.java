package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * KEDA's operator and the HorizontalPodAutoscaler together, for one ScaledObject with external triggers: reads metrics at
 * every polling interval and every sync, decides, and scales the workload.
 *
 * <p>The time comes from a {@link Timeline}: on a virtual one this is a simulation, on the wall's it is a small operator.
 * KEDA looks at once, the autoscaler first after one sync period. For one thread.
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

    private Autoscaler(ScalingPolicy policy, MetricSource metrics, Workload workload, Timeline timeline) {
        Instant now = timeline.instant();
        this.policy = policy;
        this.workload = workload;
        this.timeline = timeline;
        this.reader = new MetricReader(policy, metrics);
        this.keda = new KedaScaler(policy, now);
        this.hpa = new HorizontalAutoscaler(policy);
        this.nextPoll = now;
        this.nextSync = now.plus(policy.controller().syncPeriod());
    }

    /**
     * An autoscaler to set up.
     *
     * @return a builder that knows nothing yet
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Waits until the next look is due, looks, decides and scales.
     *
     * @return what was decided, also where nothing changes
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
     */
    public ScalingDecision step() {
        boolean poll = !nextPoll.isAfter(nextSync);
        timeline.waitUntil(poll ? nextPoll : nextSync);
        Instant now = timeline.instant();
        ScalingDecision decision = poll ? poll(now) : sync(now);
        if (decision.isChange()) {
            workload.scaleTo(decision.to());
        }
        if (poll) {
            nextPoll = next(nextPoll, policy.pollingInterval(), now);
        } else {
            nextSync = next(nextSync, policy.controller().syncPeriod(), now);
        }
        return decision;
    }

    /**
     * Steps until a time has come.
     *
     * @param end on the timeline; a look that is due at this very moment is made
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
     * Steps for a while.
     *
     * @param duration on the timeline
     * @return every decision, in order
     */
    public List<ScalingDecision> runFor(Duration duration) {
        return runUntil(timeline.instant().plus(duration));
    }

    private ScalingDecision poll(Instant now) {
        int current = workload.replicas();
        Pauses pauses = policy.pauses();
        if (pauses.paused()) {
            int replicas = pauses.replicas().orElse(current);
            return new ScalingDecision(now, ScalingDecision.Decider.KEDA, current, replicas, "paused", List.of());
        }
        List<MetricReading> readings = reader.poll(now, current, workload.readyReplicas());
        HorizontalAutoscaler.Outcome outcome = keda.poll(now, current, readings);
        return new ScalingDecision(
                now, ScalingDecision.Decider.KEDA, current, outcome.replicas(), outcome.reason(), readings);
    }

    private ScalingDecision sync(Instant now) {
        int current = workload.replicas();
        if (policy.pauses().paused()) {
            return new ScalingDecision(
                    now, ScalingDecision.Decider.HPA, current, current, "paused: there is no autoscaler", List.of());
        }
        int ready = workload.readyReplicas();
        List<MetricReading> readings = current == 0 ? List.of() : reader.sync(now, current, ready);
        HorizontalAutoscaler.Outcome outcome = hpa.sync(now, current, ready, readings);
        return new ScalingDecision(
                now, ScalingDecision.Decider.HPA, current, outcome.replicas(), outcome.reason(), readings);
    }

    /** A look that comes late does not make the following ones come in a burst. */
    private static Instant next(Instant due, Duration period, Instant now) {
        Instant next = due.plus(period);
        return next.isBefore(now) ? now : next;
    }

    /** Collects what an {@link Autoscaler} works with. */
    public static final class Builder {

        private @Nullable ScalingPolicy policy;
        private @Nullable MetricSource metrics;
        private Workload workload = Workload.inMemory(0);
        private Timeline timeline = Timeline.virtual(Instant.EPOCH);

        private Builder() {}

        /**
         * What to scale on, and between which bounds. Required.
         *
         * @param newPolicy of a ScaledObject
         * @return this
         */
        public Builder policy(ScalingPolicy newPolicy) {
            this.policy = requireNonNull(newPolicy, "policy");
            return this;
        }

        /**
         * Where the metrics come from. Required.
         *
         * @param newMetrics read at every look
         * @return this
         */
        public Builder metrics(MetricSource newMetrics) {
            this.metrics = requireNonNull(newMetrics, "metrics");
            return this;
        }

        /**
         * What is scaled.
         *
         * @param newWorkload a number in memory, at 0, where nothing is said
         * @return this
         */
        public Builder workload(Workload newWorkload) {
            this.workload = requireNonNull(newWorkload, "workload");
            return this;
        }

        /**
         * Where the time comes from.
         *
         * @param newTimeline a virtual one that begins at the epoch, where nothing is said
         * @return this
         */
        public Builder timeline(Timeline newTimeline) {
            this.timeline = requireNonNull(newTimeline, "timeline");
            return this;
        }

        /**
         * The autoscaler. The ScaledObject counts as created now.
         *
         * @return ready for its first step
         * @throws IllegalStateException if policy or metrics are missing
         */
        public Autoscaler build() {
            if (policy == null || metrics == null) {
                throw new IllegalStateException("an Autoscaler needs a policy and a source of metrics");
            }
            return new Autoscaler(policy, metrics, workload, timeline);
        }
    }
}
