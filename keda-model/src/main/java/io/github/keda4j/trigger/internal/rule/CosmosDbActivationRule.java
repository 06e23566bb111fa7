package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import io.github.keda4j.trigger.internal.Truth;

/** The number of changes that activates the workload must be less than the target. */
public final class CosmosDbActivationRule {

    private static final String TARGET = "changeFeedLagThreshold";
    private static final String ACTIVATION = "activationChangeFeedLagThreshold";

    private CosmosDbActivationRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue activation = values.get(ACTIVATION);
        if (activation.atLeast(values.get(TARGET).number()) == Truth.TRUE) {
            rule.fail(
                    ACTIVATION, ACTIVATION + " is \"" + activation.text() + "\". It must be less than " + TARGET + ".");
        }
    }
}
