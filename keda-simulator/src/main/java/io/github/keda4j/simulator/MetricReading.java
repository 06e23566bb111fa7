package io.github.keda4j.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What came of one look at a trigger.
 *
 * @param trigger its name
 * @param value the metric that counts: what was read, or what the fallback puts in its place; 0 where there is neither
 * @param active whether the source made the trigger active; false for {@code cpu} and {@code memory}, which never do
 * @param failure why the source could not be read; null where it could
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

    /** {@return whether there is a value to scale on; false where the source failed and no fallback is in force} */
    public boolean isUsable() {
        return failure == null || fallback;
    }

    /** Whether KEDA takes the trigger for active: an active source or a fallback in force. */
    boolean countsAsActive() {
        return active || fallback;
    }

    /** {@return the reading for people, such as {@code queue is 40}} */
    @Override
    public String toString() {
        if (failure == null) {
            return trigger + " is " + Text.number(value);
        }
        return trigger + " failed (" + failure + ")" + (fallback ? ", the fallback is " + Text.number(value) : "");
    }
}
