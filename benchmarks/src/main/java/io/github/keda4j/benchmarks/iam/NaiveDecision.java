package io.github.keda4j.benchmarks.iam;

import io.github.keda4j.podidentity.evaluation.AuthorizationRequest;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What a user would write in an afternoon with only the SDK's type: statement by statement, with wildcards as regular
 * expressions and only the condition operator {@code StringEquals}. It can decide the role assumption in {@link Hop},
 * but nothing else.
 */
final class NaiveDecision {

    private static final String ROLE_OF_CALLER = Hop.OPERATOR;

    private NaiveDecision() {}

    static boolean allows(IamPolicy permissions, IamPolicy trust, AuthorizationRequest request) {
        return anyAllows(permissions, request) && anyAllows(trust, request);
    }

    private static boolean anyAllows(IamPolicy policy, AuthorizationRequest request) {
        for (IamStatement statement : policy.statements()) {
            if (statement.effect().value().equals("Allow") && applies(statement, request)) {
                return true;
            }
        }
        return false;
    }

    private static boolean applies(IamStatement statement, AuthorizationRequest request) {
        boolean principal = statement.principals().isEmpty()
                || statement.principals().stream().anyMatch(entry -> entry.id().equals(ROLE_OF_CALLER));
        boolean resource = statement.resources().isEmpty()
                || statement.resources().stream().anyMatch(entry -> matches(entry.value(), request.resource()));
        return principal
                && resource
                && statement.actions().stream().anyMatch(action -> matches(action.value(), request.action()))
                && statement.conditions().stream().allMatch(condition -> holds(condition, request.context()));
    }

    private static boolean holds(IamCondition condition, RequestContext context) {
        List<String> values = context.values(condition.key().value()).orElse(List.of());
        return condition.operator().value().equals("StringEquals") && values.contains(condition.value());
    }

    private static boolean matches(String pattern, String text) {
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .matches();
    }
}
