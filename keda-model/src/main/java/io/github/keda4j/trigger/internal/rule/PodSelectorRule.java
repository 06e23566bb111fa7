package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.LabelSelector;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/** The selector of pods must be one that Kubernetes accepts. */
public final class PodSelectorRule {

    private PodSelectorRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue selector = values.get("podSelector");
        String problem = selector.isKnown() ? LabelSelector.problem(selector.text()) : null;
        if (problem != null) {
            rule.fail("podSelector", "podSelector is " + selector.shown() + ". It " + selector.shownIn(problem) + ".");
        }
    }
}
