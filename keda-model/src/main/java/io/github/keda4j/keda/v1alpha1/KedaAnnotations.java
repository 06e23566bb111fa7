package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that KEDA understands, as constants and as a typed view of one object's metadata; setting something
 * here sets it on the object.
 *
 * <p>For a boolean, KEDA accepts what Go accepts ({@code 1}, {@code t}, {@code true} and so on), and treats any other
 * text as true.
 */
public final class KedaAnnotations {

    /** Pauses a ScaledObject or a ScaledJob: {@code true} or {@code false}. */
    public static final String PAUSED = "autoscaling.keda.sh/paused";

    /** Scales a ScaledObject's workload to this number of replicas and pauses it there. */
    public static final String PAUSED_REPLICAS = "autoscaling.keda.sh/paused-replicas";

    /** Keeps a ScaledObject from removing replicas: {@code true} or {@code false}. */
    public static final String PAUSED_SCALE_IN = "autoscaling.keda.sh/paused-scale-in";

    /** Keeps a ScaledObject from adding replicas: {@code true} or {@code false}. */
    public static final String PAUSED_SCALE_OUT = "autoscaling.keda.sh/paused-scale-out";

    /** Makes KEDA treat every trigger of a ScaledObject as active: {@code true} or {@code false}. */
    public static final String FORCE_ACTIVATION = "autoscaling.keda.sh/force-activation";

    /** Lets a ScaledObject take over an existing HorizontalPodAutoscaler that it names: {@code true}. */
    public static final String TRANSFER_HPA_OWNERSHIP = "scaledobject.keda.sh/transfer-hpa-ownership";

    /** Labels of a ScaledObject that are not copied to its HorizontalPodAutoscaler, separated by commas. */
    public static final String HPA_EXCLUDED_LABELS = "scaledobject.keda.sh/hpa-excluded-labels";

    /** The value {@code false} on a HorizontalPodAutoscaler lets a ScaledObject scale the same workload. */
    public static final String VALIDATE_HPA_OWNERSHIP = "validations.keda.sh/hpa-ownership";

    /** The texts that Go's {@code strconv.ParseBool} reads as false. */
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private final HasMetadata object;

    private KedaAnnotations(HasMetadata object) {
        this.object = object;
    }

    /**
     * The annotations of an object.
     *
     * @param object a ScaledObject, a ScaledJob or a HorizontalPodAutoscaler
     * @return a view that reads and writes the metadata of that object
     */
    public static KedaAnnotations of(HasMetadata object) {
        return new KedaAnnotations(object);
    }

    /** {@return whether scaling should be paused, by either {@link #PAUSED} or {@link #PAUSED_REPLICAS}} */
    public boolean isPaused() {
        return isTrue(PAUSED) || get(PAUSED_REPLICAS) != null;
    }

