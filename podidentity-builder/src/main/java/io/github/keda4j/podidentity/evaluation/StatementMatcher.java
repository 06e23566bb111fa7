package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.PrincipalMatcher.Directness;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.Patterns;
import io.github.keda4j.podidentity.policy.Principals;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;

/** Whether a statement applies to a request. */
final class StatementMatcher {

    /** The element that keeps a statement from applying, in the order in which they are looked at. */
    enum Mismatch {
        PRINCIPAL,
        ACTION,
        RESOURCE,
        CONDITION,
        NONE
    }

    private StatementMatcher() {}

    /** Whether the statement applies, whoever asks. */
    static boolean applies(Statement statement, boolean variables, AuthorizationRequest request) {
        return mismatch(statement, variables, request) == Mismatch.NONE;
    }

    /** How directly a statement of a resource policy that applies names the caller; not at all where it does not apply. */
    static Directness directness(Statement statement, boolean variables, AuthorizationRequest request) {
        Directness directness = named(statement, request.caller());
        return directness != Directness.NONE && applies(statement, variables, request) ? directness : Directness.NONE;
    }

    static Directness named(Statement statement, Caller caller) {
        Principals principals = statement.principal().orElse(null);
        return principals == null ? Directness.NONE : PrincipalMatcher.match(principals, statement.effect(), caller);
    }

    static Mismatch mismatch(Statement statement, boolean variables, AuthorizationRequest request) {
        if (!matchesAction(statement.action(), request.action())) {
            return Mismatch.ACTION;
        }
        Patterns resource = statement.resource().orElse(null);
        if (resource != null && !matchesResource(resource, variables, request)) {
            return Mismatch.RESOURCE;
        }
        List<Condition> conditions = statement.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (!ConditionMatcher.holds(conditions.get(i), statement.effect(), variables, request.context())) {
                return Mismatch.CONDITION;
            }
        }
        return Mismatch.NONE;
    }

    private static boolean matchesAction(Patterns patterns, String action) {
        List<String> values = patterns.values();
        for (int i = 0; i < values.size(); i++) {
            if (Wildcards.matches(values.get(i), action, true)) {
                return !patterns.negated();
            }
        }
        return patterns.negated();
    }

    private static boolean matchesResource(Patterns patterns, boolean variables, AuthorizationRequest request) {
        List<String> values = patterns.values();
        for (int i = 0; i < values.size(); i++) {
            if (matchesResource(values.get(i), variables, request)) {
                return !patterns.negated();
            }
        }
        return patterns.negated();
    }

    private static boolean matchesResource(String pattern, boolean variables, AuthorizationRequest request) {
        if (!variables || !PolicyVariables.isIn(pattern)) {
            return Wildcards.resourceMatches(pattern, null, request.resource());
        }
        PolicyVariables.Expanded expanded = PolicyVariables.expand(pattern, request.context());
        return expanded != null && Wildcards.resourceMatches(expanded.text(), expanded.literal(), request.resource());
    }
}
