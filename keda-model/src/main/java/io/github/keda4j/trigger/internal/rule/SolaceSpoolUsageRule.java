package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import io.github.keda4j.trigger.internal.TextFormat;
import io.github.keda4j.trigger.internal.Truth;

/**
 * Checks a target in megabytes whose bytes do not fit into 64 bits: KEDA does not check for overflow, and uses the
 * overflowed number as the target, or no target if that number is not above 0. It refuses a ScaledObject that has no
 * other target ({@code hpa.go}, "no metric specs returned from scalers").
 */
public final class SolaceSpoolUsageRule {

    private static final String NAME = "messageSpoolUsageTarget";

    private static final long MOST = Long.MAX_VALUE >> 20;

    private SolaceSpoolUsageRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue target = values.get(NAME);
        if (!target.isKnown() || target.number() <= MOST) {
            return;
        }
        String tooMany = NAME + " is " + target.shown() + " megabytes, but KEDA cannot convert more than " + MOST
                + " megabytes to bytes. ";
        boolean noMetric = target.fits(TextFormat.MEGABYTES)
                        .or(values.get("messageCountTarget").above(0))
                        .or(values.get("messageReceiveRateTarget").above(0))
                == Truth.FALSE;
        if (noMetric && values.isOnlyTriggerOfScaledObject()) {
            rule.fail(NAME, tooMany + "It then has no target, and KEDA refuses a ScaledObject without a metric.");
        } else {
            rule.warn(NAME, tooMany + "It then uses another target, or none.");
        }
    }
}
