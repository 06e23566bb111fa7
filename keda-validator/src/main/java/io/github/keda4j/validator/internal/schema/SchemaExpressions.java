package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;

/** The rules of KEDA's CustomResourceDefinitions that are expressions, each implemented as a separate check. */
final class SchemaExpressions {

    /** KEDA's default for maxReplicaCount. */
    private static final int MOST_REPLICAS = 100;

    private static final String MIN_AND_MAX = "!has(self.minReplicaCount) || self.minReplicaCount <="
            + " (has(self.maxReplicaCount) ? self.maxReplicaCount : 100)";

    private SchemaExpressions() {}

    /** Whether there is a check for the rule. */
    static boolean isKnown(String rule) {
        return rule.equals(MIN_AND_MAX);
    }

    static void check(String rule, Node.Mapping map, Pointer at, Reporter reporter) {
        if (!isKnown(rule)) {
            throw new IllegalStateException("There is no check for the rule " + rule);
        }
        Integer min = Trees.integer(map, "minReplicaCount");
        Integer max = Trees.integer(map, "maxReplicaCount");
        boolean maxIsWrong = max == null && Trees.has(map, "maxReplicaCount");
        if (min != null && !maxIsWrong && min > (max == null ? MOST_REPLICAS : max)) {
            reporter.report(
                    SchemaRules.MIN_ABOVE_MAX,
                    at.field("minReplicaCount").toString(),
                    max == null
                            ? "minReplicaCount is " + min
                                    + " but must not exceed maxReplicaCount, which defaults to 100."
                            : "minReplicaCount is " + min + " but must not exceed maxReplicaCount, which is " + max
                                    + ".",
                    null);
        }
    }
}
