package io.github.keda4j.internal.go;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations in Go's syntax, such as {@code 1m30s}; for KEDA, a bare number means milliseconds. */
public final class GoDuration {

    /** The longest duration that Go can hold. */
    public static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** 2^63, unsigned: the nanoseconds of the longest negative duration. */
    private static final long MOST = Long.MIN_VALUE;

    private static final long NANOS_IN_MILLI = 1_000_000;

    private static final long HOUR = 3_600_000_000_000L;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;

    /** An unsigned number that is larger than any number that matters. */
    private static final long REFUSED = -1;

    private GoDuration() {}

    /** The duration in seconds; NaN if KEDA would refuse the text. */
    public static double seconds(String text) {
        Duration duration = parse(text);
        return duration == null ? Double.NaN : duration.toNanos() / 1e9;
    }

    /** The duration; null if KEDA could not read the text. KEDA also refuses a negative duration. */
    public static @Nullable Duration parse(String text) {
        boolean negative = text.startsWith("-");
        int start = negative || text.startsWith("+") ? 1 : 0;
        if (start == text.length()) {
            return null;
        }
        if (GoText.digits(text, start) == text.length()) {
            return millis(whole(text, start, text.length()), negative);
        }
        long nanos = nanos(text, start, HOUR);
        return isRead(nanos, negative) ? Duration.ofNanos(negative ? -nanos : nanos) : null;
    }

    /**
     * A bare number is read like an integer in Go, not like one in JSON: it may have a sign and leading zeros. KEDA
     * converts it to nanoseconds in 64 bits, even if that overflows.
     */
    private static @Nullable Duration millis(long millis, boolean negative) {
        return isRead(millis, negative) ? Duration.ofNanos((negative ? -millis : millis) * NANOS_IN_MILLI) : null;
    }

    /**
     * Whether KEDA refuses a duration because of its sign. It checks the sign of a bare number before it computes
     * nanoseconds, which may overflow to 0.
     */
    public static boolean isNegative(String text) {
        Duration duration = parse(text);
        if (duration == null || !text.startsWith("-")) {
            return false;
        }
        boolean bare = GoText.digits(text, 1) == text.length();
        return bare ? whole(text, 1, text.length()) != 0 : !duration.isZero();
    }

    /**
     * Whether the library str2duration can read the text. It reads what Go reads, and also days and weeks. Like Go, it
     * reads no bare number except 0.
     */
    public static boolean isLong(String text) {
        boolean negative = text.startsWith("-");
        int start = negative || text.startsWith("+") ? 1 : 0;
        if (start == text.length()) {
            return false;
        }
        boolean zero = text.length() == start + 1 && text.charAt(start) == '0';
        return zero || isRead(nanos(text, start, WEEK), negative);
    }

    private static boolean isRead(long nanos, boolean negative) {
        return nanos != REFUSED && (nanos != MOST || negative);
    }

    /** The sum of all parts, whose units are at most the given one, or REFUSED. */
    private static long nanos(String text, int start, long largestUnit) {
        long sum = 0;
        for (int position = start; position < text.length(); ) {
            int point = GoText.digits(text, position);
            boolean hasPoint = point < text.length() && text.charAt(point) == '.';
            int end = hasPoint ? GoText.digits(text, point + 1) : point;
            int unitEnd = endOfUnit(text, end);
            long unit = unit(text.substring(end, unitEnd));
            boolean digits = point > position || end > point + 1;
            long part = digits && unit != 0 && unit <= largestUnit ? part(text, position, point, end, unit) : REFUSED;
            if (part == REFUSED || isTooMuch(sum + part)) {
                return REFUSED;
            }
            sum += part;
            position = unitEnd;
        }
        return sum;
    }

    private static int endOfUnit(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '.' && (text.charAt(end) < '0' || text.charAt(end) > '9')) {
            end++;
        }
        return end;
    }

    /** A number with its unit, or REFUSED. */
    private static long part(String text, int start, int point, int end, long unit) {
        long whole = whole(text, start, point);
        if (Long.compareUnsigned(whole, Long.divideUnsigned(MOST, unit)) > 0) {
            return REFUSED;
        }
        long nanos = whole * unit + fraction(text, point + 1, end, unit);
        return isTooMuch(nanos) ? REFUSED : nanos;
    }

    /** The value of the digits, or REFUSED. */
    private static long whole(String text, int start, int end) {
        long number = 0;
        for (int index = start; index < end; index++) {
            if (isMoreThanATenth(number)) {
                return REFUSED;
            }
            number = number * 10 + text.charAt(index) - '0';
            if (isTooMuch(number)) {
                return REFUSED;
            }
        }
        return number;
    }

    /** The digits after the point that Go uses, in nanoseconds. */
    private static long fraction(String text, int start, int end, long unit) {
        long number = 0;
        double scale = 1;
        for (int index = start; index < end && !isMoreThanATenth(number); index++) {
            long longer = number * 10 + text.charAt(index) - '0';
            if (isTooMuch(longer)) {
                break;
            }
            number = longer;
            scale *= 10;
        }
        double amount = number == MOST ? 0x1p63 : number;
        return (long) (amount * (unit / scale));
    }

    /** Whether another digit would make the number too large. */
    private static boolean isMoreThanATenth(long unsigned) {
        return Long.compareUnsigned(unsigned, Long.MAX_VALUE / 10) > 0;
    }

    private static boolean isTooMuch(long unsigned) {
        return Long.compareUnsigned(unsigned, MOST) > 0;
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "\u00b5s", "\u03bcs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> HOUR;
            case "d" -> DAY;
            case "w" -> WEEK;
            default -> 0L;
        };
    }

    /** The exact duration in Go's syntax, such as {@code 1h30m} or {@code 1s500ms}. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        int nanos = duration.toNanosPart();
        append(text, nanos / 1_000_000, "ms");
        append(text, nanos / 1_000 % 1_000, "us");
        append(text, nanos % 1_000, "ns");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }
}
