package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.PrincipalMatcher.Directness;
import io.github.keda4j.podidentity.evaluation.StatementMatcher.Mismatch;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.Patterns;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** A layer that had to allow a request and did not. Finds out why only when asked: most decisions are never explained. */
record MissingGrant(PolicyLayer layer, List<PolicyDocument> policies) {

    private static final int LONGEST_LIST = 3;

    String explain(AuthorizationRequest request) {
        String start = layer.label() + (policies.size() > 1 || layer == PolicyLayer.IDENTITY ? " do" : " does")
                + " not allow " + request.action();
        if (policies.stream().allMatch(policy -> policy.statements().isEmpty())) {
            return start + ": there is none";
        }
        Statement nearest = null;
        int index = 0;
        boolean nearestVariables = false;
        Mismatch furthest = null;
        for (PolicyDocument policy : policies) {
            for (int i = 0; i < policy.statements().size(); i++) {
                Statement statement = policy.statements().get(i);
                Mismatch mismatch = mismatch(statement, policy.hasPolicyVariables(), request);
                if (statement.effect() == Effect.ALLOW && (furthest == null || rank(mismatch) > rank(furthest))) {
                    nearest = statement;
                    index = i;
                    nearestVariables = policy.hasPolicyVariables();
                    furthest = mismatch;
                }
            }
        }
        return nearest == null || furthest == null
                ? start + ": no statement allows anything"
                : start + ": statement " + DecidingStatement.nameOf(nearest, index) + " "
                        + difference(nearest, furthest, nearestVariables, request);
    }

    private Mismatch mismatch(Statement statement, boolean variables, AuthorizationRequest request) {
        if (needsPrincipal() && StatementMatcher.named(statement, request.caller()) == Directness.NONE) {
            return Mismatch.PRINCIPAL;
        }
        return StatementMatcher.mismatch(statement, variables, request);
    }

    private boolean needsPrincipal() {
        return layer == PolicyLayer.RESOURCE || layer == PolicyLayer.TRUST;
    }

    /** How near a statement comes. A wrong action is further away than a wrong principal: statements are about actions. */
    private static int rank(Mismatch mismatch) {
        return switch (mismatch) {
            case PRINCIPAL -> 0;
            case ACTION -> 1;
            case RESOURCE -> 2;
            case CONDITION -> 3;
            case NONE -> 4;
        };
    }

    private static String difference(
            Statement statement, Mismatch mismatch, boolean variables, AuthorizationRequest request) {
        return switch (mismatch) {
            case PRINCIPAL ->
                "is for " + principals(statement) + " and the caller is "
                        + request.caller().principal();
            case ACTION -> "is for " + patterns(statement.action());
            case RESOURCE ->
                "is for " + statement.resource().map(MissingGrant::patterns).orElse("no resource")
                        + " and the resource is " + request.resource();
            case CONDITION ->
                statement.conditions().stream()
                        .filter(condition -> !ConditionMatcher.holds(condition, variables, request.context()))
                        .map(condition -> demand(condition, request.context()))
                        .collect(Collectors.joining(", and "));
            case NONE -> "delegates to the account, whose own policies have to allow it too";
        };
    }

    private static String demand(Condition condition, RequestContext context) {
        String found = context.values(condition.key())
                .map(values -> "the request has " + shortened(values))
                .orElse("the request does not carry that key");
        return "asks for " + condition.key() + " " + condition.operator() + " " + shortened(condition.values()) + ", "
                + found;
    }

    private static String principals(Statement statement) {
        return statement
                .principal()
                .map(principals -> (principals.negated() ? "everybody but " : "")
                        + shortened(principals.entries().stream()
                                .map(Principal::value)
                                .toList()))
                .orElse("nobody");
    }

    private static String patterns(Patterns patterns) {
        return (patterns.negated() ? "everything but " : "") + shortened(patterns.values());
    }

    private static String shortened(List<String> values) {
        if (values.size() <= LONGEST_LIST) {
            return String.join(", ", values);
        }
        return String.join(", ", values.subList(0, LONGEST_LIST)) + " and " + (values.size() - LONGEST_LIST) + " more";
    }
}
