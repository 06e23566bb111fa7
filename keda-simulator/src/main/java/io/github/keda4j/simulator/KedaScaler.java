package io.github.keda4j.simulator;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObjectStatus;
import io.github.keda4j.keda.v1alpha1.ScaledObjectStatusBuilder;
import io.github.keda4j.simulator.MetricReader.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * KEDA's own part in scaling: from zero (or the idle replicas) to the minimum while a trigger is active, and back after
 * the cooldown (KEDA, pkg/scaling/executor/scale_scaledobjects.go).
 */
final class KedaScaler {

    private final ScalingPolicy policy;

    /**
     * The time in whole seconds, because the API server stores times in whole seconds. The same is true of {@link
     * #lastActive}.
     */
    private final Instant created;

    private @Nullable Instant lastActive;
    private Verdict ready = new Verdict("True", "ScaledObjectReady");
    private Verdict active = new Verdict("Unknown", "");

    KedaScaler(ScalingPolicy policy, Instant created) {
        this.policy = policy;
        this.created = created.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The result of one sync.
     *
     * @param replicas the number of replicas to run
     * @param activates whether this step activates the workload; the cooldown counts from then on
     * @param reason the reason, as readable text
     */
    record Step(int replicas, boolean activates, String reason) {}

    /** Status and reason of a condition. */
    private record Verdict(String status, String reason) {}

    Step poll(Instant now, int current, State state) {
        ready = new Verdict("True", "ScaledObjectReady");
        String metrics = describe(state);
        return state.active() || policy.pauses().forceActivation()
                ? active(now, current, state, metrics)
                : inactive(now, current, state, metrics);
    }

    /** Records a step. This must be called after a step that changed the replicas. */
    void scaled(Instant now, Step step) {
        if (step.activates()) {
            lastActive = now.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /** Records a failed step. This must be called after a step that the workload refused. */
    void failed() {
        if (policy.release().isSince(KedaRelease.V2_21)) {
            ready = new Verdict("False", "ErrorScalingTarget");
        }
    }

    /**
     * Returns what KEDA writes into the object's status.
     *
     * @param fallback whether a fallback is in force; empty while that is unknown
     */
    ScaledObjectStatus status(Optional<Boolean> fallback) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition("Ready", ready));
        conditions.add(condition("Active", active));
        conditions.add(condition(
                "Fallback",
                fallback.map(inForce -> inForce
                                ? new Verdict("True", "FallbackExists")
                                : new Verdict("False", "NoFallbackFound"))
                        .orElse(new Verdict("Unknown", ""))));
        boolean paused = policy.pauses().any();
        conditions.add(
                condition("Paused", paused ? new Verdict("True", "ScaledObjectPaused") : new Verdict("False", "")));
        ScaledObjectStatusBuilder status = new ScaledObjectStatusBuilder().withConditions(conditions);
        if (lastActive != null) {
            status.withLastActiveTime(lastActive.toString());
        }
        policy.pauses().replicas().ifPresent(status::withPausedReplicaCount);
        return status.build();
    }

    private static Condition condition(String type, Verdict verdict) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(verdict.status())
                .withReason(verdict.reason())
                .build();
    }

    private Step active(Instant now, int current, State state, String metrics) {
        active = new Verdict("True", "ScalerActive");
        String reason = metrics + (state.active() ? ", active" : ", activation is forced");
        boolean atRest = current == 0 || (policy.idleReplicas().isPresent() && current < policy.minReplicas());
        if (atRest) {
            return policy.pauses().scaleOut()
                    ? stay(current, reason + ", but scaling out is paused")
                    : new Step(Math.max(policy.minReplicas(), 1), true, reason);
        }
        if (state.failed()) {
            ready = new Verdict("Unknown", "PartialTriggerError");
        } else {
            lastActive = now.truncatedTo(ChronoUnit.SECONDS);
        }
        return stay(current, reason);
    }

    private Step inactive(Instant now, int current, State state, String metrics) {
        active = new Verdict("False", "ScalerNotActive");
        Optional<FallbackPolicy> fallBack = policy.fallback();
        if (state.failed() && fallBack.isEmpty()) {
            ready = new Verdict("False", "TriggerError");
            return stay(current, metrics);
        }
        if (state.failed() && fallBack.isPresent() && fallBack.get().replicas() != 0) {
            return stay(current, metrics + ", the fallback is pending");
        }
        int rest = policy.idleReplicas().orElse(policy.minReplicas());
        boolean mayRest = policy.idleReplicas().isPresent() ? current > rest : current > 0 && policy.minReplicas() == 0;
        if (mayRest) {
            return rest(now, current, rest, metrics + ", not active");
        }
        if (policy.idleReplicas().isEmpty() && current < policy.minReplicas()) {
            return new Step(policy.minReplicas(), false, "the minimum is " + policy.minReplicas());
        }
        return stay(current, metrics + ", not active");
    }

    private Step rest(Instant now, int current, int rest, String reason) {
        if (policy.pauses().scaleIn()) {
            return stay(current, reason + ", but scaling in is paused");
        }
        Instant last = lastActive;
        boolean over = last == null
                ? Elapsed.isOver(created, policy.initialCooldown(), now)
                : Elapsed.isOver(last, policy.cooldown(), now);
        if (over) {
            return new Step(rest, false, reason + ", the cooldown is over");
        }
        active = new Verdict("False", "ScalerCooldown");
        Instant end = last == null ? created.plus(policy.initialCooldown()) : last.plus(policy.cooldown());
        return stay(current, reason + ", cooling down until " + end);
    }

    /** The metric of a formula represents the triggers that the formula reads. */
    private String describe(State state) {
        List<MetricReading> readings = state.readings();
        if (readings.isEmpty()) {
            return "only cpu and memory";
        }
        if (policy.composite().isPresent()) {
            return readings.get(readings.size() - 1).toString();
        }
        return String.join(", ", readings.stream().map(MetricReading::toString).toList());
    }

    private static Step stay(int current, String reason) {
        return new Step(current, false, reason);
    }
}
