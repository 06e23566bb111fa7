package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.PrincipalMatcher.Directness;
import io.github.keda4j.podidentity.internal.pattern.ActionForm;
import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import io.github.keda4j.podidentity.internal.reference.ServiceActions;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.Patterns;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Principals;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a statement applies to a request. */
final class StatementMatcher {

    /** The element that prevents a statement from applying, in the order in which elements are checked. */
    enum Mismatch {
        ELEMENT,
        PRINCIPAL,
        ACTION,
        RESOURCE,
        CONDITION,
        NONE
    }

    private StatementMatcher() {}

    /** Whether the statement applies with at least the given certainty, for any caller. */
    static boolean applies(Statement statement, boolean variables, AuthorizationRequest request, Truth least) {
        return mismatch(statement, variables, request, least) == Mismatch.NONE;
    }

    /** How directly a statement of a resource policy names the caller; not at all if the statement does not apply. */
    static Directness directness(Statement statement, boolean variables, AuthorizationRequest request, Truth least) {
        Directness directness = named(statement, request.caller(), least);
        return directness != Directness.NONE && applies(statement, variables, request, least)
                ? directness
                : Directness.NONE;
    }

    /** AWS refuses a statement of a resource policy that names nobody. As a Deny it is for everybody. */
    static Directness named(Statement statement, Caller caller, Truth least) {
        Principals principals = statement.principal().orElse(null);
        if (principals == null || principals.entries().isEmpty()) {
            return statement.effect() == Effect.DENY ? Directness.EVERYONE : Directness.NONE;
        }
        return PrincipalMatcher.match(principals, statement.effect(), caller, least);
    }

