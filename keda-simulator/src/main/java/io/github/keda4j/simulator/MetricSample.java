package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;

/**
 * What a source reports about one metric: its value, and whether the trigger is active.
 *
 * @param value the metric
 * @param activity whether the trigger is active
 */
public record MetricSample(double value, Activity activity) {

    /** How to decide whether a trigger is active. */
    public enum Activity {
        /** The trigger is active while the value is greater than its activation value. */
        BY_VALUE,
        /** The source reports that the trigger is active, regardless of the value, as external scalers do. */
        ACTIVE,
        /** The source reports that the trigger is not active, regardless of the value. */
        INACTIVE
    }

    /**
     * Creates a sample from its parts.
     *
     * @param value the metric
     * @param activity whether the trigger is active
     */
    public MetricSample {
        requireNonNull(activity, "activity");
    }

    /**
     * {@return a metric whose trigger is active while the value is greater than the activation value}
     *
     * @param value the metric
     */
    public static MetricSample of(double value) {
        return new MetricSample(value, Activity.BY_VALUE);
    }

    /**
     * {@return a metric whose source reports that the trigger is active}
     *
     * @param value the metric
     */
    public static MetricSample active(double value) {
        return new MetricSample(value, Activity.ACTIVE);
    }

    /**
     * {@return a metric whose source reports that the trigger is not active}
     *
     * @param value the metric
     */
    public static MetricSample inactive(double value) {
        return new MetricSample(value, Activity.INACTIVE);
    }

    boolean isActive(TriggerTarget trigger) {
        return switch (activity) {
            case BY_VALUE -> value > trigger.activation();
            case ACTIVE -> true;
            case INACTIVE -> false;
        };
    }
}
