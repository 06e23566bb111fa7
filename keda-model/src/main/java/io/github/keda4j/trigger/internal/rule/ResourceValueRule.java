package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import io.github.keda4j.trigger.internal.go.GoText;

/** The value of cpu and memory is percent for one metric type and a quantity of Kubernetes for the other. */
public final class ResourceValueRule {

    private ResourceValueRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue value = values.get("value");
        ParameterValue metricType = values.metricType();
        if (!value.isKnown() || !metricType.isKnown()) {
            return;
        }
        if (metricType.text().equals("Utilization") && !isPercent(value.text())) {
            rule.fail(
                    "value",
                    "value is \"" + value.text()
                            + "\"; with metricType Utilization it has to be a whole number of percent above 0");
        }
        if (metricType.text().equals("AverageValue") && !isQuantity(value.text())) {
            rule.fail(
                    "value",
                    "value is \"" + value.text()
                            + "\"; with metricType AverageValue it has to be a quantity above 0, such as 500m or 512Mi");
        }
    }

    private static boolean isPercent(String text) {
        int start = sign(text);
        int end = GoText.digits(text, start);
        if (end == start || end != text.length() || text.length() > 40) {
            return false;
        }
        try {
            return Integer.parseInt(text) > 0;
        } catch (NumberFormatException tooMuch) {
            return false;
        }
    }

    private static boolean isQuantity(String text) {
        int start = sign(text);
        int end = GoText.digits(text, start);
        int digits = end - start;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = end + 1;
            end = GoText.digits(text, fraction);
            digits += end - fraction;
        }
        return digits > 0 && isSuffix(text.substring(end)) && !text.startsWith("-") && hasOtherDigits(text, end);
    }

    /** Whether the number is another one than 0; however small, Kubernetes rounds it up. */
    private static boolean hasOtherDigits(String text, int end) {
        for (int index = 0; index < end; index++) {
            if (text.charAt(index) >= '1' && text.charAt(index) <= '9') {
                return true;
            }
        }
        return false;
    }

    private static boolean isSuffix(String suffix) {
        return switch (suffix) {
            case "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei" -> true;
            default -> isExponent(suffix);
        };
    }

    private static boolean isExponent(String suffix) {
        if (suffix.charAt(0) != 'e' && suffix.charAt(0) != 'E') {
            return false;
        }
        String exponent = suffix.substring(1);
        int start = sign(exponent);
        return start < exponent.length() && GoText.digits(exponent, start) == exponent.length();
    }

    private static int sign(String text) {
        return text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    }
}
