package io.github.keda4j.podidentity.policy;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which texts IAM accepts as a value of a typed condition operator. */
final class ConditionValues {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,4})?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,19}");
    private static final Pattern DATE = Pattern.compile("-?(\\d{1,9})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?"
            + "(?:[Tt ](?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d{1,9})?)?)?)?"
            + "(?:[Zz]|[+-](\\d{2})(?::?(\\d{2}))?)?)?");
    private static final int[] MAX = {0, 292_278_993, 12, 31, 23, 59, 60, 23, 59};
    private static final int MONTH = 2;
    private static final int DAY = 3;
    private static final Pattern IPV4 =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/(\\d{1,3}))?");
    private static final int ARN_PARTS = 6;

    private ConditionValues() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static boolean isBoolean(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    static boolean isArnPattern(String text) {
        return text.equals("*") || (text.startsWith("arn:") && text.split(":", ARN_PARTS).length == ARN_PARTS);
    }

    static boolean isBase64(String text) {
        if (text.isEmpty() || text.length() % 4 != 0) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A year alone is a date, too; a longer number counts seconds. */
    static boolean isDate(String text) {
        if (SECONDS.matcher(text).matches()) {
            return text.length() < 19 || text.compareTo(String.valueOf(Long.MAX_VALUE)) <= 0;
        }
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return false;
        }
        for (int part = 1; part < MAX.length; part++) {
            String number = date.group(part);
            if (number != null) {
                int value = Integer.parseInt(number);
                if (value > MAX[part] || (value == 0 && (part == MONTH || part == DAY))) {
                    return false;
                }
            }
        }
        return true;
    }

    static boolean isAddress(String text) {
        Matcher four = IPV4.matcher(text);
        if (four.matches()) {
            for (int part = 1; part <= 4; part++) {
                if (Integer.parseInt(four.group(part)) > 255) {
                    return false;
                }
            }
            return four.group(5) == null || Integer.parseInt(four.group(5)) <= 32;
        }
        Matcher six = IPV6.matcher(text);
        return six.matches() && isIpv6(six.group(1)) && (six.group(2) == null || Integer.parseInt(six.group(2)) <= 128);
    }

    private static boolean isIpv6(String address) {
        int gap = address.indexOf("::");
        if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int groups = 0;
        for (String group : address.split(":", -1)) {
            if (group.isEmpty()) {
                continue;
            }
            if (group.indexOf('.') >= 0) {
                if (!address.endsWith(group) || !IPV4.matcher(group).matches()) {
                    return false;
                }
                groups += 2;
            } else if (group.length() > 4) {
                return false;
            } else {
                groups++;
            }
        }
        boolean looseEnd = (address.startsWith(":") && !address.startsWith("::"))
                || (address.endsWith(":") && !address.endsWith("::"));
        return !looseEnd && (gap >= 0 ? groups < 8 : groups == 8);
    }
}