    static Mismatch mismatch(Statement statement, boolean variables, AuthorizationRequest request, Truth least) {
        if (statement.effect() == Effect.ALLOW && refusedElement(statement) != null) {
            return Mismatch.ELEMENT;
        }
        if (!action(statement, request).isAtLeast(least)) {
            return Mismatch.ACTION;
        }
        if (statement.effect() == Effect.ALLOW && refusedAction(statement) != null) {
            return Mismatch.ELEMENT;
        }
        if (!resource(statement, variables, request).isAtLeast(least)) {
            return Mismatch.RESOURCE;
        }
        List<Condition> conditions = statement.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (!condition(conditions.get(i), statement, variables, request).isAtLeast(least)) {
                return Mismatch.CONDITION;
            }
        }
        return Mismatch.NONE;
    }

    /**
     * An element of the statement for which AWS refuses the whole document: one that it does not define, such as a
     * misspelt {@code Condition}, or an empty list. As with unknown operators, such an Allow does not apply, and such a
     * Deny does.
     */
    static @Nullable String refusedElement(Statement statement) {
        if (!statement.otherElements().isEmpty()) {
            return statement.otherElements().keySet().iterator().next();
        }
        if (statement.action().values().isEmpty()) {
            return "Action";
        }
        boolean nothing = statement
                .resource()
                .filter(resource -> resource.values().isEmpty())
                .isPresent();
        return nothing ? "Resource" : null;
    }

    /** An action of a form that AWS refuses in every policy; null if there is none. */
    static @Nullable String refusedAction(Statement statement) {
        List<String> values = statement.action().values();
        for (int i = 0; i < values.size(); i++) {
            if (!ActionForm.of(values.get(i)).isAccepted()) {
                return values.get(i);
            }
        }
        return null;
    }

    /** An action that AWS refuses in a trust policy; null if there is none. */
    static @Nullable String refusedInTrust(Statement statement) {
        List<String> values = statement.action().values();
        for (int i = 0; i < values.size(); i++) {
            if (!ActionForm.isOfTrust(values.get(i))) {
                return values.get(i);
            }
        }
        return null;
    }

    /** Whether the statement names everybody as a mere star, which AWS refuses in a trust policy. */
    static boolean isForStar(Statement statement) {
        return statement
                .principal()
                .filter(principals -> principals.entries().contains(Principal.everyone()))
                .isPresent();
    }

    /**
     * Whether the statement can stand in a policy of callers: AWS refuses one without resources or with a principal. A
     * Deny applies anyway.
     */
    static boolean isForCallers(Statement statement) {
        return statement.effect() == Effect.DENY
                || (statement.resource().isPresent() && statement.principal().isEmpty());
    }

    /**
     * Whether the statement can stand in the policy of the resource: a trust policy names no resources, and only the
     * actions and principals that AWS accepts there; other policies name resources. AWS supports NotPrincipal only with
     * Deny (IAM User Guide, "AWS JSON policy elements: NotPrincipal"). A Deny applies anyway.
     */
    static boolean isForResource(Statement statement, AuthorizationRequest request) {
        if (statement.effect() == Effect.DENY) {
            return true;
        }
        if (statement.principal().filter(Principals::negated).isPresent()) {
            return false;
        }
        return request.assumesRole()
                ? statement.resource().isEmpty() && refusedInTrust(statement) == null && !isForStar(statement)
                : statement.resource().isPresent();
    }

    static Truth action(Statement statement, AuthorizationRequest request) {
        Patterns patterns = statement.action();
        List<String> values = patterns.values();
        Truth any = Truth.NO;
        for (int i = 0; i < values.size() && any != Truth.YES; i++) {
            any = any.or(
                    request.isEvery()
                            ? Globs.matches(values.get(i), null, request.action(), true)
                            : Truth.of(Wildcards.matches(values.get(i), request.action(), true)));
        }
        return any.negatedIf(patterns.negated());
    }

    /** A statement of a trust policy has no resource, because it applies to the role itself. */
    static Truth resource(Statement statement, boolean variables, AuthorizationRequest request) {
        Patterns patterns = statement.resource().orElse(null);
        if (patterns == null) {
            return Truth.YES;
        }
        List<String> values = patterns.values();
        // A variable without a value may make the whole statement invalid, so the statement allows nothing.
        boolean needsValues = statement.effect() == Effect.ALLOW;
        PolicyVariables replaced =
                variables ? new PolicyVariables(request.context(), needsValues) : PolicyVariables.NONE;
        Truth any = Truth.NO;
        for (int i = 0; i < values.size() && any != Truth.YES; i++) {
            any = any.or(resource(values.get(i), replaced, request));
        }
        Truth applies = any.negatedIf(patterns.negated());
        return needsValues && applies != Truth.NO ? applies.and(replaced.haveValues(values, true)) : applies;
    }

    private static Truth resource(String pattern, PolicyVariables variables, AuthorizationRequest request) {
        if (!variables.areIn(pattern)) {
            return request.isEvery()
                    ? ofEvery(pattern, request)
                    : Truth.of(Wildcards.resourceMatches(pattern, null, request.resource()));
        }
        PolicyVariables.Expanded expanded = variables.expandResource(pattern);
        if (expanded == null) {
            return Truth.NO;
        }
        return expanded.truth(
                request.isEvery()
                        ? Globs.resourceMatches(expanded.text(), expanded.literal(), request.resource())
                        : Truth.of(Wildcards.resourceMatches(expanded.text(), expanded.literal(), request.resource())));
    }

    /**
     * Compares with every resource. In a request, a star represents any resource that the action can have, or none;
     * only the pattern {@code *} matches all of these.
     */
    private static Truth ofEvery(String pattern, AuthorizationRequest request) {
        boolean cannotBeMeant = request.resource().equals("*")
                && ServiceActions.action(request.action())
                        .filter(action -> !action.fits(pattern))
                        .isPresent();
        return cannotBeMeant ? Truth.NO : Globs.resourceMatches(pattern, null, request.resource());
    }

    static Truth condition(Condition condition, Statement statement, boolean variables, AuthorizationRequest request) {
        return ConditionMatcher.holds(condition, statement.effect(), variables, request.context());
    }
}
