package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.PrincipalMatcher.Directness;
import io.github.keda4j.podidentity.evaluation.StatementMatcher.Mismatch;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.Patterns;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Principals;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A layer that had to allow a request but did not. It looks for the reason only when asked, because most decisions
 * are never explained.
 */
record MissingGrant(PolicyLayer layer, List<PolicyDocument> policies, Truth least) {

    private static final int LONGEST_LIST = 3;

    /** The statement that comes nearest to allowing the request, and what keeps it from allowing it. */
    record Nearest(DecidingStatement at, Mismatch mismatch, boolean variables, Truth least) {

        List<Condition> failed(AuthorizationRequest request) {
            return mismatch != Mismatch.CONDITION
                    ? List.of()
                    : at.statement().conditions().stream()
                            .filter(condition -> !StatementMatcher.condition(
                                            condition, at.statement(), variables, request)
                                    .isAtLeast(least))
                            .toList();
        }
    }

    String explain(AuthorizationRequest request) {
        String start = layer.label() + (policies.size() > 1 || layer == PolicyLayer.IDENTITY ? " do" : " does")
                + " not allow " + request.action();
        if (policies.stream().allMatch(policy -> policy.statements().isEmpty())) {
            return start + ": there is none";
        }
        Nearest nearest = nearest(request);
        return nearest == null
                ? start + ": no statement allows anything"
                : start + ": statement " + nearest.at().name() + " " + difference(nearest, request);
    }

    @Nullable
    Nearest nearest(AuthorizationRequest request) {
        Nearest nearest = null;
        int highest = -1;
        for (int index = 0; index < policies.size(); index++) {
            PolicyDocument policy = policies.get(index);
            List<Statement> statements = policy.statements();
            for (int i = 0; i < statements.size(); i++) {
                Statement statement = statements.get(i);
                if (statement.effect() == Effect.ALLOW) {
                    Mismatch mismatch = mismatch(statement, policy.hasPolicyVariables(), request);
                    int rank = rank(mismatch, statement, request.caller());
                    if (rank > highest) {
                        highest = rank;
                        nearest = new Nearest(
                                new DecidingStatement(layer, index, i, statement),
                                mismatch,
                                policy.hasPolicyVariables(),
                                least);
                    }
                }
            }
        }
        return nearest;
    }

    private Mismatch mismatch(Statement statement, boolean variables, AuthorizationRequest request) {
        if (needsPrincipal() && StatementMatcher.named(statement, request.caller(), least) == Directness.NONE) {
            return Mismatch.PRINCIPAL;
        }
        if (needsPrincipal()
                ? !StatementMatcher.isForResource(statement, request)
                : !StatementMatcher.isForCallers(statement)) {
            return Mismatch.ELEMENT;
        }
        return StatementMatcher.mismatch(statement, variables, request, least);
    }

    private boolean needsPrincipal() {
        return layer == PolicyLayer.RESOURCE || layer == PolicyLayer.TRUST;
    }

    /**
     * How close a statement comes to applying: one that names the caller is closer than one about the right action for
     * somebody else.
     */
    private static int rank(Mismatch mismatch, Statement statement, Caller caller) {
        return switch (mismatch) {
            case PRINCIPAL -> isForItsKind(statement, caller) ? 1 : 0;
            case ELEMENT, ACTION -> 2;
            case RESOURCE -> 3;
            case CONDITION -> 4;
            case NONE -> 5;
        };
    }

    /** Whether the statement is for callers of the same kind: services, identity providers, or accounts and their roles. */
    private static boolean isForItsKind(Statement statement, Caller caller) {
        String kind = caller instanceof Caller.AwsService
                ? Principal.SERVICE
                : caller instanceof Caller.WebIdentity ? Principal.FEDERATED : Principal.AWS;
        return statement
                .principal()
                .map(principals -> principals.entries().stream()
                        .anyMatch(entry -> entry.type().equals(kind)))
                .orElse(false);
    }

    private String difference(Nearest nearest, AuthorizationRequest request) {
        Statement statement = nearest.at().statement();
        return switch (nearest.mismatch()) {
            case PRINCIPAL ->
                "is for " + principals(statement) + ", but the caller is "
                        + request.caller().principal();
            case ELEMENT -> refusal(statement);
            case ACTION -> "is for " + patterns(statement.action());
            case RESOURCE ->
                "is for " + statement.resource().map(MissingGrant::patterns).orElse("no resource")
                        + ", but the resource is " + request.resource();
            case CONDITION ->
                nearest.failed(request).stream()
                        .map(condition -> demand(condition, request.context()))
                        .collect(Collectors.joining(", and "));
            case NONE -> "delegates to the account, whose own policies must allow it too";
        };
    }

    private String refusal(Statement statement) {
        String element = StatementMatcher.refusedElement(statement);
        if (element != null) {
            return "has an element that AWS refuses, or that is empty: " + element;
        }
        if (layer == PolicyLayer.TRUST) {
            return refusalInTrust(statement);
        }
        boolean resources = statement.resource().isPresent();
        if (layer == PolicyLayer.RESOURCE
                && statement.principal().filter(Principals::negated).isPresent()) {
            return "allows everybody else, which AWS does not support";
        }
        if (!resources) {
            return "names no resources";
        }
        String action = StatementMatcher.refusedAction(statement);
        return action == null
                ? "names principals, which AWS refuses in a policy of callers"
                : "names the action " + action + ", which AWS refuses";
    }

    private static String refusalInTrust(Statement statement) {
        String action = StatementMatcher.refusedInTrust(statement);
        String what;
        if (statement.resource().isPresent()) {
            what = "names resources";
        } else if (statement.principal().filter(Principals::negated).isPresent()) {
            what = "allows everybody else";
        } else if (action != null) {
            what = "names the action " + action;
        } else {
            what = "names everybody as *";
        }
        return what + ", which AWS refuses in a trust policy";
    }

    private static String demand(Condition condition, RequestContext context) {
        String found = context.values(condition.key())
                .map(values -> "the request has " + shortened(values))
                .orElse(
                        context.isUnknown(condition.key())
                                ? "no value of that key is enough"
                                : "the request does not carry that key");
        return "asks for " + condition.key() + " " + condition.operator() + " " + shortened(condition.values())
                + ", but " + found;
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

    static String shortened(List<String> values) {
        if (values.size() <= LONGEST_LIST) {
            return String.join(", ", values);
        }
        return String.join(", ", values.subList(0, LONGEST_LIST)) + " and " + (values.size() - LONGEST_LIST) + " more";
    }
}
