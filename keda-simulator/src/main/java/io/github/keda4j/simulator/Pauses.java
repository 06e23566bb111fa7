package io.github.keda4j.simulator;

import io.github.keda4j.keda.v1alpha1.KedaAnnotations;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import java.util.OptionalInt;

/**
 * The settings in a ScaledObject's annotations for pausing and forced activation.
 *
 * @param paused whether KEDA and the autoscaler leave the workload alone
 * @param replicas the number of replicas at which to pause; empty if the current number stays
 * @param scaleIn whether replicas must not be removed
 * @param scaleOut whether replicas must not be added
 * @param forceActivation whether the triggers count as active
 */
record Pauses(boolean paused, OptionalInt replicas, boolean scaleIn, boolean scaleOut, boolean forceActivation) {

    static Pauses of(ScaledObject scaledObject) {
        KedaAnnotations annotations = KedaAnnotations.of(scaledObject);
        return new Pauses(
                annotations.isPaused(),
                annotations.pausedReplicas(),
                annotations.isScaleInPaused(),
                annotations.isScaleOutPaused(),
                annotations.isForceActivation());
    }

    boolean any() {
        return paused || scaleIn || scaleOut;
    }
}
