package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/**
 * Warns about a target in megabytes whose bytes do not fit into 64 bits: KEDA does not check for overflow, and uses the
 * overflowed number as the target, or no target if that number is negative.
 */
public final class SolaceSpoolUsageRule {

    private static final String NAME = "messageSpoolUsageTarget";

    private static final long MOST = Long.MAX_VALUE >> 20;

    private SolaceSpoolUsageRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue target = values.get(NAME);
        if (target.isKnown() && target.number() > MOST && !SolaceOnlyTargetRule.isBroken(values)) {
            rule.warn(
                    NAME,
                    NAME + " is " + target.shown() + " megabytes, but KEDA cannot convert more than " + MOST
                            + " megabytes to bytes. It then uses another target, or none.");
        }
    }
}
