package io.github.keda4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * KEDA's own part: from zero (or the idle number) to the minimum while a trigger is active, and back after the cooldown
 * (KEDA 2.20, pkg/scaling/executor/scale_scaledobjects.go).
 */
final class KedaScaler {

    private final ScalingPolicy policy;
    private final Instant created;
    private @Nullable Instant lastActive;

    KedaScaler(ScalingPolicy policy, Instant created) {
        this.policy = policy;
        this.created = created;
    }

    HorizontalAutoscaler.Outcome poll(Instant now, int current, List<MetricReading> readings) {
        boolean failed = readings.stream().anyMatch(reading -> reading.failure() != null);
        if (policy.pauses().forceActivation() || isActive(readings)) {
            return active(now, current, failed, readings);
        }
        return inactive(now, current, failed, readings);
    }

    private boolean isActive(List<MetricReading> readings) {
        for (int index = 0; index < readings.size(); index++) {
            MetricReading reading = readings.get(index);
            double activation = policy.triggers().get(index).activation();
            if (reading.fallback() || (reading.isUsable() && reading.value() > activation)) {
                return true;
            }
        }
        return false;
    }

    private HorizontalAutoscaler.Outcome active(
            Instant now, int current, boolean failed, List<MetricReading> readings) {
        String metrics = HorizontalAutoscaler.describe(readings);
        boolean asleep = current == 0 || (policy.idleReplicas().isPresent() && current < policy.minReplicas());
        if (asleep) {
            if (policy.pauses().scaleOut()) {
                return stay(current, metrics + ", active, but scaling out is paused");
            }
            lastActive = now;
            return new HorizontalAutoscaler.Outcome(Math.max(policy.minReplicas(), 1), metrics + ", active");
        }
        if (!failed) {
            lastActive = now;
        }
        return stay(current, metrics + ", active");
    }

    private HorizontalAutoscaler.Outcome inactive(
            Instant now, int current, boolean failed, List<MetricReading> readings) {
        String metrics = HorizontalAutoscaler.describe(readings);
        Optional<FallbackPolicy> fallback = policy.fallback();
        if (failed && (fallback.isEmpty() || fallback.get().replicas() != 0)) {
            return stay(current, metrics);
        }
        int rest = policy.idleReplicas().orElse(policy.minReplicas());
        boolean mayRest = policy.idleReplicas().isPresent() ? current > rest : current > 0 && policy.minReplicas() == 0;
        if (mayRest) {
            Duration left = cooldownLeft(now);
            if (!left.isNegative()) {
                return stay(current, metrics + ", not active, cooling down");
            }
            if (policy.pauses().scaleIn()) {
                return stay(current, metrics + ", not active, but scaling in is paused");
            }
            return new HorizontalAutoscaler.Outcome(rest, metrics + ", not active, cooldown is over");
        }
        if (policy.idleReplicas().isEmpty() && current < policy.minReplicas()) {
            return new HorizontalAutoscaler.Outcome(policy.minReplicas(), "fewer than the minimum");
        }
        return stay(current, metrics + ", not active");
    }

    /** Negative once the cooldown is over; at its very end it is not. */
    private Duration cooldownLeft(Instant now) {
        Instant end = lastActive == null ? created.plus(policy.initialCooldown()) : lastActive.plus(policy.cooldown());
        return Duration.between(now, end);
    }

    private static HorizontalAutoscaler.Outcome stay(int current, String reason) {
        return new HorizontalAutoscaler.Outcome(current, reason);
    }
}
