package io.github.keda4j.formula.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts numbers to and from text as Go's {@code strconv} does. */
public final class GoNumbers {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?+(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?+\\d++)?+");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?+0[xX](\\p{XDigit}++(\\.\\p{XDigit}*+)?+|\\.\\p{XDigit}++)[pP][+-]?+\\d++");
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);

    private GoNumbers() {}

    /** {@code strconv.ParseFloat}; null if that returns an error. */
    public static @Nullable Double parseFloat(String text) {
        if (INFINITE.matcher(text).matches()) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        if (text.indexOf('_') >= 0 && !areUnderscoresBetweenDigits(text)) {
            return null;
        }
        String digits = text.replace("_", "");
        if (!DECIMAL.matcher(digits).matches() && !HEXADECIMAL.matcher(digits).matches()) {
            return null;
        }
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value) ? null : value;
    }

    /** Whether each underscore follows a digit or the prefix of a hexadecimal number, and precedes a digit. */
    private static boolean areUnderscoresBetweenDigits(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        boolean hexadecimal = text.startsWith("0x", start) || text.startsWith("0X", start);
        boolean prefixed = hexadecimal
                || text.regionMatches(true, start, "0b", 0, 2)
                || text.regionMatches(true, start, "0o", 0, 2);
        int base = hexadecimal ? 16 : 10;
        boolean digitBefore = prefixed;
        for (int at = prefixed ? start + 2 : start; at < text.length(); at++) {
            boolean digit = Escapes.digit(text.charAt(at)) < base;
            if (text.charAt(at) == '_') {
                boolean digitBehind = at + 1 < text.length() && Escapes.digit(text.charAt(at + 1)) < base;
                if (!digitBefore || !digitBehind) {
                    return false;
                }
            }
            digitBefore = digit;
        }
        return true;
    }

    /** {@code strconv.Atoi}; null if that returns an error. */
    public static @Nullable Long parseInt(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        return isDigits(text, start, 10) ? parse(text, 10) : null;
    }

    /**
     * Reads digits of the given base, beginning at the given index; null if there are none, invalid ones, or too many.
     */
    static @Nullable Long parseDigits(String text, int from, int base) {
        return isDigits(text, from, base) ? parse(text.substring(from), base) : null;
    }

    private static boolean isDigits(String text, int from, int base) {
        for (int at = from; at < text.length(); at++) {
            if (Escapes.digit(text.charAt(at)) >= base) {
                return false;
            }
        }
        return from < text.length();
    }

    private static @Nullable Long parse(String text, int base) {
        try {
            return Long.parseLong(text, base);
        } catch (NumberFormatException tooLong) {
            return null;
        }
    }

    /** Prints a number as {@code fmt} does with {@code %v}: with the fewest digits that mean the same number. */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String sign = Math.copySign(1, value) < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        if (exponent < -4 || exponent >= 6) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            String twoDigits = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
            return sign + digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + twoDigits;
        }
        return sign + shortest.toPlainString();
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
