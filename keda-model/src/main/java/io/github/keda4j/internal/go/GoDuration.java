package io.github.keda4j.internal.go;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations in Go's syntax, such as {@code 1m30s}; for KEDA, a bare number means milliseconds. */
public final class GoDuration {

    /** What Go can hold. */
    public static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private GoDuration() {}

    /** In seconds; NaN where KEDA would refuse the text. */
    public static double seconds(String text) {
        Duration duration = parse(text);
        return duration == null ? Double.NaN : duration.toNanos() / 1e9;
    }

    /** Null where KEDA would refuse the text for what it is; it refuses a negative duration too. */
    public static @Nullable Duration parse(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        if (start < text.length() && GoText.digits(text, start) == text.length()) {
            return millis(text);
        }
        BigDecimal nanos = nanos(text, start);
        if (nanos == null || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return null;
        }
        Duration duration = Duration.ofNanos(nanos.longValue());
        return text.charAt(0) == '-' ? duration.negated() : duration;
    }

    /** A bare number is read like Go's own integers, not like those of JSON: with any sign, and zeros in front. */
    private static @Nullable Duration millis(String text) {
        BigDecimal millis = new BigDecimal(text);
        return millis.abs().compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0
                ? null
                : Duration.ofMillis(millis.longValue());
    }

    private static @Nullable BigDecimal nanos(String text, int start) {
        if (start == text.length()) {
            return null;
        }
        if (text.length() == start + 1 && text.charAt(start) == '0') {
            return BigDecimal.ZERO;
        }
        BigDecimal sum = BigDecimal.ZERO;
        int position = start;
        while (position < text.length()) {
            int end = GoText.digits(text, position);
            int count = end - position;
            if (end < text.length() && text.charAt(end) == '.') {
                int fraction = end + 1;
                end = GoText.digits(text, fraction);
                count += end - fraction;
            }
            if (count == 0) {
                return null;
            }
            int unitEnd = end;
            while (unitEnd < text.length()
                    && text.charAt(unitEnd) != '.'
                    && (text.charAt(unitEnd) < '0' || text.charAt(unitEnd) > '9')) {
                unitEnd++;
            }
            long unit = unit(text.substring(end, unitEnd));
            if (unit == 0) {
                return null;
            }
            sum = sum.add(number(text.substring(position, end)).multiply(BigDecimal.valueOf(unit)));
            position = unitEnd;
        }
        return sum;
    }

    private static BigDecimal number(String digits) {
        String whole = digits.startsWith(".") ? "0" + digits : digits;
        return new BigDecimal(whole.endsWith(".") ? whole + "0" : whole);
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "\u00b5s", "\u03bcs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 0L;
        };
    }

    /** In Go's syntax, such as {@code 1h30m} or {@code 1s500ms}, exactly. */
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
