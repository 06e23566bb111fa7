package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.KedaAnnotations;
import io.github.keda4j.keda.v1alpha1.MultipleScalersCalculation;
import io.github.keda4j.keda.v1alpha1.RolloutStrategy;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledJobSpec;
import io.github.keda4j.model.ObjectReferences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scaling settings of a ScaledJob, with KEDA's defaults filled in. Immutable. */
public final class JobPolicy {

    private static final int DEFAULT_MAX_JOBS = 100;
    private static final int DEFAULT_POLLING_SECONDS = 30;

    private final ScaledJobSpec spec;
    private final List<PolicyTrigger> triggers;
    private final JobStrategy strategy;
    private final KedaRelease release;
    private final boolean paused;

    private JobPolicy(Builder builder, ScaledJobSpec spec, List<PolicyTrigger> triggers) {
        this.spec = spec;
        this.triggers = List.copyOf(triggers);
        this.strategy = JobStrategy.of(spec.getScalingStrategy());
        this.release = builder.release;
        this.paused = KedaAnnotations.of(builder.scaledJob).isPaused();
    }

    /**
     * {@return a builder for the policy of a ScaledJob}
     *
     * @param scaledJob copied; later changes to it have no effect
     */
    public static Builder builder(ScaledJob scaledJob) {
        return new Builder(scaledJob.edit().build());
    }

    /** {@return the time between two polls of the triggers; 30 seconds by default} */
    public Duration pollingInterval() {
        return Duration.ofSeconds(requireNonNullElse(spec.getPollingInterval(), DEFAULT_POLLING_SECONDS));
    }

    /** {@return the minimum number of Jobs, which KEDA keeps running regardless of the triggers; 0 by default} */
    public int minReplicas() {
        int min = requireNonNullElse(spec.getMinReplicaCount(), 0);
        Integer max = spec.getMaxReplicaCount();
        return max == null ? min : Math.min(min, max);
    }

    /**
     * {@return the maximum number of Jobs in addition to the minimum, which KEDA uses in its computation:
     * maxReplicaCount minus minReplicaCount; 100 by default, regardless of the minimum}
     */
    public int maxReplicas() {
        Integer max = spec.getMaxReplicaCount();
        if (max == null) {
            return DEFAULT_MAX_JOBS;
        }
        int min = requireNonNullElse(spec.getMinReplicaCount(), 0);
        return min > max ? max : max - min;
    }

    /** {@return the triggers to scale on, in the order of the ScaledJob; at least one} */
    public List<TriggerTarget> triggers() {
        return triggers.stream().map(PolicyTrigger::target).toList();
    }

    /** {@return the release of KEDA that is simulated; 2.20 by default} */
    public KedaRelease release() {
        return release;
    }

    List<PolicyTrigger> policyTriggers() {
        return triggers;
    }

    JobStrategy strategy() {
        return strategy;
    }

    boolean isPaused() {
        return paused;
    }

    MultipleScalersCalculation calculation() {
        MultipleScalersCalculation given = spec.getScalingStrategy() == null
                ? null
                : spec.getScalingStrategy().getMultipleScalersCalculation();
        return given == null ? MultipleScalersCalculation.MAX : given;
    }

    /** Whether existing Jobs continue after the ScaledJob changes; the deprecated field takes precedence. */
    boolean keepsJobsOnChange() {
        RolloutStrategy deprecated = spec.getRolloutStrategy();
        RolloutStrategy strategy = deprecated != null || spec.getRollout() == null
                ? deprecated
                : spec.getRollout().getStrategy();
        return RolloutStrategy.GRADUAL.equals(strategy);
    }

    /** Collects settings that are not in the ScaledJob itself. */
    public static final class Builder {

        private final ScaledJob scaledJob;
        private final Map<String, TriggerTarget> targets = new LinkedHashMap<>();
        private KedaRelease release = KedaRelease.V2_20;

        private Builder(ScaledJob scaledJob) {
            this.scaledJob = scaledJob;
        }

        /**
         * Sets the target of a trigger whose metadata does not contain it, such as {@code external}.
         *
         * @param target the target, with the trigger's name; a trigger without one is called {@code s<index>-<type>}
         * @return this
         */
        public Builder target(TriggerTarget target) {
            targets.put(target.name(), target);
            return this;
        }

        /**
         * Sets the release of KEDA to simulate.
         *
         * @param newRelease the release; 2.20 by default
         * @return this
         */
        public Builder release(KedaRelease newRelease) {
            this.release = requireNonNull(newRelease, "release");
            return this;
        }

        /**
         * {@return the policy, with KEDA's defaults filled in}
         *
         * @throws io.github.keda4j.findings.FindingsException if the ScaledJob cannot be simulated: it lists everything
         *     that KEDA or Kubernetes would refuse, apart from names and the Job, and every trigger whose target is
         *     unknown
         */
        public JobPolicy build() {
            ScaledJobSpec spec = requireNonNullElse(scaledJob.getSpec(), new ScaledJobSpec());
            Refusals refusals = new Refusals(scaledJob, release);
            TriggerTargets reader = new TriggerTargets(targets, refusals);
            List<PolicyTrigger> triggers = reader.of(spec.getTriggers());
            List<Finding> findings = new ArrayList<>(refusals.findings());
            findings.addAll(reader.findings());
            Findings.of(findings).about(ObjectReferences.of(scaledJob)).throwIfErrors();
            return new JobPolicy(this, spec, triggers);
        }
    }
}
