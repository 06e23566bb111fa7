package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.PrincipalMatcher.Directness;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principals;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a resource or trust policy grants the caller: how directly, and by which statement. */
record ResourceGrant(Directness directness, @Nullable DecidingStatement found) {

    private static final ResourceGrant NOTHING = new ResourceGrant(Directness.NONE, null);

    /** The most direct grant; of equally direct ones the first. */
    static ResourceGrant find(AuthorizationRequest request, AuthorizationPolicies policies, PolicyLayer layer) {
        return find(Effect.ALLOW, request, policies, layer);
    }

    static @Nullable DecidingStatement deny(AuthorizationRequest request, AuthorizationPolicies policies) {
        PolicyLayer layer = request.assumesRole() ? PolicyLayer.TRUST : PolicyLayer.RESOURCE;
        return find(Effect.DENY, request, policies, layer).found();
    }

    private static ResourceGrant find(
            Effect effect, AuthorizationRequest request, AuthorizationPolicies policies, PolicyLayer layer) {
        PolicyDocument policy = policies.resource().orElse(null);
        if (policy == null) {
            return NOTHING;
        }
        ResourceGrant best = NOTHING;
        List<Statement> statements = policy.statements();
        for (int index = 0; index < statements.size() && best.directness() != Directness.SESSION; index++) {
            Statement statement = statements.get(index);
            if (statement.effect() != effect) {
                continue;
            }
            Directness directness = deniesTheBounded(statement, policies)
                            && StatementMatcher.applies(statement, policy.hasPolicyVariables(), request)
                    ? Directness.EVERYONE
                    : StatementMatcher.directness(statement, policy.hasPolicyVariables(), request);
            if (directness.compareTo(best.directness()) > 0) {
                best = new ResourceGrant(directness, new DecidingStatement(layer, 0, index, statement));
            }
        }
        return best;
    }

    /**
     * A Deny with {@code NotPrincipal} denies every caller that has a permissions boundary, whomever it leaves out (IAM User
     * Guide, "AWS JSON policy elements: NotPrincipal").
     */
    private static boolean deniesTheBounded(Statement statement, AuthorizationPolicies policies) {
        return statement.effect() == Effect.DENY
                && policies.permissionsBoundary().isPresent()
                && statement.principal().map(Principals::negated).orElse(false);
    }

    /** The statement that grants; only asked of a grant that is there. */
    DecidingStatement statement() {
        if (found == null) {
            throw new IllegalStateException("nothing was granted");
        }
        return found;
    }

    /** This grant's statement, or another where it grants nothing. */
    DecidingStatement or(@Nullable DecidingStatement other) {
        return other == null || found != null ? statement() : other;
    }
}
