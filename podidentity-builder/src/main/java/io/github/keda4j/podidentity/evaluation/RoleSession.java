package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import org.jspecify.annotations.Nullable;

/**
 * A session of a role: what its credentials may do.
 *
 * @param role the role, with its policies
 * @param sessionName the session's name
 * @param sessionTags the session's tags
 * @param sessionPolicy the policy that the session was made with, or null for none
 */
public record RoleSession(
        RolePolicies role,
        String sessionName,
        SessionTags sessionTags,
        @Nullable PolicyDocument sessionPolicy) {

    /**
     * Who makes requests with these credentials.
     *
     * @return the session as a caller
     */
    public Caller.RoleSession caller() {
        return new Caller.RoleSession(role.arn().partition().id(), role.arn().account(), role.name(), sessionName);
    }

    /**
     * The keys that every request of the session carries: {@code aws:PrincipalArn}, {@code aws:PrincipalAccount}, {@code
     * aws:PrincipalType} and {@code aws:PrincipalTag/...}.
     *
     * @return condition keys
     */
    public RequestContext context() {
        return RequestContext.empty().toBuilder()
                .with("aws:PrincipalArn", role.arn().toString())
                .with("aws:PrincipalAccount", role.arn().account())
                .with("aws:PrincipalType", "AssumedRole")
                .withTags("aws:PrincipalTag", role.tags())
                .withTags("aws:PrincipalTag", sessionTags.tags())
                .build();
    }

    /**
     * Decides what the session wants to do.
     *
     * @param action such as {@code sqs:GetQueueAttributes}
     * @param resource ARN of what it is done to
     * @param resourcePolicy the policy of the resource, or null for none
     * @return the decision
     */
    public Decision decide(String action, String resource, @Nullable PolicyDocument resourcePolicy) {
        return decide(action, resource, resourcePolicy, RequestContext.empty());
    }

    /**
     * Decides what the session wants to do, with keys that the action or its setting bring along.
     *
     * @param action such as {@code kms:Decrypt}
     * @param resource ARN of what it is done to
     * @param resourcePolicy the policy of the resource, or null for none
     * @param more keys such as {@code kms:ViaService}; they win
     * @return the decision
     */
    public Decision decide(
            String action, String resource, @Nullable PolicyDocument resourcePolicy, RequestContext more) {
        return decideIn(context().withAll(more), action, resource, resourcePolicy);
    }

    /** The same in a context that is complete. */
    Decision decideIn(RequestContext context, String action, String resource, @Nullable PolicyDocument resourcePolicy) {
        return PolicyEvaluator.evaluate(
                AuthorizationRequest.of(caller(), action, resource, context), policies(resourcePolicy));
    }

    private AuthorizationPolicies policies(@Nullable PolicyDocument resourcePolicy) {
        return AuthorizationPolicies.builder()
                .identity(role.permissions())
                .permissionsBoundary(role.permissionsBoundary())
                .session(sessionPolicy)
                .resource(resourcePolicy)
                .build();
    }
}
