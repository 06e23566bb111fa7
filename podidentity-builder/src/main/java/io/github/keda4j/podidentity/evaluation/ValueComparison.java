package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Comparison;
import io.github.keda4j.podidentity.policy.ConditionOperator.Relation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares one value of a request with one value of a policy. {@code NotEquals} is compared like {@code Equals}; the
 * caller inverts the answer. A value that is not of the operator's type matches nothing.
 *
 * <p>Source of the rule: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
final class ValueComparison {

    /** Digits and exponent are limited, because comparing an arbitrarily long number would take arbitrarily long. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

    /** Date, time and offset, each part if present. */
    private static final Pattern MOMENT = Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2})"
            + "(?:[Tt ](\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(\\.\\d{1,9})?)?)?([Zz]|[+-]\\d{2}(?::?\\d{2})?)?)?)?)?");

    private ValueComparison() {}

    /**
     * Whether the values match.
     *
     * @param literal positions of literal wildcard characters in the policy's value; null for none
     */
    static boolean matches(Base operator, String policy, @Nullable BitSet literal, String value) {
        return switch (operator.comparison()) {
            case STRING -> policy.equals(value);
            case STRING_IGNORE_CASE -> policy.equalsIgnoreCase(value);
            case STRING_LIKE -> Wildcards.matches(policy, literal, value, false);
            case ARN ->
                Wildcards.isArn(value) && Wildcards.hasSixParts(policy) && Wildcards.arnMatches(policy, literal, value);
            case BOOL -> Ascii.equalsIgnoreCase(policy, value) && isBoolean(value);
            case NUMERIC -> compared(number(policy), number(value), operator.relation());
            case DATE -> compared(instant(policy), instant(value), operator.relation());
            case BINARY -> sameBytes(policy, value);
            case IP -> inRange(policy, value);
            // The presence of the key is checked before any values are compared.
            case NULL -> false;
        };
    }

    /**
     * Whether the values may match. The policy's value has a star for each unknown part. The answer is never "no" if
     * they can match.
     */
    static boolean mayMatch(Base operator, PolicyVariables.Expanded policy, String value) {
        String pattern = policy.text();
        return switch (operator.comparison()) {
            case STRING -> Wildcards.matches(pattern, policy.allButUnknown(), value, false);
            case STRING_IGNORE_CASE -> Wildcards.matches(folded(pattern), policy.allButUnknown(), folded(value), false);
            case STRING_LIKE -> Wildcards.matches(pattern, policy.literal(), value, false);
            // The unknown parts may contain colons, so the parts of the ARN cannot be compared one by one.
            case ARN -> Wildcards.isArn(value) && Wildcards.matches(pattern, policy.literal(), value, false);
            case BOOL -> isBoolean(value) && Wildcards.matches(pattern, policy.allButUnknown(), value, true);
            case NUMERIC, DATE, BINARY, IP, NULL -> true;
        };
    }

    /** Whether some value may match. The policy's value has a star for each unknown part. */
    static boolean mayMatchSome(Base operator, PolicyVariables.Expanded policy) {
        return operator.comparison() != Comparison.BOOL
                || mayMatch(operator, policy, "true")
                || mayMatch(operator, policy, "false");
    }

    /** The text as {@link String#equalsIgnoreCase} compares it, character by character. */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            folded.append(Character.toLowerCase(Character.toUpperCase(text.charAt(i))));
        }
        return folded.toString();
    }

    /**
     * Whether all values match, some do, or none does.
     *
     * @param literal positions of literal wildcard characters in the policy's value; null for none
     */
    static Truth matchesSome(Base operator, String policy, @Nullable BitSet literal) {
        boolean some = switch (operator.comparison()) {
            case STRING, STRING_IGNORE_CASE, STRING_LIKE -> true;
            case ARN ->
                Wildcards.hasSixParts(policy)
                        && Wildcards.matches(policy.substring(0, policy.indexOf(':')), literal, "arn", false);
            case BOOL -> isBoolean(policy);
            case NUMERIC -> number(policy) != null;
            case DATE -> instant(policy) != null;
            case BINARY -> isBase64(policy);
            case IP -> IpRange.parse(policy) != null;
            case NULL -> false;
        };
        boolean all =
                operator.comparison() == Comparison.STRING_LIKE && !policy.isEmpty() && isAllStars(policy, literal);
        return !some ? Truth.NO : all ? Truth.YES : Truth.MAYBE;
    }

    private static boolean isAllStars(String pattern, @Nullable BitSet literal) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != '*' || (literal != null && literal.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isBoolean(String value) {
        return Ascii.equalsIgnoreCase(value, "true") || Ascii.equalsIgnoreCase(value, "false");
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
        return NUMBER.matcher(stripped).matches() ? new BigDecimal(stripped) : null;
    }

    /** A moment: the W3C's profile of ISO 8601, in UTC if there is no offset, or seconds since 1970. */
    private static @Nullable Instant instant(String text) {
        try {
            Matcher moment = MOMENT.matcher(text);
            if (moment.matches()) {
                String offset = moment.group(8);
                return LocalDateTime.of(
                                part(moment, 1, 0),
                                part(moment, 2, 1),
                                part(moment, 3, 1),
                                part(moment, 4, 0),
                                part(moment, 5, 0),
                                part(moment, 6, 0))
                        .toInstant(offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset.toUpperCase(Locale.ROOT)))
                        .plusNanos(moment.group(7) == null ? 0 : nanos(new BigDecimal(moment.group(7))));
            }
            if (!SECONDS.matcher(text).matches()) {
                return null;
            }
            BigDecimal seconds = new BigDecimal(text);
            return Instant.ofEpochSecond(seconds.longValue()).plusNanos(nanos(seconds.remainder(BigDecimal.ONE)));
        } catch (DateTimeException notAMoment) {
            return null;
        }
    }

    private static int part(Matcher moment, int group, int missing) {
        String number = moment.group(group);
        return number == null ? missing : Integer.parseInt(number);
    }

    private static long nanos(BigDecimal fraction) {
        return fraction.movePointRight(9).longValue();
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
