package io.github.keda4j.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Makes readable numbers and sentences. */
final class Text {

    private Text() {}

    /** Formats a number with as many decimals as it needs, up to three. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == (int) value) {
            return Integer.toString((int) value);
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

    /** The reason why something failed: the message of the exception, if it has one. */
    static String reason(RuntimeException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
