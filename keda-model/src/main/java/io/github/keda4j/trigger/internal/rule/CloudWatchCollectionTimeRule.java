package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/** KEDA requests whole periods from CloudWatch. Another rule reports a period that CloudWatch does not support. */
public final class CloudWatchCollectionTimeRule {

    private CloudWatchCollectionTimeRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        double period = values.get("metricStatPeriod").number();
        double time = values.get("metricCollectionTime").number();
        if (CloudWatchStatPeriodRule.isGood(period) && time >= 0 && time % period != 0) {
            rule.fail(
                    "metricCollectionTime",
                    "metricCollectionTime is \"" + GoText.plain(time)
                            + "\". It must be a multiple of metricStatPeriod (" + GoText.plain(period) + ").");
        }
    }
}
