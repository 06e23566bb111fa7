package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Relation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Compares one value of a request with one value of a policy. Negation is not its business: {@code NotEquals} compares like
 * {@code Equals}, and the caller turns the answer around.
 *
 * <p>Source of the rule: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
final class ValueComparison {

    private ValueComparison() {}

    /**
     * Whether the values match.
     *
     * @param marked the policy's value, its wildcards marked
     */
    static boolean matches(Base operator, String marked, String value) {
        return switch (operator.comparison()) {
            case STRING -> PolicyVariables.unmark(marked).equals(value);
            case STRING_IGNORE_CASE -> PolicyVariables.unmark(marked).equalsIgnoreCase(value);
            case STRING_LIKE -> Wildcards.matches(marked, value);
            case ARN -> isArn(value) && Wildcards.matchesArn(marked, value);
            case BOOL -> PolicyVariables.unmark(marked).equalsIgnoreCase(value) && isBoolean(value);
            case NUMERIC -> compared(number(marked), number(value), operator.relation());
            case DATE -> compared(instant(marked), instant(value), operator.relation());
            case BINARY -> sameBytes(PolicyVariables.unmark(marked), value);
            case IP ->
                IpRange.parse(marked).filter(range -> range.contains(value)).isPresent();
            // Whether the key is there has been looked at before any value is.
            case NULL -> false;
        };
    }

    private static boolean isArn(String value) {
        int colons = 0;
        for (int i = 0; i < value.length() && colons < 5; i++) {
            if (value.charAt(i) == ':') {
                colons++;
            }
        }
        return colons == 5 && value.startsWith("arn:");
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
        // A number longer than this is none that AWS sends, and a huge exponent would take for ever to compare.
        if (text.length() > 64 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return null;
        }
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** A moment: ISO 8601 with or without time and offset, or seconds since 1970. */
    private static @Nullable Instant instant(String text) {
        try {
            if (text.matches("-?\\d{5,12}(\\.\\d{1,9})?")) {
                BigDecimal seconds = new BigDecimal(text);
                return Instant.ofEpochSecond(seconds.longValue())
                        .plusNanos(seconds.remainder(BigDecimal.ONE)
                                .movePointRight(9)
                                .longValue());
            }
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            boolean hasOffset =
                    text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
            return hasOffset
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notAMoment) {
            return null;
        }
    }

    private static boolean sameBytes(String policy, String request) {
        try {
            return Arrays.equals(
                    Base64.getDecoder().decode(policy), Base64.getDecoder().decode(request));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
