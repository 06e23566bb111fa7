package io.github.keda4j.simulator;

import io.github.keda4j.keda.v1alpha1.FallbackBehavior;

/**
 * The replicas that a ScaledObject falls back to while a trigger cannot be read.
 *
 * @param failureThreshold failures in a row that are tolerated; with one more, the fallback is in force
 * @param replicas the number of replicas to run then
 * @param behavior how this number and the current one are combined
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
     * Whether a trigger that failed too often is nil in the formula. Otherwise, the autoscaler gets the fallback's
     * number.
     */
    boolean leavesItToTheFormula() {
        return behavior.equals(FallbackBehavior.SCALING_MODIFIERS);
    }
}
