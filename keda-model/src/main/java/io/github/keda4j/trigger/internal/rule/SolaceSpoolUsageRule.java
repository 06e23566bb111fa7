package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/**
 * Warns about a target in megabytes whose bytes do not fit into 64 bits: KEDA multiplies without a check, and uses the
 * rest as the target, or no target if the rest is negative.
 */
public final class SolaceSpoolUsageRule {

    private static final String NAME = "messageSpoolUsageTarget";

    private static final long MOST = Long.MAX_VALUE >> 20;

    private SolaceSpoolUsageRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue target = values.get(NAME);
        if (target.isKnown() && target.number() > MOST) {
            rule.warn(
                    NAME,
                    NAME + " is " + target.shown() + " megabytes, but KEDA cannot count the bytes of more than " + MOST
                            + " megabytes. It uses another target, or none.");
        }
    }
}
