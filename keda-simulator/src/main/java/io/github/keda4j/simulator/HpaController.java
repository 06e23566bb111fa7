package io.github.keda4j.simulator;

import java.time.Duration;

/**
 * How the cluster runs its HorizontalPodAutoscalers: flags of kube-controller-manager, which EKS leaves at their defaults.
 *
 * @param syncPeriod between two looks at the metrics, above 0 (--horizontal-pod-autoscaler-sync-period)
 * @param downscaleStabilization for how long the highest recommendation holds, unless the autoscaler says otherwise
 *     (--horizontal-pod-autoscaler-downscale-stabilization)
 * @param tolerance by how much metric and target may differ without a change; 0.1 is ten percent
 *     (--horizontal-pod-autoscaler-tolerance)
 */
public record HpaController(Duration syncPeriod, Duration downscaleStabilization, double tolerance) {

    /** What Kubernetes does unless told otherwise: every 15 seconds, 5 minutes, ten percent. */
    public static final HpaController DEFAULTS = new HpaController(Duration.ofSeconds(15), Duration.ofMinutes(5), 0.1);

    /**
     * Takes the parts as they are.
     *
     * @param syncPeriod above 0
     * @param downscaleStabilization at least 0
     * @param tolerance at least 0
     * @throws IllegalArgumentException if one of them is outside these bounds
     */
    public HpaController {
        if (syncPeriod.isNegative() || syncPeriod.isZero()) {
            throw new IllegalArgumentException("sync period is " + syncPeriod + "; it must be above 0");
        }
        if (downscaleStabilization.isNegative()) {
            throw new IllegalArgumentException(
                    "downscale stabilization is " + downscaleStabilization + "; 0 or more is allowed");
        }
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance is " + tolerance + "; 0 or more is allowed");
        }
    }
}
