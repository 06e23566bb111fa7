package io.github.keda4j.simulator;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import org.jspecify.annotations.Nullable;

/**
 * An autoscaler's {@code spec.behavior}.
 *
 * @param scaleUp how fast it may scale up
 * @param scaleDown how fast it may scale down
 */
record ScalingBehavior(ScalingRules scaleUp, ScalingRules scaleDown) {

    /**
     * The behavior that KEDA writes into the autoscaler; null if KEDA writes none, so that the controller's built-in
     * limits apply instead of policies.
     */
    static @Nullable ScalingBehavior of(
            @Nullable HorizontalPodAutoscalerBehavior given, Pauses pauses, HpaController controller) {
        if (given == null && !pauses.scaleIn() && !pauses.scaleOut()) {
            return null;
        }
        return new ScalingBehavior(
                ScalingRules.scaleUp(given == null ? null : given.getScaleUp(), pauses.scaleOut(), controller),
                ScalingRules.scaleDown(given == null ? null : given.getScaleDown(), pauses.scaleIn(), controller));
    }
}
