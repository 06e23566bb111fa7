package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session of a role: what its credentials may do. Immutable. */
public final class RoleSession {

    private final RolePolicies role;
    private final String sessionName;
    private final SessionTags sessionTags;
    private final @Nullable PolicyDocument sessionPolicy;
    private final @Nullable WebIdentity webIdentity;
    private final @Nullable String sourceIdentity;

    /** Every call of the session carries these keys; like the caller, they are found out once. */
    private @Nullable RequestContext keys;

    private @Nullable RequestContext knownKeys;

    private Caller.@Nullable RoleSession caller;

    /**
     * A session.
     *
     * @param role the role, with its policies
     * @param sessionName the session's name; a pattern such as {@code eks-demo-*} if it is known only when the session is made
     * @param sessionTags the session's tags
     * @param sessionPolicy the policy that the session was made with, or null for none
     * @param webIdentity the token that the session or an earlier one in the chain was made with, or null for none
     * @param sourceIdentity the source identity that was given to STS when the session or an earlier one in the chain
     *     was made; or null
     */
    public RoleSession(
            RolePolicies role,
            String sessionName,
            SessionTags sessionTags,
            @Nullable PolicyDocument sessionPolicy,
            @Nullable WebIdentity webIdentity,
            @Nullable String sourceIdentity) {
        this.role = role;
        this.sessionName = sessionName;
        this.sessionTags = sessionTags;
        this.sessionPolicy = sessionPolicy;
        this.webIdentity = webIdentity;
        this.sourceIdentity = sourceIdentity;
    }

    /**
     * A service account's token, from which a session got some of its condition keys.
     *
     * @param providerArn the ARN of the cluster's OIDC provider
     * @param subject the token's {@code sub}, such as {@code system:serviceaccount:keda:keda-operator}
     * @param audience the token's {@code aud}
     * @param inherited whether a session before this one was made with the token
     */
    public record WebIdentity(String providerArn, String subject, String audience, boolean inherited) {

        /** The prefix of the token's condition keys. */
        String issuer() {
            return providerArn.substring(providerArn.indexOf('/') + 1);
        }

        WebIdentity passedOn() {
            return new WebIdentity(providerArn, subject, audience, true);
        }
    }

    /**
     * A session that was made without a token.
     *
     * @param role the role, with its policies
     * @param sessionName the session's name
     * @param sessionTags the session's tags
     * @param sessionPolicy the policy that the session was made with, or null for none
     */
    public RoleSession(
            RolePolicies role, String sessionName, SessionTags sessionTags, @Nullable PolicyDocument sessionPolicy) {
        this(role, sessionName, sessionTags, sessionPolicy, null, null);
    }

    /**
     * {@return a session of a role with any name, without tags or a session policy}
     *
     * @param role the role, with its policies
     */
    public static RoleSession of(RolePolicies role) {
        return new RoleSession(role, "*", SessionTags.none(), null);
    }

    /** {@return the role, with its policies} */
    public RolePolicies role() {
        return role;
    }

    /** {@return the session's name; a pattern if it is known only when the session is made} */
    public String sessionName() {
        return sessionName;
    }

    /** {@return the session's tags} */
    public SessionTags sessionTags() {
        return sessionTags;
    }

    /** {@return the policy that the session was made with, or null for none} */
    public @Nullable PolicyDocument sessionPolicy() {
        return sessionPolicy;
    }

    /** {@return the token that the session or an earlier one in the chain was made with, or null for none} */
    public @Nullable WebIdentity webIdentity() {
        return webIdentity;
    }

    /** {@return the source identity of the session, or null for none} */
    public @Nullable String sourceIdentity() {
        return sourceIdentity;
    }

    /**
     * {@return the same session, with the current policies of its role}
     *
     * @param changed the role
     */
    public RoleSession withRole(RolePolicies changed) {
        return new RoleSession(changed, sessionName, sessionTags, sessionPolicy, webIdentity, sourceIdentity);
    }

    /**
     * {@return the same session, limited by a policy}
     *
     * @param policy the session policy, or null for none
     */
    public RoleSession withPolicy(@Nullable PolicyDocument policy) {
        return new RoleSession(role, sessionName, sessionTags, policy, webIdentity, sourceIdentity);
    }

