package io.github.keda4j.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in whole thousandths, as Kubernetes compares them. */
final class Thousandths {

    private static final double MOST = Long.MAX_VALUE / 1000.0;

    private Thousandths() {}

    /**
     * Rounds a metric or a target as KEDA does when it writes one: to three decimals, and to 0 if it is negative or NaN
     * (KEDA 2.20, pkg/scalers/scaler.go).
     */
    static long rounded(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            return 0;
        }
        if (value >= MOST) {
            return Long.MAX_VALUE;
        }
        if (value == (long) value) {
            return 1000 * (long) value;
        }
        return new BigDecimal(value)
                .setScale(3, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }

    /**
     * Truncates a number as KEDA does when it computes the metric of a fallback or a formula: digits after the third
     * decimal are cut off, and a number that does not fit becomes the smallest of all numbers, as in Go on x86.
     */
    static long truncated(double value) {
        double thousandths = value * 1000;
        return Math.abs(thousandths) < Long.MAX_VALUE ? (long) thousandths : Long.MIN_VALUE;
    }

    /** The thousandths of a number that has no more than three decimals. */
    static long exact(double value) {
        return Math.round(value * 1000);
    }

    static double toNumber(long thousandths) {
        return thousandths / 1000.0;
    }
}
