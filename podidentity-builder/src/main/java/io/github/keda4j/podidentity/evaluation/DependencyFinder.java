package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.PrincipalMatcher.Directness;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that a decision depends on: each Deny that may apply and, unless it is certain that an Allow applies,
 * each Allow that may apply.
 */
final class DependencyFinder {

    private final AuthorizationRequest request;
    private final AuthorizationPolicies policies;
    private final List<Dependency> found = new ArrayList<>();

    private DependencyFinder(AuthorizationRequest request, AuthorizationPolicies policies) {
        this.request = request;
        this.policies = policies;
    }

    static List<Dependency> find(AuthorizationRequest request, AuthorizationPolicies policies) {
        DependencyFinder finder = new DependencyFinder(request, policies);
        finder.denies();
        finder.allows();
        finder.account();
        finder.ownPolicy();
        return List.copyOf(finder.found);
    }

    private void denies() {
        collect(Effect.DENY, PolicyLayer.IDENTITY, policies.identity());
        collectOfResource(Effect.DENY);
        collect(Effect.DENY, PolicyLayer.PERMISSIONS_BOUNDARY, boundary());
        collect(Effect.DENY, PolicyLayer.SESSION, session());
        PolicyEvaluator.serviceControl(request, policies)
                .forEach(level -> collect(Effect.DENY, PolicyLayer.SERVICE_CONTROL, level));
        PolicyEvaluator.resourceControl(request, policies)
                .forEach(level -> collect(Effect.DENY, PolicyLayer.RESOURCE_CONTROL, level));
    }

    private void allows() {
        PolicyEvaluator.serviceControl(request, policies)
                .forEach(level -> collectUnlessSure(PolicyLayer.SERVICE_CONTROL, level));
        Directness sure =
                ResourceGrant.find(Effect.ALLOW, request, policies, Truth.YES).directness();
        boolean own = PolicyEvaluator.isOwn(request.caller());
        // A grant to everybody bypasses the limits, so it counts if one of the limits may not allow the call.
        boolean allowedWithout = isSure(PolicyLayer.IDENTITY, policies.identity())
                && isSureOrNone(PolicyLayer.PERMISSIONS_BOUNDARY, boundary())
                && isSureOrNone(PolicyLayer.SESSION, session());
        boolean within = PolicyEvaluator.isWithinAccount(request);
        if (!allowedWithout
                || (sure == Directness.NONE && PolicyEvaluator.resourceHasToAllow(request, policies, within))) {
            collectOfResource(Effect.ALLOW);
        }
        if (own && !(within && PolicyEvaluator.isNamed(sure))) {
            collectUnlessSure(PolicyLayer.IDENTITY, policies.identity());
        }
        if (own) {
            collectUnlessSure(PolicyLayer.PERMISSIONS_BOUNDARY, boundary());
            collectUnlessSure(PolicyLayer.SESSION, session());
        }
    }

    private void account() {
        if (request.hasUnknownAccount()) {
            found.add(Dependency.onAccount(request));
        }
    }

    private void ownPolicy() {
        boolean surely = PolicyEvaluator.resourceHasToAllow(
                request, policies, PolicyEvaluator.isWithinAccount(request) || request.hasUnknownAccount());
        if (!surely && PolicyEvaluator.resourceMayHaveToAllow(request, policies)) {
            found.add(Dependency.onOwnPolicy(request));
        }
    }

    private void collectUnlessSure(PolicyLayer layer, List<PolicyDocument> documents) {
        if (!isSure(layer, documents)) {
            collect(Effect.ALLOW, layer, documents);
        }
    }

    private boolean isSure(PolicyLayer layer, List<PolicyDocument> documents) {
        return PolicyEvaluator.find(Effect.ALLOW, Truth.YES, layer, documents, request) != null;
    }

    private boolean isSureOrNone(PolicyLayer layer, List<PolicyDocument> documents) {
        return documents.isEmpty() || isSure(layer, documents);
    }

    private void collect(Effect effect, PolicyLayer layer, List<PolicyDocument> documents) {
        for (int policy = 0; policy < documents.size(); policy++) {
            boolean variables = documents.get(policy).hasPolicyVariables();
            List<Statement> statements = documents.get(policy).statements();
            for (int index = 0; index < statements.size(); index++) {
                Statement statement = statements.get(index);
                if (statement.effect() == effect
                        && StatementMatcher.isForCallers(statement)
                        && StatementMatcher.applies(statement, variables, request, Truth.MAYBE)
                        && !StatementMatcher.applies(statement, variables, request, Truth.YES)) {
                    add(layer, policy, index, statement, variables);
                }
            }
        }
    }

    private void collectOfResource(Effect effect) {
        PolicyDocument policy = policies.resource().orElse(null);
        if (policy == null) {
            return;
        }
        List<Statement> statements = policy.statements();
        for (int index = 0; index < statements.size(); index++) {
            Statement statement = statements.get(index);
            if (statement.effect() == effect
                    && ResourceGrant.directness(statement, policy, request, policies, Truth.MAYBE) != Directness.NONE
                    && ResourceGrant.directness(statement, policy, request, policies, Truth.YES) == Directness.NONE) {
                add(PolicyLayer.ofResource(request), 0, index, statement, policy.hasPolicyVariables());
            }
        }
    }

    private void add(PolicyLayer layer, int policy, int index, Statement statement, boolean variables) {
        found.add(Dependency.of(new DecidingStatement(layer, policy, index, statement), variables, request));
    }

    private List<PolicyDocument> boundary() {
        return PolicyEvaluator.listOf(policies.permissionsBoundary().orElse(null));
    }

    private List<PolicyDocument> session() {
        return PolicyEvaluator.listOf(policies.session().orElse(null));
    }
}
