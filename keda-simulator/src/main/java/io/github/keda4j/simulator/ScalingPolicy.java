package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.Fallback;
import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a ScaledObject says about scaling, with KEDA's defaults filled in: bounds, intervals, triggers, fallback, behavior.
 * Immutable.
 */
public final class ScalingPolicy {

    private final ScaledObjectSpec spec;
    private final List<TriggerTarget> triggers;
    private final Pauses pauses;
    private final HpaController controller;
    private final @Nullable ScalingBehavior behavior;

    private ScalingPolicy(
            ScaledObjectSpec spec, List<TriggerTarget> triggers, Pauses pauses, HpaController controller) {
        this.spec = spec;
        this.triggers = List.copyOf(triggers);
        this.pauses = pauses;
        this.controller = controller;
        this.behavior = ScalingBehavior.of(behaviorOf(spec), pauses, controller);
    }

    /**
     * A policy to take from a ScaledObject.
     *
     * @param scaledObject copied; later changes to it do not matter
     * @return a builder
     */
    public static Builder builder(ScaledObject scaledObject) {
        return new Builder(scaledObject.edit().build());
    }

    /**
     * Between two looks of KEDA at the triggers.
     *
     * @return 30 seconds where the ScaledObject says nothing
     */
    public Duration pollingInterval() {
        return seconds(spec.getPollingInterval(), 30);
    }

    /**
     * From the last active trigger until KEDA scales to zero or to the idle number.
     *
     * @return 300 seconds where the ScaledObject says nothing
     */
    public Duration cooldown() {
        return seconds(spec.getCooldownPeriod(), 300);
    }

    /**
     * From the creation of the ScaledObject until KEDA may scale to zero for the first time, if no trigger was active.
     *
     * @return 0 where the ScaledObject says nothing
     */
    public Duration initialCooldown() {
        return seconds(spec.getInitialCooldownPeriod(), 0);
    }

    /**
     * Fewest replicas, while a trigger is active and otherwise.
     *
     * @return 0 where the ScaledObject says nothing
     */
    public int minReplicas() {
        return requireNonNullElse(spec.getMinReplicaCount(), 0);
    }

    /**
     * Most replicas.
     *
     * @return 100 where the ScaledObject says nothing
     */
    public int maxReplicas() {
        return requireNonNullElse(spec.getMaxReplicaCount(), 100);
    }

    /**
     * Replicas while no trigger is active, if those are others than the minimum.
     *
     * @return empty where the ScaledObject says nothing
     */
    public OptionalInt idleReplicas() {
        Integer idle = spec.getIdleReplicaCount();
        return idle == null ? OptionalInt.empty() : OptionalInt.of(idle);
    }

    /**
     * What to scale on.
     *
     * @return in the order of the ScaledObject, at least one
     */
    public List<TriggerTarget> triggers() {
        return triggers;
    }

    /**
     * What holds while triggers cannot be read.
     *
     * @return empty where the ScaledObject says nothing
     */
    public Optional<FallbackPolicy> fallback() {
        Fallback fallback = spec.getFallback();
        return fallback == null
                ? Optional.empty()
                : Optional.of(new FallbackPolicy(
                        requireNonNullElse(fallback.getFailureThreshold(), 0),
                        requireNonNullElse(fallback.getReplicas(), 0),
                        requireNonNullElse(fallback.getBehavior(), FallbackBehavior.STATIC)));
    }

    /**
     * How the cluster runs its autoscalers.
     *
     * @return {@link HpaController#DEFAULTS} where nothing was said
     */
    public HpaController controller() {
        return controller;
    }

    /** Whether the autoscaler is shown what KEDA read at its last poll. */
    boolean usesCachedMetrics(int index) {
        List<ScaleTriggers> described = requireNonNullElse(spec.getTriggers(), List.of());
        return Boolean.TRUE.equals(described.get(index).getUseCachedMetrics());
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

    /** Collects what a ScaledObject does not say itself. */
    public static final class Builder {

        private final ScaledObject scaledObject;
        private final Map<String, TriggerTarget> targets = new LinkedHashMap<>();
        private HpaController controller = HpaController.DEFAULTS;

        private Builder(ScaledObject scaledObject) {
            this.scaledObject = scaledObject;
        }

        /**
         * The target of a trigger whose metadata is not to be read, because its type keeps it elsewhere.
         *
         * @param target under the trigger's name; a trigger without one is called {@code s<index>-<type>}
         * @return this
         */
        public Builder target(TriggerTarget target) {
            targets.put(target.name(), target);
            return this;
        }

        /**
         * How the cluster runs its autoscalers.
         *
         * @param newController {@link HpaController#DEFAULTS} where nothing is said
         * @return this
         */
        public Builder controller(HpaController newController) {
            this.controller = requireNonNull(newController, "controller");
            return this;
        }

        /**
         * The policy.
         *
         * @return with KEDA's defaults filled in
         * @throws io.github.keda4j.findings.FindingsException if the ScaledObject cannot be simulated: it lists every
         *     trigger that is no external one or has no known target, a formula over triggers, and every number or word
         *     that KEDA or Kubernetes would refuse
         */
        public ScalingPolicy build() {
            ScaledObjectSpec spec = requireNonNullElse(scaledObject.getSpec(), new ScaledObjectSpec());
            TriggerTargets reader = new TriggerTargets(targets);
            List<TriggerTarget> triggers = reader.of(spec.getTriggers());
            List<Finding> findings = new ArrayList<>(reader.findings());
            findings.addAll(new ScaledObjectChecks(spec, behaviorOf(spec)).findings());
            findings.addAll(Pauses.check(scaledObject));
            Findings.of(findings).about(describe()).throwIfErrors();
            return new ScalingPolicy(spec, triggers, Pauses.of(scaledObject), controller);
        }

        private String describe() {
            ObjectMeta metadata = requireNonNullElse(scaledObject.getMetadata(), new ObjectMeta());
            return "ScaledObject " + (metadata.getNamespace() == null ? "" : metadata.getNamespace() + "/")
                    + metadata.getName();
        }
    }
}
