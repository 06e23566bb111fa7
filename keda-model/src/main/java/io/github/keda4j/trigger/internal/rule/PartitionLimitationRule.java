package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/**
 * KEDA must be able to read the partitions: 32-bit decimal numbers, optionally with a plus sign or leading zeros, and
 * ranges between two such numbers. A range that ends before it begins is empty.
 */
public final class PartitionLimitationRule {

    private static final String NAME = "partitionLimitation";

    private PartitionLimitationRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue limitation = values.get(NAME);
        if (!limitation.isKnown()) {
            return;
        }
        for (String part : GoText.split(limitation.text(), ",")) {
            if (!isNumberOrRange(part)) {
                rule.fail(
                        NAME,
                        NAME + " is " + limitation.shown() + ". The part " + limitation.shown(part)
                                + " is neither a partition number nor a range (for example 0-3).");
                return;
            }
        }
    }

    private static boolean isNumberOrRange(String part) {
        int dash = part.indexOf('-');
        return dash < 0
                ? isNumber(part)
                : isNumber(GoText.trim(part.substring(0, dash))) && isNumber(GoText.trim(part.substring(dash + 1)));
    }

    private static boolean isNumber(String text) {
        int start = text.startsWith("+") ? 1 : 0;
        if (start == text.length() || GoText.digits(text, start) != text.length()) {
            return false;
        }
        try {
            Integer.parseInt(text);
            return true;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }
}