    /**
     * The number of replicas at which scaling should be paused.
     *
     * @return the number; empty if the current number stays
     * @throws IllegalArgumentException if {@link #PAUSED_REPLICAS} is not an integer; KEDA then fails to reconcile
     */
    public OptionalInt pausedReplicas() {
        String replicas = get(PAUSED_REPLICAS);
        if (replicas == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(replicas));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "annotation " + PAUSED_REPLICAS + " is \"" + replicas + "\"; KEDA reads a 32-bit integer",
                    notANumber);
        }
    }

    /**
     * Pauses scaling at the current number of replicas.
     *
     * @return this
     */
    public KedaAnnotations pause() {
        return set(PAUSED, "true").set(PAUSED_REPLICAS, null);
    }

    /**
     * Scales to a number of replicas and pauses there.
     *
     * @param replicas the number of replicas, at least 0
     * @return this
     * @throws IllegalArgumentException if {@code replicas} is negative
     */
    public KedaAnnotations pauseAt(int replicas) {
        if (replicas < 0) {
            throw new IllegalArgumentException("cannot pause at " + replicas + " replicas; 0 or more is allowed");
        }
        return set(PAUSED, null).set(PAUSED_REPLICAS, Integer.toString(replicas));
    }

    /**
     * Resumes scaling after {@link #pause} or {@link #pauseAt}.
     *
     * @return this
     */
    public KedaAnnotations resume() {
        return set(PAUSED, null).set(PAUSED_REPLICAS, null);
    }

    /** {@return whether KEDA is kept from removing replicas} */
    public boolean isScaleInPaused() {
        return isTrue(PAUSED_SCALE_IN);
    }

    /**
     * Keeps KEDA from removing replicas, or allows it again.
     *
     * @param paused whether KEDA should be kept from it
     * @return this
     */
    public KedaAnnotations setScaleInPaused(boolean paused) {
        return set(PAUSED_SCALE_IN, paused ? "true" : null);
    }

    /** {@return whether KEDA is kept from adding replicas} */
    public boolean isScaleOutPaused() {
        return isTrue(PAUSED_SCALE_OUT);
    }

    /**
     * Keeps KEDA from adding replicas, or allows it again.
     *
     * @param paused whether KEDA should be kept from it
     * @return this
     */
    public KedaAnnotations setScaleOutPaused(boolean paused) {
        return set(PAUSED_SCALE_OUT, paused ? "true" : null);
    }

    /** {@return whether every trigger counts as active} */
    public boolean isForceActivation() {
        return isTrue(FORCE_ACTIVATION);
    }

    /**
     * Makes KEDA treat every trigger as active, or stops that.
     *
     * @param force whether every trigger should count as active
     * @return this
     */
    public KedaAnnotations setForceActivation(boolean force) {
        return set(FORCE_ACTIVATION, force ? "true" : null);
    }

    /** {@return whether the ScaledObject takes over an existing autoscaler; only the exact word {@code true} counts} */
    public boolean isTransferHpaOwnership() {
        return "true".equals(get(TRANSFER_HPA_OWNERSHIP));
    }

    /**
     * Lets the ScaledObject take over the existing HorizontalPodAutoscaler that {@code
     * spec.advanced.horizontalPodAutoscalerConfig.name} names.
     *
     * @param transfer whether the ScaledObject should take it over
     * @return this
     */
    public KedaAnnotations setTransferHpaOwnership(boolean transfer) {
        return set(TRANSFER_HPA_OWNERSHIP, transfer ? "true" : null);
    }

    /** {@return the labels that are not copied to the autoscaler; empty if all are copied} */
    public List<String> hpaExcludedLabels() {
        String labels = get(HPA_EXCLUDED_LABELS);
        return labels == null
                ? List.of()
                : Stream.of(labels.split(",", -1))
                        .map(String::strip)
                        .filter(label -> !label.isEmpty())
                        .toList();
    }

    /**
     * Keeps labels of the ScaledObject off its autoscaler.
     *
     * @param labels the keys of the labels; an empty list passes all labels on
     * @return this
     */
    public KedaAnnotations setHpaExcludedLabels(List<String> labels) {
        return set(HPA_EXCLUDED_LABELS, labels.isEmpty() ? null : String.join(",", labels));
    }

    /** {@return whether KEDA's admission webhook looks for ScaledObjects with the same workload as this autoscaler} */
    public boolean isHpaOwnershipValidated() {
        return !"false".equals(get(VALIDATE_HPA_OWNERSHIP));
    }

    /**
     * Turns the webhook's check of this HorizontalPodAutoscaler off, or on again.
     *
     * @param validated whether KEDA's admission webhook should check it
     * @return this
     */
    public KedaAnnotations setHpaOwnershipValidated(boolean validated) {
        return set(VALIDATE_HPA_OWNERSHIP, validated ? null : "false");
    }

    private boolean isTrue(String annotation) {
        String value = get(annotation);
        return value != null && !FALSE.contains(value);
    }

    private @Nullable String get(String annotation) {
        ObjectMeta metadata = object.getMetadata();
        return metadata == null || metadata.getAnnotations() == null
                ? null
                : metadata.getAnnotations().get(annotation);
    }

    private KedaAnnotations set(String annotation, @Nullable String value) {
        if (object.getMetadata() == null) {
            object.setMetadata(new ObjectMeta());
        }
        Map<String, String> before = object.getMetadata().getAnnotations();
        Map<String, String> after = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
        if (value == null) {
            after.remove(annotation);
        } else {
            after.put(annotation, value);
        }
        object.getMetadata().setAnnotations(after);
        return this;
    }
}
