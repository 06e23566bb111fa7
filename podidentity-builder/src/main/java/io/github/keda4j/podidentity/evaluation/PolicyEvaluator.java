package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.PrincipalMatcher.Directness;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides a request as IAM would, offline.
 *
 * <p>An explicit deny in any layer wins. Service control policies have to allow what an account's own principals do, on every
 * level. Resource control policies only deny: AWS attaches {@code RCPFullAWSAccess} to every level and lets nobody detach it,
 * so it need not be given. Then:
 *
 * <ul>
 *   <li>to assume a role, its trust policy has to allow, whoever asks; where it names the caller's account and not the
 *       caller, the caller's own policies have to allow too;
 *   <li>within one account a resource policy that names the caller is enough, and so are the caller's own policies;
 *   <li>across accounts both have to allow;
 *   <li>the policy of a KMS key, where it is given, has to allow, as a trust policy has to;
 *   <li>the root user of an account needs no policies of its own.
 * </ul>
 *
 * <p>Permissions boundary and session policy have to allow what the caller's own policies allow, and what a resource policy
 * allows a role; not what it allows a user or this very session by ARN, nor what it allows everybody.
 *
 * <p>Source of the rules: IAM User Guide, "Policy evaluation logic", "Permissions boundaries for IAM entities" and "AWS
 * JSON policy elements: Principal" (on {@code aws:PrincipalArn} with everybody as principal); AWS
 * Organizations User Guide, "Service control policies" and "Resource control policies".
 */
public final class PolicyEvaluator {

    private PolicyEvaluator() {}

    /**
     * Decides.
     *
     * @param request who wants to do what
     * @param policies what counts
     * @return the decision, which explains itself when asked
     */
    public static Decision evaluate(AuthorizationRequest request, AuthorizationPolicies policies) {
        DecidingStatement deny = explicitDeny(request, policies);
        if (deny != null) {
            return Decision.denied(request, deny);
        }
        if (isOwn(request.caller())) {
            for (List<PolicyDocument> level : policies.serviceControl()) {
                if (find(Effect.ALLOW, PolicyLayer.SERVICE_CONTROL, level, request) == null) {
                    return Decision.notAllowed(request, new MissingGrant(PolicyLayer.SERVICE_CONTROL, level));
                }
            }
        }
        return decideGrants(request, policies);
    }

    private static Decision decideGrants(AuthorizationRequest request, AuthorizationPolicies policies) {
        PolicyLayer resourceLayer = request.assumesRole() ? PolicyLayer.TRUST : PolicyLayer.RESOURCE;
        ResourceGrant byResource = ResourceGrant.find(request, policies, resourceLayer);
        boolean own = isOwn(request.caller());
        boolean sameAccount = request.caller().accountId().equals(request.resourceAccount());
        boolean resourceHasToAllow = request.assumesRole()
                || !own
                || !sameAccount
                || (request.usesKey() && policies.resource().isPresent());
        if (resourceHasToAllow && byResource.directness() == Directness.NONE) {
            return Decision.notAllowed(
                    request,
                    new MissingGrant(resourceLayer, listOf(policies.resource().orElse(null))));
        }
        boolean named = byResource.directness().compareTo(Directness.NAMED) >= 0;
        if (!own || (sameAccount && named && bypassesLimits(request.caller(), byResource.directness()))) {
            return Decision.allowed(request, byResource.statement());
        }
        boolean resourceIsEnough = sameAccount && named;
        DecidingStatement byIdentity = find(Effect.ALLOW, PolicyLayer.IDENTITY, policies.identity(), request);
        boolean root = request.caller() instanceof Caller.AccountRoot;
        if (!resourceIsEnough && byIdentity == null && !root) {
            return Decision.notAllowed(request, new MissingGrant(PolicyLayer.IDENTITY, policies.identity()));
        }
        MissingGrant limit = limit(request, policies);
        if (limit != null) {
            return Decision.notAllowed(request, limit);
        }
        if (!resourceIsEnough && byIdentity == null) {
            return Decision.allowedByRoot(request, byResource.found());
        }
        return Decision.allowed(
                request,
                resourceIsEnough || byIdentity == null || request.assumesRole()
                        ? byResource.or(byIdentity)
                        : byIdentity);
    }

    /** Whether an account owns the caller, whose policies and organisation then count: no service, no web identity. */
    private static boolean isOwn(Caller caller) {
        return !caller.accountId().isEmpty();
    }

    private static boolean bypassesLimits(Caller caller, Directness directness) {
        return directness.compareTo(Directness.EVERYONE) >= 0
                || (directness == Directness.NAMED && caller instanceof Caller.User);
    }

    private static @Nullable MissingGrant limit(AuthorizationRequest request, AuthorizationPolicies policies) {
        PolicyDocument boundary = policies.permissionsBoundary().orElse(null);
        if (boundary != null
                && find(Effect.ALLOW, PolicyLayer.PERMISSIONS_BOUNDARY, List.of(boundary), request) == null) {
            return new MissingGrant(PolicyLayer.PERMISSIONS_BOUNDARY, List.of(boundary));
        }
        PolicyDocument session = policies.session().orElse(null);
        if (session != null && find(Effect.ALLOW, PolicyLayer.SESSION, List.of(session), request) == null) {
            return new MissingGrant(PolicyLayer.SESSION, List.of(session));
        }
        return null;
    }

    private static @Nullable DecidingStatement explicitDeny(
            AuthorizationRequest request, AuthorizationPolicies policies) {
        DecidingStatement deny = find(Effect.DENY, PolicyLayer.IDENTITY, policies.identity(), request);
        if (deny == null) {
            deny = ResourceGrant.deny(request, policies);
        }
        if (deny == null) {
            deny = find(
                    Effect.DENY,
                    PolicyLayer.PERMISSIONS_BOUNDARY,
                    listOf(policies.permissionsBoundary().orElse(null)),
                    request);
        }
        if (deny == null) {
            deny = find(
                    Effect.DENY, PolicyLayer.SESSION, listOf(policies.session().orElse(null)), request);
        }
        if (deny == null && isOwn(request.caller())) {
            deny = findInLevels(PolicyLayer.SERVICE_CONTROL, policies.serviceControl(), request);
        }
        return deny != null ? deny : findInLevels(PolicyLayer.RESOURCE_CONTROL, policies.resourceControl(), request);
    }

    private static @Nullable DecidingStatement findInLevels(
            PolicyLayer layer, List<List<PolicyDocument>> levels, AuthorizationRequest request) {
        for (List<PolicyDocument> level : levels) {
            DecidingStatement deny = find(Effect.DENY, layer, level, request);
            if (deny != null) {
                return deny;
            }
        }
        return null;
    }

    private static @Nullable DecidingStatement find(
            Effect effect, PolicyLayer layer, List<PolicyDocument> policies, AuthorizationRequest request) {
        for (int policy = 0; policy < policies.size(); policy++) {
            boolean variables = policies.get(policy).hasPolicyVariables();
            List<Statement> statements = policies.get(policy).statements();
            for (int index = 0; index < statements.size(); index++) {
                Statement statement = statements.get(index);
                if (statement.effect() == effect && StatementMatcher.applies(statement, variables, request)) {
                    return new DecidingStatement(layer, policy, index, statement);
                }
            }
        }
        return null;
    }

    private static List<PolicyDocument> listOf(@Nullable PolicyDocument policy) {
        return policy == null ? List.of() : List.of(policy);
    }
}
