package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import java.util.Set;

/**
 * The target of one trigger: the metric value that a replica can handle, and the value above which the workload scales
 * up from zero.
 *
 * @param name the trigger's name in metrics and decisions: its own name, or its index and type
 * @param type the trigger's type, such as {@code aws-sqs-queue}
 * @param metricType {@link MetricTargetType#AVERAGE_VALUE} or {@link MetricTargetType#VALUE}; for {@code cpu} and {@code memory}
 *     {@link MetricTargetType#UTILIZATION} or {@link MetricTargetType#AVERAGE_VALUE}
 * @param target the target, above 0: the metric of each replica for {@code AverageValue}, of all replicas together for
 *     {@code Value}, percent for {@code Utilization}
 * @param activation the value that the metric must exceed for the workload to be active; 0 by default in KEDA. {@code
 *     cpu} and {@code memory} triggers never make the workload active
 */
public record TriggerTarget(String name, String type, MetricTargetType metricType, double target, double activation) {

    private static final Set<MetricTargetType> OF_RESOURCE =
            Set.of(MetricTargetType.UTILIZATION, MetricTargetType.AVERAGE_VALUE);
    private static final Set<MetricTargetType> OF_EXTERNAL =
            Set.of(MetricTargetType.VALUE, MetricTargetType.AVERAGE_VALUE);

    /**
     * Creates a target from its parts.
     *
     * @param name the name, not blank
     * @param type the type, not blank
     * @param metricType a metric type that the trigger type allows
     * @param target the target, at least 0.0005, which KEDA rounds to 0.001
     * @param activation the activation value, which may be any number
     * @throws IllegalArgumentException if the target is not a number or rounds to 0 thousandths, or if the type has no
     *     such metric type
     */
    public TriggerTarget {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        if (Thousandths.rounded(target) == 0) {
            throw new IllegalArgumentException(
                    "The target of trigger " + name + " is " + target + "; it must be a number of at least 0.001.");
        }
        boolean resource = isResource(type);
        if (!(resource ? OF_RESOURCE : OF_EXTERNAL).contains(metricType)) {
            throw new IllegalArgumentException("The metric type of trigger " + name + " is " + metricType + "; " + type
                    + " must have " + (resource ? "Utilization or AverageValue." : "AverageValue or Value."));
        }
    }

    static boolean isResource(String type) {
        return type.equals("cpu") || type.equals("memory");
    }

    /** Whether the autoscaler measures the pods itself, without KEDA. */
    boolean isResource() {
        return isResource(type);
    }

    boolean isAverage() {
        return metricType.equals(MetricTargetType.AVERAGE_VALUE);
    }

    boolean isUtilization() {
        return metricType.equals(MetricTargetType.UTILIZATION);
    }

    /** The metric type as it appears in the autoscaler. */
    long inThousandths() {
        return Thousandths.rounded(target);
    }

    /** The target as readable text. */
    String describeTarget() {
        String number = Text.number(target);
        if (isUtilization()) {
            return number + " %";
        }
        return isAverage() ? number + " per replica" : number;
    }
}
