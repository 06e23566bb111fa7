package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoMaps;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/** KEDA reads EndpointParams as a query if the authentication does not contain endpointParams. */
public final class PulsarEndpointParamsRule {

    private PulsarEndpointParamsRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue parameters = values.get("EndpointParams");
        String problem = parameters.isKnown() ? GoMaps.queryProblem(parameters.text()) : null;
        if (problem != null) {
            rule.fail(
                    "EndpointParams",
                    "EndpointParams is " + parameters.shown() + ". It cannot be read, because "
                            + parameters.shownIn(problem) + ".");
        }
    }
}
