package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.keda.v1alpha1.KedaAnnotations;
import io.github.keda4j.keda.v1alpha1.MultipleScalersCalculation;
import io.github.keda4j.keda.v1alpha1.RolloutStrategy;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledJobSpec;
import io.github.keda4j.model.ObjectReferences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a ScaledJob says about scaling, with KEDA's defaults filled in. Immutable. */
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
     * @param scaledJob copied; later changes to it do not matter
     */
    public static Builder builder(ScaledJob scaledJob) {
        return new Builder(scaledJob.edit().build());
    }

    /** {@return the time between two looks of KEDA at the triggers; 30 seconds by default} */
    public Duration pollingInterval() {
        return Duration.ofSeconds(requireNonNullElse(spec.getPollingInterval(), DEFAULT_POLLING_SECONDS));
    }

    /** {@return the fewest Jobs, which KEDA keeps running whatever the triggers say; 0 by default} */
    public int minReplicas() {
        int min = requireNonNullElse(spec.getMinReplicaCount(), 0);
        Integer max = spec.getMaxReplicaCount();
        return max == null ? min : Math.min(min, max);
    }

    /**
     * {@return the most Jobs besides the fewest, which is what KEDA computes with: maxReplicaCount without minReplicaCount; 100 by
     * default, whatever the minimum}
     */
    public int maxReplicas() {
        Integer max = spec.getMaxReplicaCount();
        if (max == null) {
            return DEFAULT_MAX_JOBS;
        }
        int min = requireNonNullElse(spec.getMinReplicaCount(), 0);
        return min > max ? max : max - min;
    }

    /** {@return what to scale on, in the order of the ScaledJob; at least one} */
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

    /** Whether Jobs of the ScaledJob as it was before go on after a change; the deprecated field wins. */
    boolean keepsJobsOnChange() {
        RolloutStrategy deprecated = spec.getRolloutStrategy();
        RolloutStrategy strategy = deprecated != null || spec.getRollout() == null
                ? deprecated
                : spec.getRollout().getStrategy();
        return RolloutStrategy.GRADUAL.equals(strategy);
    }

    /** Collects what a ScaledJob does not say itself. */
    public static final class Builder {

        private final ScaledJob scaledJob;
        private final Map<String, TriggerTarget> targets = new LinkedHashMap<>();
        private KedaRelease release = KedaRelease.V2_20;

        private Builder(ScaledJob scaledJob) {
            this.scaledJob = scaledJob;
        }

        /**
         * Sets the target of a trigger whose metadata does not say it, such as {@code external}.
         *
         * @param target under the trigger's name; a trigger without one is called {@code s<index>-<type>}
         * @return this
         */
        public Builder target(TriggerTarget target) {
            targets.put(target.name(), target);
            return this;
        }

        /**
         * Sets the release of KEDA to simulate.
         *
         * @param newRelease 2.20 by default
         * @return this
         */
        public Builder release(KedaRelease newRelease) {
            this.release = requireNonNull(newRelease, "release");
            return this;
        }

        /**
         * {@return the policy, with KEDA's defaults filled in}
         *
         * @throws io.github.keda4j.findings.FindingsException if the ScaledJob cannot be simulated: it lists every trigger that
         *     KEDA would refuse or whose target is not known, and every number that KEDA would refuse
         */
        public JobPolicy build() {
            ScaledJobSpec spec = requireNonNullElse(scaledJob.getSpec(), new ScaledJobSpec());
            TriggerTargets reader = new TriggerTargets(targets);
            List<PolicyTrigger> triggers = reader.of(spec.getTriggers());
            List<Finding> findings = new ArrayList<>(reader.findings());
            checkMetricTypes(requireNonNullElse(spec.getTriggers(), List.of()), findings);
            atLeast(1, spec.getPollingInterval(), "pollingInterval", findings);
            atLeast(0, spec.getMinReplicaCount(), "minReplicaCount", findings);
            atLeast(1, spec.getMaxReplicaCount(), "maxReplicaCount", findings);
            Findings.of(findings).about(ObjectReferences.of(scaledJob)).throwIfErrors();
            return new JobPolicy(this, spec, triggers);
        }

        private static void checkMetricTypes(List<ScaleTriggers> triggers, List<Finding> findings) {
            for (int index = 0; index < triggers.size(); index++) {
                if (triggers.get(index).getMetricType() != null) {
                    findings.add(Finding.error(
                            "simulator-metric-type",
                            Pointer.to("spec", "triggers")
                                    .element(index)
                                    .field("metricType")
                                    .toString(),
                            "metricType is \"" + triggers.get(index).getMetricType()
                                    + "\"; the triggers of a ScaledJob must not have one."));
                }
            }
        }

        private static void atLeast(int least, @Nullable Integer found, String field, List<Finding> findings) {
            if (found != null && found < least) {
                findings.add(Finding.error(
                        "simulator-bounds",
                        "/spec/" + field,
                        field + " is " + found + "; it must be " + least + " or more."));
            }
        }
    }
}
