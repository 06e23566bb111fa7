package io.github.keda4j.simulator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.keda.v1alpha1.KedaAnnotations;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a ScaledObject's annotations say about pausing and forcing.
 *
 * @param paused whether KEDA and the autoscaler leave the workload alone
 * @param replicas at which to pause; empty where the current number stays
 * @param scaleIn whether no replica may be taken away
 * @param scaleOut whether no replica may be added
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

    /** KEDA fails to reconcile a ScaledObject whose replicas to pause at are not a number. */
    static List<Finding> check(ScaledObject scaledObject) {
        try {
            KedaAnnotations.of(scaledObject).pausedReplicas();
            return List.of();
        } catch (IllegalArgumentException notANumber) {
            return List.of(Finding.error(
                    "simulator-annotation",
                    Pointer.to("metadata", "annotations", KedaAnnotations.PAUSED_REPLICAS)
                            .toString(),
                    "Annotation " + KedaAnnotations.PAUSED_REPLICAS + " is \""
                            + scaledObject.getMetadata().getAnnotations().get(KedaAnnotations.PAUSED_REPLICAS)
                            + "\"; it must be a 32-bit integer, or KEDA cannot reconcile the ScaledObject."));
        }
    }

    boolean any() {
        return paused || scaleIn || scaleOut;
    }
}
