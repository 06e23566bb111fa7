package io.github.keda4j.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What came of one look at a trigger.
 *
 * @param trigger its name
 * @param value the metric that counts: what was read, or what the fallback puts in its place; 0 where there is neither
 * @param failure why the source could not be read; null where it could
 * @param fallback whether {@code value} is the fallback's
 */
public record MetricReading(
        String trigger, double value, @Nullable String failure, boolean fallback) {

    /**
     * Whether there is a value to scale on.
     *
     * @return false where the source failed and no fallback is in force
     */
    public boolean isUsable() {
        return failure == null || fallback;
    }

    @Override
    public String toString() {
        String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        if (failure == null) {
            return trigger + " is " + number;
        }
        return trigger + " failed (" + failure + ")" + (fallback ? ", fallback " + number : "");
    }
}
