package io.github.keda4j.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as Kubernetes compares them: whole thousandths. */
final class Thousandths {

    private static final double MOST = Long.MAX_VALUE / 1000.0;

    private Thousandths() {}

    /**
     * As KEDA writes a metric and a target: rounded to three decimals, and 0 for what is negative or not a number (KEDA 2.20,
     * pkg/scalers/scaler.go).
     */
    static long rounded(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            return 0;
        }
        if (value >= MOST) {
            return Long.MAX_VALUE;
        }
        return new BigDecimal(value)
                .setScale(3, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }

    /**
     * As KEDA computes a fallback's metric and a formula's: digits after the third decimal are cut off, and a number
     * that does not fit becomes the smallest of all numbers, as Go on x86 converts it.
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
