package io.github.keda4j.internal.go;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text as Go reads it: what KEDA accepts as a flag, a number or a list. */
public final class GoText {

    private GoText() {}

    /** The text without the space around it, like {@code strings.TrimSpace}. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Like {@link #trim}, but null becomes an empty text. */
    public static String trimOrEmpty(@Nullable String text) {
        return text == null ? "" : trim(text);
    }

    private static boolean isSpace(char character) {
        return character == ' '
                || character >= '\t' && character <= '\r'
                || character == '\u0085'
                || character == '\u00a0'
                || character > '\u00ff' && Character.isSpaceChar(character);
    }

    /** The parts between separators, without the space around them; at least one. */
    public static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(trim(text.substring(start, end)));
            start = end + separator.length();
        }
        parts.add(trim(text.substring(start)));
        return parts;
    }

    /** The parts between spaces; none if the text is blank. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int index = 0; index <= text.length(); index++) {
            boolean space = index == text.length() || isSpace(text.charAt(index));
            if (!space && start < 0) {
                start = index;
            } else if (space && start >= 0) {
                words.add(text.substring(start, index));
                start = -1;
            }
        }
        return words;
    }

    /** The value of {@code strconv.ParseBool}; null if that would refuse the text. */
    public static @Nullable Boolean flag(String text) {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> Boolean.TRUE;
            case "0", "f", "F", "FALSE", "false", "False" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** Whether Go reads the text as a whole number of that many bits from JSON. */
    public static boolean isInteger(String text, int bits) {
        int start = text.startsWith("-") ? 1 : 0;
        if (start == text.length() || digits(text, start) != text.length() || hasLeadingZero(text, start)) {
            return false;
        }
        try {
            long value = Long.parseLong(text);
            return bits == 64 || value == (int) value;
        } catch (NumberFormatException tooLong) {
            return false;
        }
    }

    /** Whether Go reads the text as a number of 64 bits from JSON. */
    public static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = digits(text, start);
        if (end == start || hasLeadingZero(text, start)) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = end + 1;
            end = digits(text, fraction);
            if (end == fraction) {
                return false;
            }
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            end = digits(text, exponent);
            if (end == exponent) {
                return false;
            }
        }
        return end == text.length() && !Double.isInfinite(Double.parseDouble(text));
    }

    private static boolean hasLeadingZero(String text, int start) {
        return text.length() > start + 1
                && text.charAt(start) == '0'
                && text.charAt(start + 1) >= '0'
                && text.charAt(start + 1) <= '9';
    }

    /** Formats a number as people write it, such as {@code 5} or {@code 0.5}. */
    public static String plain(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? Long.toString((long) number) : Double.toString(number);
    }

    /** The index after the digits that begin at the given index. */
    public static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
