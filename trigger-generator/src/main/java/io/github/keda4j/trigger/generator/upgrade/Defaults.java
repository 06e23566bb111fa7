package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.upgrade.KedaParameter.Kind;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares defaults, some of which mean the same: {@code 5} and {@code 5.0}, or {@code 60s} and {@code 1m}. */
final class Defaults {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, BigDecimal> NANOSECONDS = Map.of(
            "ns", BigDecimal.ONE,
            "us", BigDecimal.valueOf(1_000),
            "µs", BigDecimal.valueOf(1_000),
            "ms", BigDecimal.valueOf(1_000_000),
            "s", BigDecimal.valueOf(1_000_000_000L),
            "m", BigDecimal.valueOf(60_000_000_000L),
            "h", BigDecimal.valueOf(3_600_000_000_000L));

    private Defaults() {}

    static boolean isSame(Kind kind, Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return switch (kind) {
            case INT, LONG, DOUBLE -> isSameNumber(one.get(), other.get());
            case DURATION -> nanoseconds(one.get()).compareTo(nanoseconds(other.get())) == 0;
            default -> one.get().equals(other.get());
        };
    }

    private static boolean isSameNumber(String one, String other) {
        boolean numbers = NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches();
        return numbers ? new BigDecimal(one).compareTo(new BigDecimal(other)) == 0 : one.equals(other);
    }

    /** A number without a unit means milliseconds, as in KEDA. */
    private static BigDecimal nanoseconds(String duration) {
        if (NUMBER.matcher(duration).matches()) {
            return new BigDecimal(duration).multiply(BigDecimal.valueOf(1_000_000));
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher matcher = PART.matcher(duration);
        while (matcher.find()) {
            BigDecimal unit = NANOSECONDS.getOrDefault(matcher.group(2), BigDecimal.ZERO);
            sum = sum.add(new BigDecimal(matcher.group(1)).multiply(unit));
        }
        return sum;
    }
}
