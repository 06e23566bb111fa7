package io.github.keda4j.yaml.tree;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Determines what a scalar without quotes means. It answers two separate questions: whether any reader of YAML 1.1 or
 * 1.2 could read it as something other than a string (for writing, where quotes are cheap), and what Kubernetes' reader
 * sees in it (for reading; kubectl and the API server follow the rules of go-yaml 2, where {@code yes} and {@code on}
 * are booleans, and dates and {@code 12:30:00} are strings).
 */
public final class PlainScalars {

    /**
     * Kubernetes' reader also treats longer numbers as strings, since they exceed 64 bits; reading a million digits
     * would take minutes.
     */
    private static final int LONGEST_NUMBER = 400;

    /**
     * Most scalars are longer than any word for null or a boolean, or begin with another character; these two checks
     * are faster than a hash lookup.
     */
    private static final int LONGEST_NULL = 4;

    private static final int LONGEST_BOOLEAN = 5;

    private PlainScalars() {}

    /**
     * {@return whether the text is a word for a boolean, for null or for a merge}
     *
     * @param text the scalar
     */
    public static boolean isKeyword(String text) {
        return text.length() <= LONGEST_BOOLEAN && (text.equals("<<") || booleanOf(text) != null || isNull(text));
    }

    /**
     * {@return whether the text is empty or a word for null}
     *
     * @param text the scalar
     */
    public static boolean isNull(String text) {
        return text.length() <= LONGEST_NULL && (text.isEmpty() || isWordForNull(text));
    }

    private static boolean isWordForNull(String text) {
        return switch (text.charAt(0)) {
            case '~' -> text.length() == 1;
            case 'n' -> text.equals("null");
            case 'N' -> text.equals("Null") || text.equals("NULL");
            default -> false;
        };
    }

    /**
     * {@return the boolean that Kubernetes' reader sees, or null if it sees none}
     *
     * @param text the scalar
     */
    public static @Nullable Boolean booleanOf(String text) {
        if (text.isEmpty() || text.length() > LONGEST_BOOLEAN) {
            return null;
        }
        return switch (text.charAt(0)) {
            case 'y', 'Y', 'n', 'N', 't', 'T', 'f', 'F', 'o', 'O' -> booleanOfWord(text);
            default -> null;
        };
    }

    private static @Nullable Boolean booleanOfWord(String text) {
        return switch (text) {
            case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> Boolean.TRUE;
            case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> Boolean.FALSE;
            default -> null;
        };
    }

    /**
     * {@return whether any version of YAML could read the text as a number, a base-60 number or a date}
     *
     * @param text the scalar, which is not empty
     */
    public static boolean isNumberOrDate(String text) {
        char first = text.charAt(0);
        if (!isDigit(first) && first != '+' && first != '-' && first != '.') {
            return false;
        }
        int start = first == '+' || first == '-' ? 1 : 0;
        return isWordForNumber(text, start)
                || hasRadix(text, start) && isHexadecimal(text, start + 2)
                || isDecimal(text, start)
                || isDate(text);
    }

    /**
     * {@return the number that Kubernetes' reader sees: an Integer, a Long, a BigInteger or a Double; null if it sees
     * none}
     *
     * @param text the scalar
     */
    public static @Nullable Number numberOf(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER || !isNumberOrDate(text) || text.indexOf(':') >= 0) {
            return null;
        }
        char first = text.charAt(0);
        int start = first == '+' || first == '-' ? 1 : 0;
        if (isWordForNumber(text, start)) {
            return text.charAt(start + 1) == 'n' || text.charAt(start + 1) == 'N'
                    ? Double.valueOf(Double.NaN)
                    : Double.valueOf(first == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
        try {
            return isInteger(digits, start) ? integer(digits, start) : (Number) Double.valueOf(digits);
        } catch (NumberFormatException e) {
            return isDecimal(digits, start) ? decimal(digits) : null; // 08 is decimal, 0b12 is not a number
        }
    }

    private static @Nullable Double decimal(String digits) {
        try {
            return Double.valueOf(digits);
        } catch (NumberFormatException e) {
            return null; // such as 1,000
        }
    }

    private static Number integer(String digits, int start) {
        int radix = 10;
        int from = start;
        if (digits.length() > start + 1 && digits.charAt(start) == '0') {
            boolean prefix = hasRadix(digits, start);
            radix = prefix ? radixOf(digits.charAt(start + 1)) : 8;
            from = start + (prefix ? 2 : 1);
        }
        String sign = digits.charAt(0) == '-' ? "-" : "";
        if (digits.length() - from <= 9 && radix == 10) {
            return Integer.valueOf(sign.isEmpty() ? digits.substring(from) : digits);
        }
        BigInteger value = new BigInteger(sign.concat(digits.substring(from)), radix);
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static boolean isInteger(String digits, int start) {
        if (hasRadix(digits, start)) {
            return true;
        }
        for (int i = start; i < digits.length(); i++) {
            if (!isDigit(digits.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int radixOf(char letter) {
        return switch (letter) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static boolean hasRadix(String text, int start) {
        if (text.length() < start + 3 || text.charAt(start) != '0') {
            return false;
        }
        return switch (text.charAt(start + 1)) {
            case 'x', 'X', 'o', 'O', 'b', 'B' -> true;
            default -> false;
        };
    }

    private static boolean isHexadecimal(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 && text.charAt(i) != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordForNumber(String text, int start) {
        return text.length() == start + 4
                && text.charAt(start) == '.'
                && (text.regionMatches(true, start, ".inf", 0, 4) || text.regionMatches(true, start, ".nan", 0, 4));
    }

    /**
     * Whether the text consists of digits with at most one dot, an exponent and underscores, or of groups of digits
     * separated by colons.
     */
    private static boolean isDecimal(String text, int start) {
        int dots = 0;
        int digits = 0;
        int i = start;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits++;
            } else if (c == '.') {
                dots++;
            } else if (c != '_' && c != ':' && c != ',') {
                break;
            }
        }
        if (dots > 1 || digits == 0 && text.indexOf('_') < 0) { // ._ is a number to some readers of YAML 1.1
            return false;
        }
        return i == text.length() || isExponent(text, i);
    }

    private static boolean isExponent(String text, int start) {
        if (text.charAt(start) != 'e' && text.charAt(start) != 'E') {
            return false;
        }
        int i = start + 1;
        if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        for (int j = i; j < text.length(); j++) {
            if (!isDigit(text.charAt(j))) {
                return false;
            }
        }
        return i < text.length();
    }

    /**
     * Whether the text begins with four digits, a dash, one or two digits, a dash and a digit; the rest may be a time.
     */
    private static boolean isDate(String text) {
        if (text.length() < 8 || text.charAt(4) != '-') {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        int dash = text.indexOf('-', 5);
        return (dash == 6 || dash == 7) && dash + 1 < text.length() && isDigit(text.charAt(dash + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