    /**
     * {@return the keys that are unknown for the calls of a session if nobody knows who made it and how: its tags,
     * its identity provider, its source identity and the like}
     *
     * @param role the session's role
     */
    public static RequestContext keysOfUnknownOrigin(RolePolicies role) {
        return DocumentedKeys.ofUnknownOrigin(role);
    }

    /** {@return the caller that makes requests with these credentials} */
    public Caller.RoleSession caller() {
        Caller.RoleSession made = caller;
        if (made == null) {
            String resource = role.arn().resource();
            String path = resource.substring(
                    "role".length(), resource.length() - role.name().length());
            made = new Caller.RoleSession(
                    role.arn().partition().id(), role.arn().account(), role.name(), sessionName, path);
            caller = made;
        }
        return made;
    }

    /**
     * {@return the condition keys that every request of the session carries with a known value, such as {@code
     * aws:PrincipalArn}, {@code aws:PrincipalAccount} and {@code aws:PrincipalTag/...}} Other keys are absent.
     */
    public RequestContext context() {
        return keys(false);
    }

    /**
     * The keys of every call of the session.
     *
     * @param open whether to include the keys that are known only when the call happens, as unknown keys
     */
    RequestContext keys(boolean open) {
        RequestContext made = open ? keys : knownKeys;
        if (made == null) {
            made = DocumentedKeys.ofSession(this, open);
            if (open) {
                keys = made;
            } else {
                knownKeys = made;
            }
        }
        return made;
    }

    /**
     * {@return the keys of a call that a service makes to KMS with the session's permissions}
     *
     * @param service the service's prefix, such as {@code sqs}
     * @param region such as {@code us-east-1}
     */
    public RequestContext through(String service, String region) {
        return DocumentedKeys.throughService(this, service, region);
    }

    /**
     * {@return the decision on what the session wants to do}
     *
     * @param action such as {@code sqs:GetQueueAttributes}
     * @param resource the ARN that the action is performed on
     * @param resourcePolicy the policy of the resource, or null for none
     */
    public Decision decide(String action, String resource, @Nullable PolicyDocument resourcePolicy) {
        return decide(action, resource, resourcePolicy, RequestContext.empty());
    }

    /**
     * {@return the decision on what the session wants to do, with additional keys from the action or its setting}
     *
     * @param action such as {@code kms:Decrypt}
     * @param resource the ARN that the action is performed on
     * @param resourcePolicy the policy of the resource, or null for none
     * @param more further keys, such as {@code kms:ViaService}, which take precedence over the documented ones; combine
     *     {@link RequestContext#unknown()} with known keys for a decision that holds whatever values the unknown keys
     *     have
     */
    public Decision decide(
            String action, String resource, @Nullable PolicyDocument resourcePolicy, RequestContext more) {
        AuthorizationRequest request = AuthorizationRequest.of(caller(), action, resource, more);
        return decide(request, resourcePolicy);
    }

    /**
     * {@return the decision on a request of this session}
     *
     * @param request what the session wants to do; its context contains what is known beyond the documented keys
     * @param resourcePolicy the policy of the resource, or null for none
     */
    public Decision decide(AuthorizationRequest request, @Nullable PolicyDocument resourcePolicy) {
        String account = request.resourceAccount();
        RequestContext more = request.context();
        RequestContext context = DocumentedKeys.ofCall(
                        this, request.action(), request.resource(), account.isEmpty() ? null : account, more.isOpen())
                .withMentioned(more)
                .build();
        return PolicyEvaluator.evaluate(request.in(context), policies(resourcePolicy));
    }

    /** Decides on a request whose context is already complete. */
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoleSession that
                && role.equals(that.role)
                && sessionName.equals(that.sessionName)
                && sessionTags.equals(that.sessionTags)
                && Objects.equals(sessionPolicy, that.sessionPolicy)
                && Objects.equals(webIdentity, that.webIdentity)
                && Objects.equals(sourceIdentity, that.sourceIdentity);
    }

    @Override
    public int hashCode() {
        return Objects.hash(role, sessionName, sessionTags, sessionPolicy, webIdentity, sourceIdentity);
    }

    /** {@return the session's ARN, or a pattern of it} */
    @Override
    public String toString() {
        return caller().principal();
    }
}
