package io.github.keda4j.internal.go;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes quantity such as {@code 500m} or {@code 1Gi}, read as {@code resource.ParseQuantity} of
 * k8s.io/apimachinery reads it.
 */
public final class GoQuantity {

    /** The smallest step that Kubernetes keeps; anything finer is rounded away from zero. */
    private static final int FINEST_SCALE = 9;

    /** More digits than Kubernetes can use in any quantity; parsing a million of them would take minutes. */
    private static final int LONGEST = 400;

    /** Kubernetes keeps exponents of 32 bits; anything larger than this is practically infinite. */
    private static final int LARGEST_EXPONENT = 1_000_000_000;

    /** The most digits of an exponent that other libraries can handle, too. */
    private static final int COUNTABLE_DIGITS = 5;

    /** The most bits of an exponent, because Kubernetes reads it as a signed number of 64 bits. */
    private static final int BITS_OF_EXPONENT = 63;

    private static final BigDecimal SMALLEST = BigDecimal.ONE.movePointLeft(FINEST_SCALE);

    /**
     * The power of two of {@code Ti}: with larger units, Kubernetes reads the number in another way, which requires
     * digits.
     */
    private static final int LARGEST_WITHOUT_DIGITS = 40;

    private static final BigDecimal LARGEST_BINARY =
            new BigDecimal(BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE));

    private GoQuantity() {}

    /**
     * {@return the amount, without its unit; null if Kubernetes refuses the text, or it has more digits than Kubernetes
     * can use}
     *
     * @param text a quantity, such as {@code 0.5}, {@code 1e3} or {@code 128Mi}
     */
    public static @Nullable BigDecimal parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        int point = digitsEnd(text, start);
        int end = point < text.length() && text.charAt(point) == '.' ? digitsEnd(text, point + 1) : point;
        boolean digits = point > start || end > point + 1;
        String unit = text.substring(end);
        if (!digits) {
            return zero(unit);
        }
        BigDecimal number = number(text, start, point, end);
        if (number.signum() == 0 && exponent(unit) != null) {
            return BigDecimal.ZERO;
        }
        return scaled(text.charAt(0) == '-' ? number.negate() : number, unit);
    }

    /**
     * {@return whether other libraries can compute with the quantity; Kubernetes accepts exponents of any size, but no
     * field holds such a number}
     *
     * @param quantity a text that {@link #parse} accepts
     */
    public static boolean isCountable(String quantity) {
        int start = Math.max(quantity.lastIndexOf('e'), quantity.lastIndexOf('E')) + 1;
        boolean signed = start > 0 && (quantity.startsWith("+", start) || quantity.startsWith("-", start));
        return start == 0 || quantity.length() - start - (signed ? 1 : 0) <= COUNTABLE_DIGITS;
    }

    /**
     * Kubernetes' parser never requires a digit: {@code "-"}, {@code "."} and a unit alone mean zero, as long as the
     * unit is not smaller than the smallest step that it keeps.
     */
    private static @Nullable BigDecimal zero(String unit) {
        int binary = binaryPower(unit);
        if (binary > 0) {
            return binary <= LARGEST_WITHOUT_DIGITS ? BigDecimal.ZERO : null;
        }
        Integer power = decimalPower(unit);
        return power == null || power < -FINEST_SCALE ? null : BigDecimal.ZERO;
    }

    private static BigDecimal number(String text, int start, int point, int end) {
        String fraction = end > point + 1 ? text.substring(point + 1, end) : "";
        return new BigDecimal(new BigInteger("0" + text.substring(start, point) + fraction), fraction.length());
    }

    private static @Nullable BigDecimal scaled(BigDecimal number, String unit) {
        int binary = binaryPower(unit);
        if (binary > 0) {
            BigDecimal amount = rounded(number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(binary))));
            BigDecimal capped = amount.abs().min(LARGEST_BINARY);
            return amount.signum() < 0 ? capped.negate() : capped;
        }
        Integer power = decimalPower(unit);
        return power == null ? null : rounded(number.scaleByPowerOfTen(power));
    }

    private static BigDecimal rounded(BigDecimal amount) {
        if (amount.signum() != 0 && (long) amount.precision() - amount.scale() <= -FINEST_SCALE) {
            return amount.signum() < 0 ? SMALLEST.negate() : SMALLEST;
        }
        return amount.scale() > FINEST_SCALE ? amount.setScale(FINEST_SCALE, RoundingMode.UP) : amount;
    }

    private static int binaryPower(String unit) {
        return switch (unit) {
            case "Ki" -> 10;
            case "Mi" -> 20;
            case "Gi" -> 30;
            case "Ti" -> 40;
            case "Pi" -> 50;
            case "Ei" -> 60;
            default -> 0;
        };
    }

    private static @Nullable Integer decimalPower(String unit) {
        return switch (unit) {
            case "n" -> -9;
            case "u" -> -6;
            case "m" -> -3;
            case "" -> 0;
            case "k" -> 3;
            case "M" -> 6;
            case "G" -> 9;
            case "T" -> 12;
            case "P" -> 15;
            case "E" -> 18;
            default -> exponent(unit);
        };
    }

    private static @Nullable Integer exponent(String unit) {
        if (unit.length() < 2 || unit.charAt(0) != 'e' && unit.charAt(0) != 'E') {
            return null;
        }
        int start = unit.charAt(1) == '-' || unit.charAt(1) == '+' ? 2 : 1;
        if (start == unit.length() || digitsEnd(unit, start) != unit.length()) {
            return null;
        }
        BigInteger written = new BigInteger(unit.substring(start));
        BigInteger power = unit.charAt(1) == '-' ? written.negate() : written;
        return power.bitLength() > BITS_OF_EXPONENT
                ? null
                : Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, power.intValue()));
    }

    private static int digitsEnd(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
