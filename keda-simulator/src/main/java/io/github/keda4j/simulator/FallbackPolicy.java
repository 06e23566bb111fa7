package io.github.keda4j.simulator;

import io.github.keda4j.keda.v1alpha1.FallbackBehavior;

/**
 * The replicas that a ScaledObject falls back to while a trigger cannot be read.
 *
 * @param failureThreshold failures in a row before the fallback; with one more it is in force
 * @param replicas to run then
 * @param behavior how that and the current replicas combine
 */
public record FallbackPolicy(int failureThreshold, int replicas, FallbackBehavior behavior) {

    int replicas(int current) {
        if (behavior.equals(FallbackBehavior.CURRENT_REPLICAS)) {
            return current;
        }
        if (behavior.equals(FallbackBehavior.CURRENT_REPLICAS_IF_HIGHER)) {
            return Math.max(current, replicas);
        }
        if (behavior.equals(FallbackBehavior.CURRENT_REPLICAS_IF_LOWER)) {
            return Math.min(current, replicas);
        }
        return replicas;
    }

    /**
     * Whether, for a trigger that failed too often, the formula gets nil instead of the autoscaler getting a number.
     */
    boolean leavesItToTheFormula() {
        return behavior.equals(FallbackBehavior.SCALING_MODIFIERS);
    }
}
