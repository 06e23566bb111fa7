package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to assume a role, decided as STS does: {@code sts:AssumeRole}, and {@code sts:TagSession} too wherever tags
 * are asked for or passed on by the calling session.
 *
 * <p>On a hop whose tags are only passed on, whether {@code aws:RequestTag/...} holds them is not documented; here it does
 * not, so that a chain is only called allowed if it does not depend on it. {@code aws:PrincipalTag/...} holds the caller's
 * tags in either case, and is the key to use in such trust policies.
 */
public final class RoleAssumption {

    private static final String ASSUME_ROLE = "sts:AssumeRole";
    private static final String TAG_SESSION = "sts:TagSession";
    private static final String WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity";

    private final List<Decision> decisions;
    private final @Nullable RoleSession session;

    private RoleAssumption(List<Decision> decisions, RoleSession session) {
        this.decisions = List.copyOf(decisions);
        this.session = decisions.stream().allMatch(Decision::isAllowed) ? session : null;
    }

    /**
     * What a caller asks of STS.
     *
     * @param sessionName the name of the session to be made
     * @param externalId what {@code sts:ExternalId} holds, or null for none
     * @param tags tags asked for, besides those passed on
     * @param sessionPolicy a policy to bound the session, or null for none
     */
    public record Request(
            String sessionName,
            @Nullable String externalId,
            SessionTags tags,
            @Nullable PolicyDocument sessionPolicy) {

        /**
         * A plain request, as KEDA makes it.
         *
         * @param sessionName the name of the session to be made
         * @return without external id, tags and policy
         */
        public static Request named(String sessionName) {
            return new Request(sessionName, null, SessionTags.none(), null);
        }

        /**
         * What EKS asks for when it goes on to the target role of an association. With session tags on it asks for the pod's
         * tags by name, so that the target's trust policy may look at {@code aws:RequestTag/...}, as the one that the Amazon
         * EKS User Guide shows does; with session tags off it sends the external id.
         *
         * @param pod the pod
         * @param sessionTags whether the association leaves session tags on
         * @param sessionPolicy the association's policy, or null for none
         * @return the request for the second hop
         */
        public static Request toTarget(PodIdentity pod, boolean sessionTags, @Nullable PolicyDocument sessionPolicy) {
            return new Request(
                    sessionNameOf(pod),
                    sessionTags ? null : pod.externalId(),
                    sessionTags ? SessionTags.ofPod(pod) : SessionTags.none(),
                    sessionPolicy);
        }
    }

    /**
     * EKS assumes a role for a pod.
     *
     * @param pod the pod
     * @param role the role of the pod's association
     * @param sessionTags whether the association leaves session tags on
     * @param sessionPolicy the association's policy, or null for none
     * @return the outcome
     */
    public static RoleAssumption byPod(
            PodIdentity pod, RolePolicies role, boolean sessionTags, @Nullable PolicyDocument sessionPolicy) {
        return byPod(pod, role, sessionTags, sessionPolicy, RequestContext.empty());
    }

    /**
     * EKS assumes a role for a pod, in a setting that has a say.
     *
     * @param pod the pod
     * @param role the role of the pod's association
     * @param sessionTags whether the association leaves session tags on
     * @param sessionPolicy the association's policy, or null for none
     * @param setting keys that do not follow from the pod, such as {@code aws:SourceOrgID}; they win
     * @return the outcome
     */
    public static RoleAssumption byPod(
            PodIdentity pod,
            RolePolicies role,
            boolean sessionTags,
            @Nullable PolicyDocument sessionPolicy,
            RequestContext setting) {
        SessionTags tags = sessionTags ? SessionTags.ofPod(pod) : SessionTags.none();
        Request request = new Request(sessionNameOf(pod), null, tags, sessionPolicy);
        RequestContext caller = RequestContext.empty().toBuilder()
                .with("aws:SourceAccount", pod.accountId())
                .with("aws:SourceArn", pod.clusterArn())
                .with("aws:PrincipalServiceName", "pods.eks.amazonaws.com")
                .with("aws:PrincipalIsAWSService", "true")
                .build();
        AuthorizationPolicies trust =
                AuthorizationPolicies.builder().resource(role.trustPolicy()).build();
        Caller eks = new Caller.AwsService("pods.eks.amazonaws.com");
        List<Decision> decisions = new ArrayList<>();
        for (String action : sessionTags ? List.of(ASSUME_ROLE, TAG_SESSION) : List.of(ASSUME_ROLE)) {
            RequestContext context = contextOf(action, caller, request, setting);
            decisions.add(PolicyEvaluator.evaluate(
                    AuthorizationRequest.of(eks, action, role.arn().toString(), context), trust));
        }
        return new RoleAssumption(decisions, new RoleSession(role, request.sessionName(), tags, sessionPolicy));
    }

