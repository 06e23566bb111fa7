package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.keda.v1alpha1.MetricTargetType;

/**
 * What one external trigger asks of the autoscaler: the metric value that a replica can bear, and the value above which
 * the workload leaves zero.
 *
 * @param name what the trigger is called in metrics and decisions: its own name, or its type and place
 * @param type the trigger's type, such as {@code aws-sqs-queue}
 * @param metricType {@link MetricTargetType#AVERAGE_VALUE} or {@link MetricTargetType#VALUE}
 * @param target above 0; of each replica for {@code AverageValue}, of all together for {@code Value}
 * @param activation the workload is active while the metric is greater than this; 0 by default in KEDA
 */
public record TriggerTarget(String name, String type, MetricTargetType metricType, double target, double activation) {

    /**
     * Takes the parts as they are.
     *
     * @param name not blank
     * @param type not blank
     * @param metricType {@code AverageValue} or {@code Value}
     * @param target above 0
     * @param activation any number
     * @throws IllegalArgumentException if the target is not a number above 0, or the metric type is another one
     */
    public TriggerTarget {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        if (!(target > 0) || Double.isInfinite(target)) {
            throw new IllegalArgumentException("trigger " + name + " has target " + target + "; it must be above 0");
        }
        if (!metricType.equals(MetricTargetType.AVERAGE_VALUE) && !metricType.equals(MetricTargetType.VALUE)) {
            throw new IllegalArgumentException("trigger " + name + " has metric type " + metricType
                    + "; an external metric is an AverageValue or a Value");
        }
    }

    boolean isAverage() {
        return metricType.equals(MetricTargetType.AVERAGE_VALUE);
    }
}
