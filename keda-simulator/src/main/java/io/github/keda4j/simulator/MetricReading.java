package io.github.keda4j.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The result of reading a trigger once.
 *
 * @param trigger the name of the trigger
 * @param value the metric that counts: the value that was read, or the fallback's replacement; 0 if there is neither
 * @param active whether the source made the trigger active; false for {@code cpu} and {@code memory}, which never make
 *     a trigger active
 * @param failure why the source could not be read; null if it could
 * @param fallback whether the fallback is in force and {@code value} is its metric
 */
public record MetricReading(
        String trigger,
        double value,
        boolean active,
        @Nullable String failure,
        boolean fallback) {

    static MetricReading of(String trigger, double value, boolean active) {
        return new MetricReading(trigger, value, active, null, false);
    }

    static MetricReading failed(String trigger, String failure) {
        return new MetricReading(trigger, 0, false, failure, false);
    }

    static MetricReading fallback(String trigger, double value, String failure) {
        return new MetricReading(trigger, value, false, failure, true);
    }

    /** {@return whether there is a value to scale on; false if the source failed and no fallback is in force} */
    public boolean isUsable() {
        return failure == null || fallback;
    }

    /** Whether KEDA considers the trigger active: its source is active, or a fallback is in force. */
    boolean countsAsActive() {
        return active || fallback;
    }

    /** {@return the reading as readable text, such as {@code queue is 40}} */
    @Override
    public String toString() {
        if (failure == null) {
            return trigger + " is " + Text.number(value);
        }
        return trigger + " failed (" + failure + ")" + (fallback ? ", the fallback is " + Text.number(value) : "");
    }
}
