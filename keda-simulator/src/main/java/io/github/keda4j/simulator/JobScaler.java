package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledJobStatus;
import io.github.keda4j.keda.v1alpha1.ScaledJobStatusBuilder;
import io.github.keda4j.simulator.JobStrategy.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * KEDA's operator for one ScaledJob: reads metrics at every polling interval, decides, and creates Jobs.
 *
 * <p>The time comes from a {@link Timeline}: on a virtual one this is a simulation. Not safe for use by several
 * threads.
 */
public final class JobScaler {

    private final @Nullable MetricSource metrics;
    private final Jobs jobs;
    private final Timeline timeline;
    private JobPolicy policy;
    private TriggerSource source;
    private Instant nextPoll;
    private @Nullable Instant lastActive;
    private List<Condition> conditions = List.of();

    private JobScaler(Builder builder, JobPolicy policy, Jobs jobs) {
        this.policy = policy;
        this.metrics = builder.metrics;
        this.jobs = jobs;
        this.timeline = builder.timeline;
        this.source = new TriggerSource(policy.policyTriggers(), metrics);
        this.nextPoll = timeline.instant();
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Waits until the next poll is due, polls, decides and creates Jobs.
     *
     * @return the decision, even if nothing is created
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
     */
    public JobDecision step() {
        timeline.waitUntil(nextPoll);
        Instant now = timeline.instant();
        nextPoll = now.plus(policy.pollingInterval());
        return poll(now);
    }

    /**
     * Performs steps until a given time.
     *
     * @param end the time on the timeline at which to stop; a poll that is due at exactly this time is still performed
     * @return every decision, in order
     */
    public List<JobDecision> runUntil(Instant end) {
        List<JobDecision> decisions = new ArrayList<>();
        while (!nextPoll.isAfter(end)) {
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
    public List<JobDecision> runFor(Duration duration) {
        return runUntil(timeline.instant().plus(duration));
    }

    /**
     * Changes the ScaledJob, as if it were applied again: KEDA deletes the existing Jobs, unless the rollout strategy
     * is {@code gradual}, and polls at once.
     *
     * @param newPolicy the policy of the changed ScaledJob
     */
    public void update(JobPolicy newPolicy) {
        this.policy = requireNonNull(newPolicy, "newPolicy");
        this.source = new TriggerSource(newPolicy.policyTriggers(), metrics);
        this.nextPoll = timeline.instant();
        if (!newPolicy.isPaused() && !newPolicy.keepsJobsOnChange()) {
            jobs.deleteAll();
        }
    }

    /**
     * {@return what KEDA has written into the status of the ScaledJob so far: its conditions and the last active time}
     */
    public ScaledJobStatus status() {
        ScaledJobStatusBuilder status = new ScaledJobStatusBuilder().withConditions(conditions);
        if (lastActive != null) {
            status.withLastActiveTime(lastActive.toString());
        }
        return status.build();
    }

    private JobDecision poll(Instant now) {
        int running = jobs.running();
        int pending = jobs.pending();
        if (policy.isPaused()) {
            return new JobDecision(now, running, pending, 0, "paused", List.of());
        }
        List<MetricReading> readings = readings(now);
        boolean failed = readings.stream().anyMatch(reading -> !reading.isUsable());
        JobDemand demand = JobDemand.combine(demands(readings), policy.calculation());
        boolean active = demand.active() || policy.minReplicas() > 0;
        Allowance allowance = allowance(demand, running, pending);
        int wanted = active ? (int) Math.min(Integer.MAX_VALUE, allowance.created()) : 0;
        String failure = create(wanted);
        if (active) {
            lastActive = now.truncatedTo(ChronoUnit.SECONDS);
        }
        conditions = conditions(active, failed, failure != null);
        String reason = describe(readings, allowance, active, running);
        return failure == null
                ? new JobDecision(now, running, pending, wanted, reason, readings)
                : new JobDecision(
                        now,
                        running,
                        pending,
                        0,
                        reason + "; creating " + Text.count(wanted, "Job") + " failed (" + failure + ")",
                        readings);
    }

    private List<MetricReading> readings(Instant now) {
        List<MetricReading> readings = new ArrayList<>();
        for (int index = 0; index < policy.policyTriggers().size(); index++) {
            if (!policy.policyTriggers().get(index).isResource()) {
                readings.add(source.read(index, now));
            }
        }
        return readings;
    }

    /** The readings without those that failed, and without cpu and memory, which KEDA skips. */
    private List<JobDemand> demands(List<MetricReading> readings) {
        List<TriggerTarget> external = policy.triggers().stream()
                .filter(target -> !target.isResource())
                .toList();
        List<JobDemand> demands = new ArrayList<>();
        for (int index = 0; index < readings.size(); index++) {
            MetricReading reading = readings.get(index);
            if (reading.isUsable()) {
                double target = Thousandths.toNumber(external.get(index).inThousandths());
                demands.add(JobDemand.of(reading.value(), target, reading.active(), policy.maxReplicas()));
            }
        }
        return demands;
    }

    private Allowance allowance(JobDemand demand, int running, int pending) {
        int min = policy.minReplicas();
        if (running < min) {
            return new Allowance(min - running, min - running);
        }
        int max = policy.maxReplicas();
        return policy.strategy().allow(demand.jobs(), demand.maxScale(max), running - min, pending, max);
    }

    /** The reason why the Jobs could not be created; null if they were created. */
    private @Nullable String create(int count) {
        if (count == 0) {
            return null;
        }
        try {
            jobs.create(count);
            return null;
        } catch (RuntimeException refused) {
            return Text.reason(refused);
        }
    }

    private String describe(List<MetricReading> readings, Allowance allowance, boolean active, int running) {
        if (running < policy.minReplicas()) {
            return "the minimum is " + policy.minReplicas();
        }
        String metrics =
                String.join(", ", readings.stream().map(MetricReading::toString).toList());
        if (!active) {
            return metrics + ", not active";
        }
        return metrics + ", active; wants " + allowance.wanted() + ", the " + policy.strategy() + " allows "
                + Math.max(0, allowance.most());
    }

    private List<Condition> conditions(boolean active, boolean failed, boolean refused) {
        Condition ready;
        if (refused && policy.release().isSince(KedaRelease.V2_21)) {
            ready = condition("Ready", "False", "KEDAJobCreateFailed");
        } else if (failed) {
            ready = active
                    ? condition("Ready", "Unknown", "PartialTriggerError")
                    : condition("Ready", "False", "TriggerError");
        } else {
            ready = condition("Ready", "True", "ScaledJobReady");
        }
        return List.of(
                ready,
                active ? condition("Active", "True", "ScalerActive") : condition("Active", "False", "ScalerNotActive"));
    }

    private static Condition condition(String type, String status, String reason) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .build();
    }

    /** Collects the parts of a {@link JobScaler}. */
    public static final class Builder {

        private @Nullable JobPolicy policy;
        private @Nullable MetricSource metrics;
        private @Nullable Jobs jobs;
        private Timeline timeline = Timeline.virtual(Instant.EPOCH);

        private Builder() {}

        /**
         * Sets what to scale on, and the bounds. Required.
         *
         * @param newPolicy the policy of a ScaledJob
         * @return this
         */
        public Builder policy(JobPolicy newPolicy) {
            this.policy = requireNonNull(newPolicy, "policy");
            return this;
        }

        /**
         * Sets where the metrics come from. Required, unless all triggers are of type {@code cron}.
         *
         * @param newMetrics the source, which is read at every poll
         * @return this
         */
        public Builder metrics(MetricSource newMetrics) {
            this.metrics = requireNonNull(newMetrics, "metrics");
            return this;
        }

        /**
         * Sets the Jobs. Required.
         *
         * @param newJobs the Jobs, which the scaler counts and creates
         * @return this
         */
        public Builder jobs(Jobs newJobs) {
            this.jobs = requireNonNull(newJobs, "jobs");
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
         * {@return a scaler, ready for its first step}
         *
         * @throws io.github.keda4j.findings.FindingsException if policy, metrics or jobs are missing; it lists
         *     everything that is missing
         */
        public JobScaler build() {
            MissingParts missing = new MissingParts().require("policy", policy).require("jobs", jobs);
            if (policy == null || PolicyTrigger.needSource(policy.policyTriggers())) {
                missing.require("metrics", metrics);
            }
            missing.throwIfAny("JobScaler");
            return new JobScaler(this, requireNonNull(policy, "policy"), requireNonNull(jobs, "jobs"));
        }
    }
}