    /**
     * A role's session assumes another role.
     *
     * @param caller the session that asks
     * @param role the role to be assumed
     * @param request what is asked for
     * @return the outcome
     * @throws IllegalArgumentException if a tag asked for would change one that the session passes on, which STS refuses
     */
    public static RoleAssumption bySession(RoleSession caller, RolePolicies role, Request request) {
        return bySession(caller, role, request, RequestContext.empty());
    }

    /**
     * A role's session assumes another role, in a setting that has a say.
     *
     * @param caller the session that asks
     * @param role the role to be assumed
     * @param request what is asked for
     * @param setting keys that do not follow from session and request, such as {@code aws:PrincipalOrgID}; they win
     * @return the outcome
     * @throws IllegalArgumentException if a tag asked for would change one that the session passes on, which STS refuses
     */
    public static RoleAssumption bySession(
            RoleSession caller, RolePolicies role, Request request, RequestContext setting) {
        SessionTags tags = request.tags().inheriting(caller.sessionTags());
        RequestContext own = caller.context();
        List<Decision> decisions = new ArrayList<>();
        for (String action : tags.tags().isEmpty() ? List.of(ASSUME_ROLE) : List.of(ASSUME_ROLE, TAG_SESSION)) {
            RequestContext context = contextOf(action, own, request, setting);
            decisions.add(caller.decideIn(context, action, role.arn().toString(), role.trustPolicy()));
        }
        return new RoleAssumption(
                decisions, new RoleSession(role, request.sessionName(), tags, request.sessionPolicy()));
    }

    /**
     * A service account assumes a role with its own token, as IRSA does. Only the trust policy decides, and there are no
     * tags.
     *
     * @param providerArn ARN of the cluster's OIDC provider
     * @param namespace the service account's namespace
     * @param serviceAccount its name
     * @param role the role to be assumed
     * @param sessionName the name of the session to be made
     * @return the outcome
     */
    public static RoleAssumption byWebIdentity(
            String providerArn, String namespace, String serviceAccount, RolePolicies role, String sessionName) {
        String issuer = providerArn.substring(providerArn.indexOf('/') + 1);
        RequestContext context = RequestContext.empty()
                .with(issuer + ":sub", "system:serviceaccount:" + namespace + ":" + serviceAccount)
                .with(issuer + ":aud", "sts.amazonaws.com")
                .with("sts:RoleSessionName", sessionName);
        Decision decision = PolicyEvaluator.evaluate(
                AuthorizationRequest.of(
                        new Caller.WebIdentity(providerArn),
                        WEB_IDENTITY,
                        role.arn().toString(),
                        context),
                AuthorizationPolicies.builder().resource(role.trustPolicy()).build());
        return new RoleAssumption(List.of(decision), new RoleSession(role, sessionName, SessionTags.none(), null));
    }

    /**
     * The decisions that the attempt took, one for each action.
     *
     * @return at least one
     */
    public List<Decision> decisions() {
        return decisions;
    }

    /**
     * Whether the role was assumed.
     *
     * @return true where every action is allowed
     */
    public boolean isAllowed() {
        return session != null;
    }

    /**
     * The first decision that stood in the way.
     *
     * @return empty where the role was assumed
     */
    public Optional<Decision> denial() {
        return decisions.stream().filter(decision -> !decision.isAllowed()).findFirst();
    }

    /**
     * The session that was made.
     *
     * @return empty where the role was not assumed
     */
    public Optional<RoleSession> session() {
        return Optional.ofNullable(session);
    }

    /**
     * The caller's keys, those of the request and those of the setting. The names of the session and {@code sts:ExternalId}
     * are keys of AssumeRole and not of TagSession (AWS Service Authorization Reference).
     */
    private static RequestContext contextOf(
            String action, RequestContext caller, Request request, RequestContext setting) {
        RequestContext.Builder context = caller.toBuilder();
        request.tags().addTo(context);
        if (action.equals(TAG_SESSION)) {
            return context.withAll(setting).build().without("sts:ExternalId").without("sts:RoleSessionName");
        }
        context.with("sts:RoleSessionName", request.sessionName());
        if (request.externalId() != null) {
            context.with("sts:ExternalId", request.externalId());
        }
        return context.withAll(setting).build();
    }

    private static String sessionNameOf(PodIdentity pod) {
        String sessionName = "eks-" + pod.clusterName() + "-" + pod.podName();
        return sessionName.length() <= 64 ? sessionName : sessionName.substring(0, 64);
    }
}
