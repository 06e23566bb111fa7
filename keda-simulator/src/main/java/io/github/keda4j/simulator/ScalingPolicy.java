package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.Fallback;
import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import io.github.keda4j.keda.v1alpha1.ScalingModifiers;
import io.github.keda4j.model.ObjectReferences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The scaling settings of a ScaledObject, with KEDA's defaults filled in: bounds, intervals, triggers, fallback,
 * behavior. Immutable.
 */
public final class ScalingPolicy {

    static final int DEFAULT_MAX_REPLICAS = 100;
    private static final int DEFAULT_POLLING_SECONDS = 30;
    private static final int DEFAULT_COOLDOWN_SECONDS = 300;

    private final ScaledObjectSpec spec;
    private final List<PolicyTrigger> triggers;
    private final Pauses pauses;
    private final HpaController controller;
    private final KedaRelease release;
    private final @Nullable ScalingBehavior behavior;
    private final @Nullable CompositeMetric composite;

    private ScalingPolicy(Builder builder, ScaledObjectSpec spec, List<PolicyTrigger> triggers) {
        this.spec = spec;
        this.triggers = List.copyOf(triggers);
        this.pauses = Pauses.of(builder.scaledObject);
        this.controller = builder.controller;
        this.release = builder.release;
        this.behavior = ScalingBehavior.of(behaviorOf(spec), pauses, controller);
        ScalingModifiers modifiers = modifiersOf(spec);
        this.composite = modifiers == null ? null : CompositeMetric.of(modifiers, spec.getTriggers());
    }

    /**
     * {@return a builder for the policy of a ScaledObject}
     *
     * @param scaledObject copied; later changes to it have no effect
     */
    public static Builder builder(ScaledObject scaledObject) {
        return new Builder(scaledObject.edit().build());
    }

    /** {@return the time between two polls of the triggers; 30 seconds by default} */
    public Duration pollingInterval() {
        return seconds(spec.getPollingInterval(), DEFAULT_POLLING_SECONDS);
    }

    /**
     * {@return the time from the last active poll until KEDA scales to zero or to the idle replicas; 300 seconds by
     * default}
     */
    public Duration cooldown() {
        return seconds(spec.getCooldownPeriod(), DEFAULT_COOLDOWN_SECONDS);
    }

    /**
     * {@return the time from the creation of the ScaledObject until KEDA may scale to zero for the first time, if no trigger was
     * active; 0 by default}
     */
    public Duration initialCooldown() {
        return seconds(spec.getInitialCooldownPeriod(), 0);
    }

    /** {@return the minimum number of replicas, whether or not a trigger is active; 0 by default} */
    public int minReplicas() {
        return requireNonNullElse(spec.getMinReplicaCount(), 0);
    }

    /** {@return the maximum number of replicas; 100 by default} */
    public int maxReplicas() {
        return requireNonNullElse(spec.getMaxReplicaCount(), DEFAULT_MAX_REPLICAS);
    }

    /** {@return the number of replicas while no trigger is active; empty if that is the minimum, which is the default} */
    public OptionalInt idleReplicas() {
        Integer idle = spec.getIdleReplicaCount();
        return idle == null ? OptionalInt.empty() : OptionalInt.of(idle);
    }

    /** {@return the triggers to scale on, in the order of the ScaledObject; at least one} */
    public List<TriggerTarget> triggers() {
        return triggers.stream().map(PolicyTrigger::target).toList();
    }

    /** {@return the fallback while triggers cannot be read; empty by default} */
    public Optional<FallbackPolicy> fallback() {
        Fallback fallback = spec.getFallback();
        return fallback == null
                ? Optional.empty()
                : Optional.of(new FallbackPolicy(
                        requireNonNullElse(fallback.getFailureThreshold(), 0),
                        requireNonNullElse(fallback.getReplicas(), 0),
                        requireNonNullElse(fallback.getBehavior(), FallbackBehavior.STATIC)));
    }

    /** {@return how the cluster runs its autoscalers; {@link HpaController#DEFAULTS} by default} */
    public HpaController controller() {
        return controller;
    }

    /** {@return the release of KEDA that is simulated; 2.20 by default} */
    public KedaRelease release() {
        return release;
    }

