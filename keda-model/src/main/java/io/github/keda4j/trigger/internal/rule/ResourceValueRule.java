package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoQuantity;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.math.BigDecimal;

/** The value of cpu and memory must be a percentage for one metric type and a Kubernetes quantity for the other. */
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
                    "value is " + value.shown()
                            + ". With metricType Utilization it must be a whole percentage above 0.");
        }
        if (metricType.text().equals("AverageValue") && !isPositiveQuantity(value.text())) {
            rule.fail(
                    "value",
                    "value is " + value.shown()
                            + ". With metricType AverageValue it must be a quantity above 0 (for example 500m or 512Mi).");
        }
    }

    private static boolean isPercent(String text) {
        int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
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

    private static boolean isPositiveQuantity(String text) {
        BigDecimal amount = GoQuantity.parse(text);
        return amount != null && amount.signum() > 0;
    }
}
