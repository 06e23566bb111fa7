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
 * @param target at least 0.001, the smallest that KEDA hands on; of each replica for {@code AverageValue}, of all together for {@code Value}
 * @param activation the workload is active while the metric is greater than this; 0 by default in KEDA
 */
public record TriggerTarget(String name, String type, MetricTargetType metricType, double target, double activation) {

    private static final double SMALLEST_TARGET = 0.001;

    /**
     * Takes the parts as they are.
     *
     * @param name not blank
     * @param type not blank
     * @param metricType {@code AverageValue} or {@code Value}
     * @param target at least 0.001
     * @param activation any number
     * @throws IllegalArgumentException if the target is no number from 0.001 on, or the metric type is another one
     */
    public TriggerTarget {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        if (!(target >= SMALLEST_TARGET) || Double.isInfinite(target)) {
            throw new IllegalArgumentException(
                    "trigger " + name + " has target " + target + "; it must be at least " + SMALLEST_TARGET);
        }
        if (!metricType.equals(MetricTargetType.AVERAGE_VALUE) && !metricType.equals(MetricTargetType.VALUE)) {
            throw new IllegalArgumentException("trigger " + name + " has metric type " + metricType
                    + "; an external metric is an AverageValue or a Value");
        }
    }

    /** As KEDA writes it into the autoscaler: thousandths, and what is behind them is cut off. */
    long targetInThousandths() {
        return (long) (target * 1000);
    }

    boolean isAverage() {
        return metricType.equals(MetricTargetType.AVERAGE_VALUE);
    }
}