    List<PolicyTrigger> policyTriggers() {
        return triggers;
    }

    /** The metric of the formula, which replaces the metrics of all external triggers. */
    Optional<CompositeMetric> composite() {
        return Optional.ofNullable(composite);
    }

    /** The fallback, unless KEDA considers it invalid: with a formula, the target must be a whole number. */
    Optional<FallbackPolicy> fallbackInUse() {
        return composite == null || composite.allowsFallback() ? fallback() : Optional.empty();
    }

    /** Whether the autoscaler already does everything that KEDA's loop would do (KEDA 2.21, UsesHPAObservations). */
    boolean usesAutoscalersReadings() {
        return release.isSince(KedaRelease.V2_21)
                && minReplicas() > 0
                && idleReplicas().isEmpty()
                && triggers.stream().noneMatch(PolicyTrigger::cached)
                && composite == null;
    }

    /** The minReplicas of the HorizontalPodAutoscaler, which cannot be 0. */
    int hpaMinReplicas() {
        return Math.max(minReplicas(), 1);
    }

    Pauses pauses() {
        return pauses;
    }

    @Nullable
    ScalingBehavior behavior() {
        return behavior;
    }

    private static Duration seconds(@Nullable Integer given, int fallback) {
        return Duration.ofSeconds(requireNonNullElse(given, fallback));
    }

    private static @Nullable HorizontalPodAutoscalerBehavior behaviorOf(ScaledObjectSpec spec) {
        return spec.getAdvanced() == null || spec.getAdvanced().getHorizontalPodAutoscalerConfig() == null
                ? null
                : spec.getAdvanced().getHorizontalPodAutoscalerConfig().getBehavior();
    }

    /** Returns null if KEDA sees no modifiers; it ignores modifiers without any field. */
    static @Nullable ScalingModifiers modifiersOf(ScaledObjectSpec spec) {
        ScalingModifiers given =
                spec.getAdvanced() == null ? null : spec.getAdvanced().getScalingModifiers();
        return given == null || given.equals(new ScalingModifiers()) ? null : given;
    }

    /** Collects settings that are not in the ScaledObject itself. */
    public static final class Builder {

        private final ScaledObject scaledObject;
        private final Map<String, TriggerTarget> targets = new LinkedHashMap<>();
        private HpaController controller = HpaController.DEFAULTS;
        private KedaRelease release = KedaRelease.V2_20;

        private Builder(ScaledObject scaledObject) {
            this.scaledObject = scaledObject;
        }

        /**
         * Sets the target of a trigger whose metadata does not contain it, such as {@code external}, or should not be
         * read.
         *
         * @param target the target, with the trigger's name; a trigger without one is called {@code s<index>-<type>}
         * @return this
         */
        public Builder target(TriggerTarget target) {
            targets.put(target.name(), target);
            return this;
        }

        /**
         * Sets how the cluster runs its autoscalers.
         *
         * @param newController the flags; {@link HpaController#DEFAULTS} by default
         * @return this
         */
        public Builder controller(HpaController newController) {
            this.controller = requireNonNull(newController, "controller");
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
         * @throws io.github.keda4j.findings.FindingsException if the ScaledObject cannot be simulated: it lists
         *     everything that KEDA or Kubernetes would refuse, apart from names and the target, and every trigger whose
         *     target is unknown
         */
        public ScalingPolicy build() {
            ScaledObjectSpec spec = requireNonNullElse(scaledObject.getSpec(), new ScaledObjectSpec());
            Refusals refusals = new Refusals(scaledObject, release);
            TriggerTargets reader = new TriggerTargets(targets, refusals);
            List<PolicyTrigger> triggers = reader.of(spec.getTriggers());
            List<Finding> findings = new ArrayList<>(refusals.findings());
            findings.addAll(reader.findings());
            ScalingModifiers modifiers = modifiersOf(spec);
            if (modifiers != null && findings.isEmpty()) {
                findings.addAll(CompositeMetric.check(modifiers, spec.getTriggers()));
            }
            Findings.of(findings).about(ObjectReferences.of(scaledObject)).throwIfErrors();
            return new ScalingPolicy(this, spec, triggers);
        }
    }
}
