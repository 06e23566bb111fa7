package io.github.keda4j.testing.kubernetes.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities in the canonical form that the API server writes ({@code apimachinery/pkg/api/resource}). */
public final class Quantity {

    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400}))([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d{1,4})?");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final int UNIT = DECIMAL.indexOf("");
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String EXPECTED =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private Quantity() {}

    /** {@return the canonical form} */
    static String canonical(String text) {
        return canonical(text, DECIMAL.indexOf("n"));
    }

    /** {@return the canonical form, rounded up to thousandths} */
    static String canonicalInMilli(String text) {
        return canonical(text, DECIMAL.indexOf("m"));
    }

    /**
     * {@return whether one quantity is greater than another}
     *
     * @param text a quantity
     * @param other a quantity
     * @throws DecodeException if one of them is not a quantity
     */
    public static boolean isMore(String text, String other) {
        return Parsed.of(text).value().compareTo(Parsed.of(other).value()) > 0;
    }

    private static String canonical(String text, int smallest) {
        Parsed parsed = Parsed.of(text);
        BigDecimal value =
                parsed.value().setScale((UNIT - smallest) * 3, RoundingMode.UP).stripTrailingZeros();
        if (value.signum() == 0) {
            return "0";
        }
        if (parsed.binary() && value.scale() <= 0 && value.abs().compareTo(KIBI) >= 0) {
            return binary(value.toBigIntegerExact());
        }
        return decimal(value, parsed.exponent());
    }

    /** A parsed quantity: its amount and its form. */
    private record Parsed(BigDecimal value, boolean binary, boolean exponent) {

        static Parsed of(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new DecodeException(EXPECTED);
            }
            String suffix = parts.group(2) == null ? "" : parts.group(2);
            boolean binary = suffix.endsWith("i");
            boolean exponent = suffix.matches("[eE].+");
            BigDecimal number = new BigDecimal(parts.group(1));
            BigDecimal value = binary
                    ? number.multiply(KIBI.pow(BINARY.indexOf(suffix)))
                    : number.scaleByPowerOfTen(
                            exponent ? Integer.parseInt(suffix.substring(1)) : (DECIMAL.indexOf(suffix) - UNIT) * 3);
            boolean tooLarge = value.abs().compareTo(LARGEST) > 0;
            return new Parsed(
                    tooLarge ? LARGEST.multiply(BigDecimal.valueOf(value.signum())) : value, binary, exponent);
        }
    }

    private static String binary(BigInteger value) {
        BigInteger rest = value;
        int power = 0;
        while (power < BINARY.size() - 1 && rest.mod(KIBI.toBigInteger()).signum() == 0) {
            rest = rest.divide(KIBI.toBigInteger());
            power++;
        }
        return rest + BINARY.get(power);
    }

    /** The largest power of a thousand that leaves a whole number. */
    private static String decimal(BigDecimal value, boolean exponent) {
        int zeros = -value.scale();
        int power = Math.floorDiv(zeros, 3);
        power = Math.min(power, exponent ? power : DECIMAL.size() - 1 - UNIT);
        BigInteger number = value.scaleByPowerOfTen(-power * 3).toBigIntegerExact();
        if (exponent) {
            return power == 0 ? number.toString() : number + "e" + power * 3;
        }
        return number + DECIMAL.get(power + UNIT);
    }
}
