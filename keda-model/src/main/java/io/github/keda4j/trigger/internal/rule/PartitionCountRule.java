package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoLists;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.util.List;

/**
 * Warns about a range with more partitions than a Kafka cluster has: KEDA's operator keeps every number of a range in its
 * memory, so {@code 0-9999999999} exhausts that memory and stops the scaling of all workloads.
 */
public final class PartitionCountRule {

    private static final String NAME = "partitionLimitation";

    private static final long MOST = 1_000_000;

    private PartitionCountRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue limitation = values.get(NAME);
        if (!limitation.isKnown()) {
            return;
        }
        List<String> parts = GoText.split(limitation.text(), ",");
        if (GoLists.problem(parts, true) == null && GoLists.count(parts) > MOST) {
            rule.warn(
                    NAME,
                    NAME + " is " + limitation.shown()
                            + ". That is more than 1,000,000 partitions, and KEDA's operator keeps every partition"
                            + " number in its memory.");
        }
    }
}
