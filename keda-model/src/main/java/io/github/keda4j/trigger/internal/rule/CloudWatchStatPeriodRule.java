package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/** CloudWatch supports periods of 1, 5, 10 and 30 seconds, and of whole minutes. */
public final class CloudWatchStatPeriodRule {

    private CloudWatchStatPeriodRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        double period = values.get("metricStatPeriod").number();
        if (!Double.isNaN(period) && !isGood(period)) {
            rule.fail(
                    "metricStatPeriod",
                    "metricStatPeriod is \"" + GoText.plain(period)
                            + "\". It must be 1, 5, 10, 30 or a multiple of 60.");
        }
    }

    static boolean isGood(double period) {
        return period == 1 || period == 5 || period == 10 || period == 30 || period >= 60 && period % 60 == 0;
    }
}
