package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.PrincipalMatcher.Directness;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides offline whether IAM would allow a request.
 *
 * <p>An explicit deny in any layer wins. On every level of the organization, a service control policy must allow what
 * an account's own principals do. Resource control policies only deny: AWS attaches {@code RCPFullAWSAccess} to every
 * level and does not let anybody detach it, so it need not be given. Neither applies to service-linked roles, nor to
 * the management account: pass no such policies for callers in the management account. Then:
 *
 * <ul> <li>the trust policy of a role must allow every caller that assumes the role; if it names the caller's account
 * instead of the caller, the caller's own policies must allow the call too; <li>within one account a resource policy
 * that names the caller is enough, and so are the caller's own policies; <li>across accounts both the resource policy
 * and the caller's own policies must allow the call; <li>if the policy of a KMS key is given, it must allow the call,
 * as a trust policy must; <li>the root user of an account needs no policies of its own.
 * </ul>
 *
 * <p>If the request has keys that are not known, or represents many calls, the decision is
 * {@link Decision.Outcome#ALLOWED} only if AWS allows the call for every value and every call, and denied only if AWS
 * denies it for every one; otherwise it is {@link Decision.Outcome#DEPENDS}. The evaluator errs on the side of caution
 * in one case: conditions on the same unknown key are not compared with each other, so if two statements together allow
 * every value, the decision is still said to depend on the key.
 *
 * <p>The permissions boundary and the session policy limit what the caller's own policies allow, and what a resource
 * policy allows a role. They do not limit what a resource policy allows a user or this very session by ARN, nor what it
 * allows everybody.
 *
 * <p>Nothing is allowed across partitions, such as from {@code aws} to {@code aws-cn}.
 *
 * <p>Source of the rules: IAM User Guide, "Policy evaluation logic", "Permissions boundaries for IAM entities" and "AWS
 * JSON policy elements: Principal" (on {@code aws:PrincipalArn} with everybody as principal); AWS Organizations User
 * Guide, "Service control policies" and "Resource control policies".
 */
public final class PolicyEvaluator {

    private final AuthorizationRequest request;
    private final AuthorizationPolicies policies;
    private final Truth leastAllow;
    private final Truth leastDeny;
    private final boolean withinAccount;
    private final boolean resourceHasToAllow;

    /** For a statement that may apply, one pass assumes the worst and the other the best. */
    private PolicyEvaluator(AuthorizationRequest request, AuthorizationPolicies policies, boolean assumeBest) {
        this.request = request;
        this.policies = policies;
        this.withinAccount = isWithinAccount(request) || (assumeBest && request.hasUnknownAccount());
        this.resourceHasToAllow = resourceHasToAllow(request, policies, withinAccount)
                || (!assumeBest && resourceMayHaveToAllow(request, policies));
        this.leastAllow = assumeBest ? Truth.MAYBE : Truth.YES;
        this.leastDeny = assumeBest ? Truth.YES : Truth.MAYBE;
    }

    /**
     * {@return the decision, which explains itself when asked}
     *
     * @param request who wants to do what
     * @param policies the policies that apply
     */
    public static Decision evaluate(AuthorizationRequest request, AuthorizationPolicies policies) {
        Decision atWorst = new PolicyEvaluator(request, policies, false).decide();
        if (atWorst.isAllowed() || !request.isOpen()) {
            return atWorst;
        }
        Decision atBest = new PolicyEvaluator(request, policies, true).decide();
        return atBest.isAllowed() ? Decision.depends(request, policies) : atBest;
    }

    private Decision decide() {
        DecidingStatement deny = explicitDeny();
        if (deny != null) {
            return Decision.denied(request, deny);
        }
        for (List<PolicyDocument> level : serviceControl(request, policies)) {
            if (allow(PolicyLayer.SERVICE_CONTROL, level) == null) {
                return notAllowed(PolicyLayer.SERVICE_CONTROL, level);
            }
        }
        return decideGrants();
    }

    private Decision decideGrants() {
        if (request.crossesPartitions()) {
            return Decision.impossible(
                    request,
                    "caller, resource and region are not of the same partition, and AWS's partitions share nothing");
        }
        ResourceGrant byResource = ResourceGrant.find(Effect.ALLOW, request, policies, leastAllow);
        if (resourceHasToAllow && byResource.directness() == Directness.NONE) {
            return notAllowed(
                    PolicyLayer.ofResource(request), listOf(policies.resource().orElse(null)));
        }
        if (!isOwn(request.caller()) || bypassesLimits(byResource.directness())) {
            return Decision.allowed(request, byResource.statement());
        }
        boolean resourceIsEnough = withinAccount && isNamed(byResource.directness());
        DecidingStatement byIdentity = allow(PolicyLayer.IDENTITY, policies.identity());
        boolean root = request.caller() instanceof Caller.AccountRoot;
        if (!resourceIsEnough && byIdentity == null && !root) {
            return notAllowed(PolicyLayer.IDENTITY, policies.identity());
        }
        Decision limited = limit();
        if (limited != null) {
            return limited;
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

    /** Whether the caller belongs to an account, so that its own policies count: not a service or a web identity. */
    static boolean isOwn(Caller caller) {
        return !caller.accountId().isEmpty();
    }

    /**
     * The service control policies that apply to the caller. Like {@link #resourceControl}, they apply neither to
     * services nor to service-linked roles (AWS Organizations User Guide, "Service control policies" and "Resource
     * control policies").
     */
    static List<List<PolicyDocument>> serviceControl(AuthorizationRequest request, AuthorizationPolicies policies) {
        List<List<PolicyDocument>> levels = policies.serviceControl();
        return levels.isEmpty() || !isOwn(request.caller()) || isServiceLinked(request) ? List.of() : levels;
    }

    /** The resource control policies that apply to the caller. */
    static List<List<PolicyDocument>> resourceControl(AuthorizationRequest request, AuthorizationPolicies policies) {
        List<List<PolicyDocument>> levels = policies.resourceControl();
        return levels.isEmpty() || isServiceLinked(request) ? List.of() : levels;
    }

    private static boolean isServiceLinked(AuthorizationRequest request) {
        if (!(request.caller() instanceof Caller.RoleSession session)) {
            return false;
        }
        return session.isServiceLinked()
                || request.context()
                        .values("aws:PrincipalArn")
                        .filter(values -> values.get(0).contains(":role/aws-service-role/"))
                        .isPresent();
    }

    /** Whether the caller's own policies are not enough. */
    static boolean resourceHasToAllow(
            AuthorizationRequest request, AuthorizationPolicies policies, boolean withinAccount) {
        return request.assumesRole()
                || !isOwn(request.caller())
                || !withinAccount
                || (request.usesKey() && policies.resource().isPresent());
    }

    /** Whether the caller's own policies are not enough for any of the calls that the request represents. */
    static boolean resourceMayHaveToAllow(AuthorizationRequest request, AuthorizationPolicies policies) {
        return request.mayAssumeRole()
                || (request.mayUseKey() && policies.resource().isPresent());
    }

    /**
     * Whether a resource policy that names the caller in this way is enough within one account, without a policy of the
     * caller.
     */
    static boolean isNamed(Directness directness) {
        return directness.compareTo(Directness.NAMED) >= 0;
    }

    static boolean isWithinAccount(AuthorizationRequest request) {
        return request.caller().accountId().equals(request.resourceAccount());
    }

    private boolean bypassesLimits(Directness directness) {
        return withinAccount
                && isNamed(directness)
                && (directness.compareTo(Directness.EVERYONE) >= 0 || request.caller() instanceof Caller.User);
    }

    private @Nullable Decision limit() {
        List<PolicyDocument> boundary = listOf(policies.permissionsBoundary().orElse(null));
        if (!boundary.isEmpty() && allow(PolicyLayer.PERMISSIONS_BOUNDARY, boundary) == null) {
            return notAllowed(PolicyLayer.PERMISSIONS_BOUNDARY, boundary);
        }
        List<PolicyDocument> session = listOf(policies.session().orElse(null));
        if (!session.isEmpty() && allow(PolicyLayer.SESSION, session) == null) {
            return notAllowed(PolicyLayer.SESSION, session);
        }
        return null;
    }

    private @Nullable DecidingStatement explicitDeny() {
        DecidingStatement deny = deny(PolicyLayer.IDENTITY, policies.identity());
        if (deny == null) {
            deny = ResourceGrant.find(Effect.DENY, request, policies, leastDeny).found();
        }
        if (deny == null) {
            deny = deny(
                    PolicyLayer.PERMISSIONS_BOUNDARY,
                    listOf(policies.permissionsBoundary().orElse(null)));
        }
        if (deny == null) {
            deny = deny(PolicyLayer.SESSION, listOf(policies.session().orElse(null)));
        }
        if (deny == null) {
            deny = denyInLevels(PolicyLayer.SERVICE_CONTROL, serviceControl(request, policies));
        }
        if (deny == null) {
            deny = denyInLevels(PolicyLayer.RESOURCE_CONTROL, resourceControl(request, policies));
        }
        return deny;
    }

    private @Nullable DecidingStatement denyInLevels(PolicyLayer layer, List<List<PolicyDocument>> levels) {
        for (List<PolicyDocument> level : levels) {
            DecidingStatement deny = deny(layer, level);
            if (deny != null) {
                return deny;
            }
        }
        return null;
    }

    private @Nullable DecidingStatement allow(PolicyLayer layer, List<PolicyDocument> documents) {
        return find(Effect.ALLOW, leastAllow, layer, documents, request);
    }

    private @Nullable DecidingStatement deny(PolicyLayer layer, List<PolicyDocument> documents) {
        return find(Effect.DENY, leastDeny, layer, documents, request);
    }

    static @Nullable DecidingStatement find(
            Effect effect,
            Truth least,
            PolicyLayer layer,
            List<PolicyDocument> documents,
            AuthorizationRequest request) {
        for (int policy = 0; policy < documents.size(); policy++) {
            boolean variables = documents.get(policy).hasPolicyVariables();
            List<Statement> statements = documents.get(policy).statements();
            for (int index = 0; index < statements.size(); index++) {
                Statement statement = statements.get(index);
                if (statement.effect() == effect
                        && StatementMatcher.isForCallers(statement)
                        && StatementMatcher.applies(statement, variables, request, least)) {
                    return new DecidingStatement(layer, policy, index, statement);
                }
            }
        }
        return null;
    }

    private Decision notAllowed(PolicyLayer layer, List<PolicyDocument> documents) {
        return Decision.notAllowed(request, new MissingGrant(layer, documents, leastAllow));
    }

    static List<PolicyDocument> listOf(@Nullable PolicyDocument policy) {
        return policy == null ? List.of() : List.of(policy);
    }
}
