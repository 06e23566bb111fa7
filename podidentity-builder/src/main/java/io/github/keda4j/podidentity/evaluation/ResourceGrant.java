package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.PrincipalMatcher.Directness;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principals;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grant of a resource or trust policy to the caller: how direct it is, and which statement makes it. */
record ResourceGrant(Directness directness, @Nullable DecidingStatement found) {

    private static final ResourceGrant NOTHING = new ResourceGrant(Directness.NONE, null);

    /**
     * Finds the most direct of the statements with this effect that apply with at least the given certainty; the first
     * one if several are equally direct.
     */
    static ResourceGrant find(
            Effect effect, AuthorizationRequest request, AuthorizationPolicies policies, Truth least) {
        PolicyDocument policy = policies.resource().orElse(null);
        if (policy == null) {
            return NOTHING;
        }
        PolicyLayer layer = PolicyLayer.ofResource(request);
        ResourceGrant best = NOTHING;
        List<Statement> statements = policy.statements();
        for (int index = 0; index < statements.size() && best.directness() != Directness.SESSION; index++) {
            Statement statement = statements.get(index);
            if (statement.effect() != effect) {
                continue;
            }
            Directness directness = directness(statement, policy, request, policies, least);
            if (directness.compareTo(best.directness()) > 0) {
                best = new ResourceGrant(directness, new DecidingStatement(layer, 0, index, statement));
            }
        }
        return best;
    }

    static Directness directness(
            Statement statement,
            PolicyDocument policy,
            AuthorizationRequest request,
            AuthorizationPolicies policies,
            Truth least) {
        if (!StatementMatcher.isForResource(statement, request)) {
            return Directness.NONE;
        }
        boolean variables = policy.hasPolicyVariables();
        // A Deny of a trust policy applies to the role, even if it names resources, which AWS refuses.
        Statement read =
                request.assumesRole() && statement.resource().isPresent() ? statement.withoutResource() : statement;
        return deniesTheBounded(read, policies) && StatementMatcher.applies(read, variables, request, least)
                ? Directness.EVERYONE
                : StatementMatcher.directness(read, variables, request, least);
    }

    /**
     * A Deny with {@code NotPrincipal} denies every caller that has a permissions boundary, no matter whom it leaves
     * out (IAM User Guide, "AWS JSON policy elements: NotPrincipal").
     */
    private static boolean deniesTheBounded(Statement statement, AuthorizationPolicies policies) {
        return statement.effect() == Effect.DENY
                && policies.permissionsBoundary().isPresent()
                && statement.principal().map(Principals::negated).orElse(false);
    }

    /** The statement that grants; must be called only if there is a grant. */
    DecidingStatement statement() {
        if (found == null) {
            throw new IllegalStateException("The resource policy grants nothing.");
        }
        return found;
    }

    /** This grant's statement, or the given one if there is no grant. */
    DecidingStatement or(@Nullable DecidingStatement other) {
        return other == null || found != null ? statement() : other;
    }
}
