package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;

/**
 * What a source says about one metric: its value, and whether it is active.
 *
 * @param value the metric
 * @param activity whether the trigger is active
 */
public record MetricSample(double value, Activity activity) {

    /** How to decide whether a trigger is active. */
    public enum Activity {
        /** The trigger is active while the value is greater than its activation value. */
        BY_VALUE,
        /** The source says that it is active, whatever the value. External scalers do. */
        ACTIVE,
        /** The source says that it is not active, whatever the value. */
        INACTIVE
    }

    /**
     * Creates it from its parts.
     *
     * @param value the metric
     * @param activity whether the trigger is active
     */
    public MetricSample {
        requireNonNull(activity, "activity");
    }

    /**
     * {@return a metric that is active while it is greater than the trigger's activation value}
     *
     * @param value the metric
     */
    public static MetricSample of(double value) {
        return new MetricSample(value, Activity.BY_VALUE);
    }

    /**
     * {@return a metric whose source says that it is active}
     *
     * @param value the metric
     */
    public static MetricSample active(double value) {
        return new MetricSample(value, Activity.ACTIVE);
    }

    /**
     * {@return a metric whose source says that it is not active}
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
