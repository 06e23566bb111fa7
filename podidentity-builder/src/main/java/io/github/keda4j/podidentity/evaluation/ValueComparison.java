package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Relation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares one value of a request with one value of a policy. Negation is not its business: {@code NotEquals} compares like
 * {@code Equals}, and the caller turns the answer around. What is not of the operator's type matches nothing.
 *
 * <p>Source of the rule: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
final class ValueComparison {

    /** No exponents: a huge one would take for ever to compare, and AWS sends none. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");

    private static final int LONGEST_NUMBER = 64;
    private static final Pattern SECONDS = Pattern.compile("-?\\d{5,12}(\\.\\d{1,9})?");
    private static final Pattern WITHOUT_SECONDS = Pattern.compile("(.*T\\d\\d:\\d\\d)(Z|[+-].*)");
    private static final Pattern OFFSET = Pattern.compile(".*(Z|[+-]\\d\\d:?\\d\\d)");

    private ValueComparison() {}

    /**
     * Whether the values match.
     *
     * @param literal where the policy's value has wildcard characters that are none; null for nowhere
     */
    static boolean matches(Base operator, String policy, @Nullable BitSet literal, String value) {
        return switch (operator.comparison()) {
            case STRING -> policy.equals(value);
            case STRING_IGNORE_CASE -> policy.equalsIgnoreCase(value);
            case STRING_LIKE -> Wildcards.matches(policy, literal, value, false);
            case ARN ->
                Wildcards.isArn(value) && Wildcards.hasSixParts(policy) && Wildcards.arnMatches(policy, literal, value);
            case BOOL -> policy.equalsIgnoreCase(value) && isBoolean(value);
            case NUMERIC -> compared(number(policy), number(value), operator.relation());
            case DATE -> compared(instant(policy), instant(value), operator.relation());
            case BINARY -> sameBytes(policy, value);
            case IP -> inRange(policy, value);
            // Whether the key is there has been looked at before any value is.
            case NULL -> false;
        };
    }

    private static boolean isBoolean(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    private static <T extends Comparable<T>> boolean compared(
            @Nullable T policy, @Nullable T request, Relation relation) {
        if (policy == null || request == null) {
            return false;
        }
        int order = request.compareTo(policy);
        return switch (relation) {
            case EQUALS, NOT_EQUALS -> order == 0;
            case LESS_THAN -> order < 0;
            case LESS_THAN_EQUALS -> order <= 0;
            case GREATER_THAN -> order > 0;
            case GREATER_THAN_EQUALS -> order >= 0;
        };
    }

    private static @Nullable BigDecimal number(String text) {
        String stripped = text.strip();
        return stripped.length() <= LONGEST_NUMBER && NUMBER.matcher(stripped).matches()
                ? new BigDecimal(stripped)
                : null;
    }

    /** A moment: seconds since 1970, or the W3C's profile of ISO 8601; in UTC where no offset is written. */
    private static @Nullable Instant instant(String text) {
        try {
            if (SECONDS.matcher(text).matches()) {
                BigDecimal seconds = new BigDecimal(text);
                return Instant.ofEpochSecond(seconds.longValue())
                        .plusNanos(seconds.remainder(BigDecimal.ONE)
                                .movePointRight(9)
                                .longValue());
            }
            return switch (text.length()) {
                case 4 -> startOf(Year.parse(text).atDay(1));
                case 7 -> startOf(YearMonth.parse(text).atDay(1));
                case 10 -> startOf(LocalDate.parse(text));
                default -> dateTime(text);
            };
        } catch (DateTimeException notAMoment) {
            return null;
        }
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant dateTime(String text) {
        String full = OFFSET.matcher(text).matches() ? text : text + "Z";
        Matcher minutes = WITHOUT_SECONDS.matcher(full);
        return OffsetDateTime.parse(minutes.matches() ? minutes.group(1) + ":00" + minutes.group(2) : full)
                .toInstant();
    }

    private static boolean sameBytes(String policy, String request) {
        try {
            return Arrays.equals(
                    Base64.getDecoder().decode(policy), Base64.getDecoder().decode(request));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean inRange(String policy, String request) {
        IpRange range = IpRange.parse(policy);
        IpRange address = IpRange.parse(request);
        return range != null && address != null && range.contains(address);
    }
}
