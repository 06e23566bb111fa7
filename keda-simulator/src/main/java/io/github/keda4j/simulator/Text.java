package io.github.keda4j.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Readable numbers and sentences. */
final class Text {

    private Text() {}

    /** With up to three decimals, as many as needed. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        return new BigDecimal(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static String percent(double fraction) {
        return number(fraction * 100) + " %";
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Why something failed, in the words of the exception where it has any. */
    static String reason(RuntimeException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
