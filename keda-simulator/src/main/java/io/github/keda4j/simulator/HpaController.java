package io.github.keda4j.simulator;

import java.time.Duration;

/**
 * How the cluster runs its HorizontalPodAutoscalers: flags of kube-controller-manager, which EKS leaves at their defaults.
 *
 * <p>The simulation follows Kubernetes 1.36. Up to 1.34 a cluster ignores {@code tolerance} in the behavior of an
 * autoscaler, unless its feature gate HPAConfigurableTolerance is on.
 *
 * @param syncPeriod the time between two readings of the metrics, above 0 (--horizontal-pod-autoscaler-sync-period)
 * @param downscaleStabilization how long the highest recommendation holds, unless the autoscaler's behavior says
 *     otherwise (--horizontal-pod-autoscaler-downscale-stabilization)
 * @param tolerance how far the metric may differ from the target without a change; 0.1 is ten percent
 *     (--horizontal-pod-autoscaler-tolerance)
 */
public record HpaController(Duration syncPeriod, Duration downscaleStabilization, double tolerance) {

    /** The defaults of Kubernetes: every 15 seconds, 5 minutes, ten percent. */
    public static final HpaController DEFAULTS = new HpaController(Duration.ofSeconds(15), Duration.ofMinutes(5), 0.1);

    /**
     * Creates the settings from their parts.
     *
     * @param syncPeriod the sync period, above 0
     * @param downscaleStabilization the stabilization, at least 0
     * @param tolerance the tolerance, at least 0
     * @throws IllegalArgumentException if any of them is outside these bounds
     */
    public HpaController {
        if (syncPeriod.isNegative() || syncPeriod.isZero()) {
            throw new IllegalArgumentException("The sync period is " + syncPeriod + "; it must be above 0.");
        }
        if (downscaleStabilization.isNegative()) {
            throw new IllegalArgumentException(
                    "The downscale stabilization is " + downscaleStabilization + "; it must be 0 or more.");
        }
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("The tolerance is " + tolerance + "; it must be 0 or more.");
        }
    }
}
