package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import io.github.keda4j.trigger.internal.TextFormat;
import io.github.keda4j.trigger.internal.Truth;

/**
 * Refuses a trigger without a metric that is the only one of a ScaledObject: the bytes of its only target overflow to 0 or
 * less, which KEDA notices only when it makes the autoscaler ({@code hpa.go}, "no metric specs returned from scalers").
 */
public final class SolaceOnlyTargetRule {

    private static final String NAME = "messageSpoolUsageTarget";

    private SolaceOnlyTargetRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        if (isBroken(values)) {
            rule.fail(
                    NAME,
                    NAME + " is " + values.get(NAME).shown()
                            + " megabytes, which is too much for KEDA to convert to bytes."
                            + " The trigger then has no target, and KEDA refuses a ScaledObject without a metric.");
        }
    }

    static boolean isBroken(ParameterValues values) {
        ParameterValue target = values.get(NAME);
        Truth metric = target.fits(TextFormat.MEGABYTES)
                .or(values.get("messageCountTarget").above(0))
                .or(values.get("messageReceiveRateTarget").above(0));
        return values.isOnlyTriggerOfScaledObject() && target.above(0) == Truth.TRUE && metric == Truth.FALSE;
    }
}
