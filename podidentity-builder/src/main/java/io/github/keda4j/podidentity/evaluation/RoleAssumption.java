package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.RoleSession.WebIdentity;
import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to assume a role, decided as STS decides it: {@code sts:AssumeRole}, {@code sts:TagSession} if tags are
 * requested or passed on by the calling session, and {@code sts:SetSourceIdentity} if a source identity is requested or
 * passed on.
 *
 * <p>The keys of each call are those that AWS documents. By default, keys that are known only when the call happens are
 * treated as absent. If the setting is {@link RequestContext#unknown()}, they count as unknown, and a decision
 * either holds for all their values or says that it depends on them.
 *
 * <p>Whether {@code aws:RequestTag/...} holds tags that are only passed on is not documented; such a key may be present
 * or absent. {@code aws:PrincipalTag/...} holds the caller's tags in either case, and is the key to use in such trust
 * policies.
 */
public final class RoleAssumption {

    private static final String ASSUME_ROLE = "sts:AssumeRole";
    private static final String TAG_SESSION = "sts:TagSession";
    private static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";
    private static final String WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity";
    private static final Caller EKS = new Caller.AwsService(DocumentedKeys.PODS);

    private final List<Decision> decisions;
    private final @Nullable RoleSession session;

    private RoleAssumption(List<Decision> decisions, RoleSession session) {
        this.decisions = List.copyOf(decisions);
        this.session = denial().isPresent() ? null : session;
    }

    /**
     * A caller's request to STS.
     *
     * @param sessionName the name of the session; a pattern such as {@code eks-demo-*} if it is not known yet
     * @param externalId what {@code sts:ExternalId} holds, or null for none
     * @param tags requested tags, besides those passed on
     * @param sessionPolicy a policy that limits the session, or null for none
     * @param sourceIdentity the person behind the session, or null for the source identity of the calling session, if
     * it has one
     */
    public record Request(
            String sessionName,
            @Nullable String externalId,
            SessionTags tags,
            @Nullable PolicyDocument sessionPolicy,
            @Nullable String sourceIdentity) {

        /**
         * A request that names no source identity.
         *
         * @param sessionName the name of the session
         * @param externalId what {@code sts:ExternalId} holds, or null for none
         * @param tags requested tags, besides those passed on
         * @param sessionPolicy a policy that limits the session, or null for none
         */
        public Request(
                String sessionName,
                @Nullable String externalId,
                SessionTags tags,
                @Nullable PolicyDocument sessionPolicy) {
            this(sessionName, externalId, tags, sessionPolicy, null);
        }

        /**
         * {@return a plain request, as KEDA makes it: without an external id, tags or a policy}
         *
         * @param sessionName the name of the session
         */
        public static Request named(String sessionName) {
            return new Request(sessionName, null, SessionTags.none(), null);
        }

        /**
         * {@return the request that EKS makes when it assumes the target role of an association} With session tags on,
         * it requests the pod's tags by name, so that the target's trust policy may look at {@code aws:RequestTag/...},
         * as the example in the Amazon EKS User Guide does; with session tags off, it sends the external id.
         *
         * @param pod the pod
         * @param sessionTags whether the association leaves session tags on
         * @param sessionPolicy the association's policy, or null for none
         */
        public static Request toTarget(PodIdentity pod, boolean sessionTags, @Nullable PolicyDocument sessionPolicy) {
            return new Request(
                    pod.sessionName(),
                    sessionTags ? null : pod.externalId(),
                    sessionTags ? SessionTags.ofPod(pod) : SessionTags.none(),
                    sessionPolicy);
        }
    }

    /**
     * {@return the outcome of EKS assuming a role for a pod}
     *
     * @param pod the pod
     * @param role the role of the pod's association
     * @param sessionTags whether the association leaves session tags on
     * @param sessionPolicy the association's policy, or null for none
     */
    public static RoleAssumption byPod(
            PodIdentity pod, RolePolicies role, boolean sessionTags, @Nullable PolicyDocument sessionPolicy) {
        return byPod(pod, role, sessionTags, sessionPolicy, RequestContext.empty());
    }

    /**
     * {@return the outcome of EKS assuming a role for a pod}
     *
     * @param pod the pod
     * @param role the role of the pod's association
     * @param sessionTags whether the association leaves session tags on
     * @param sessionPolicy the association's policy, or null for none
     * @param setting what is known beyond the documented keys, such as {@code aws:SourceOrgID}; takes precedence
     */
    public static RoleAssumption byPod(
            PodIdentity pod,
            RolePolicies role,
            boolean sessionTags,
            @Nullable PolicyDocument sessionPolicy,
            RequestContext setting) {
        SessionTags tags = sessionTags ? SessionTags.ofPod(pod) : SessionTags.none();
        Request request = new Request(pod.sessionName(), null, tags, sessionPolicy);
        AuthorizationPolicies trust =
                AuthorizationPolicies.builder().resource(role.trustPolicy()).build();
        RequestContext.Builder common = DocumentedKeys.ofEks(pod, role, setting.isOpen());
        tags.addTo(common);
        RequestContext keys = common.build();
        boolean belongs = belongsTo(role, pod);
        List<Decision> decisions = new ArrayList<>();
        for (String action : actions(tags, null)) {
            RequestContext context = asking(action, keys.toBuilder(), request, setting);
            AuthorizationRequest asked =
                    AuthorizationRequest.of(EKS, action, role.arn().toString(), context);
            decisions.add(
                    belongs
                            ? PolicyEvaluator.evaluate(asked, trust)
                            : Decision.impossible(
                                    asked,
                                    role.arn()
                                            + " is not a role of the cluster's account, and EKS gives a pod no other"));
        }
        return new RoleAssumption(decisions, new RoleSession(role, request.sessionName(), tags, sessionPolicy));
    }

    /**
     * Whether EKS may pass the role to the pod. Source: Amazon EKS User Guide, "Access AWS resources using EKS Pod
     * Identity Target IAM Roles".
     */
    private static boolean belongsTo(RolePolicies role, PodIdentity pod) {
        return role.arn().account().equals(pod.accountId())
                && role.arn().partition().id().equals(ArnParts.part(pod.clusterArn(), ArnParts.PARTITION));
    }

    /**
     * {@return the outcome of a role's session assuming another role}
     *
     * @param caller the session that assumes the role
     * @param role the role to be assumed
     * @param request the request to STS
     * @throws IllegalArgumentException if a requested tag or source identity would change one that the session passes
     * on, which STS refuses
     */
    public static RoleAssumption bySession(RoleSession caller, RolePolicies role, Request request) {
        return bySession(caller, role, request, RequestContext.empty());
    }

    /**
     * {@return the outcome of a role's session assuming another role}
     *
     * @param caller the session that assumes the role
     * @param role the role to be assumed
     * @param request the request to STS
     * @param setting what is known beyond the documented keys, such as {@code aws:PrincipalOrgID}; takes precedence
     * @throws IllegalArgumentException if a requested tag or source identity would change one that the session passes
     * on, which STS refuses
     */
    public static RoleAssumption bySession(
            RoleSession caller, RolePolicies role, Request request, RequestContext setting) {
        SessionTags tags = request.tags().inheriting(caller.sessionTags());
        String sourceIdentity = sourceIdentity(caller, request);
        RequestContext.Builder common = DocumentedKeys.ofAssumption(caller, role, setting.isOpen());
        if (setting.isOpen()) {
            caller.sessionTags().addInherited(common, request.tags());
            addInherited(common, sourceIdentity);
        }
        request.tags().addTo(common);
        RequestContext keys = common.build();
        List<Decision> decisions = new ArrayList<>();
        for (String action : actions(tags, sourceIdentity)) {
            RequestContext context = asking(action, keys.toBuilder(), request, setting);
            decisions.add(caller.decideIn(context, action, role.arn().toString(), role.trustPolicy()));
        }
        WebIdentity token = caller.webIdentity();
        return new RoleAssumption(
                decisions,
                new RoleSession(
                        role,
                        request.sessionName(),
                        tags,
                        request.sessionPolicy(),
                        token == null ? null : token.passedOn(),
                        sourceIdentity));
    }

    /**
     * The source identity of the next session. Once set, it stays the same along the chain (IAM User Guide, "Monitor
     * and control actions taken with assumed roles").
     */
    private static @Nullable String sourceIdentity(RoleSession caller, Request request) {
        String asked = request.sourceIdentity();
        String kept = caller.sourceIdentity();
        if (asked != null && kept != null && !asked.equals(kept)) {
            throw new IllegalArgumentException("The calling session passes on the source identity \"" + kept
                    + "\", so it cannot be changed to \"" + asked + "\".");
        }
        return asked == null ? kept : asked;
    }

    /** Whether {@code sts:SourceIdentity} contains an identity that is only passed on is not documented. */
    private static void addInherited(RequestContext.Builder keys, @Nullable String sourceIdentity) {
        if (sourceIdentity != null) {
            keys.withOptional("sts:SourceIdentity", List.of(sourceIdentity), false);
        }
    }

    /**
     * {@return the outcome of a service account assuming a role with its own token, as IRSA does} Only the trust policy
     * decides, and there are no tags.
     *
     * @param providerArn ARN of the OIDC provider with the cluster's issuer URL in the account of the role, where STS
     *     looks for it
     * @param namespace the service account's namespace
     * @param serviceAccount its name
     * @param role the role to be assumed
     * @param sessionName the name of the session; {@code *} if it is not known yet
     */
    public static RoleAssumption byWebIdentity(
            String providerArn, String namespace, String serviceAccount, RolePolicies role, String sessionName) {
        return byWebIdentity(providerArn, namespace, serviceAccount, role, sessionName, RequestContext.empty());
    }

    /**
     * {@return the outcome of a service account assuming a role with its own token, as IRSA does} Only the trust policy
     * decides, and there are no tags.
     *
     * @param providerArn ARN of the OIDC provider with the cluster's issuer URL in the account of the role, where STS
     *     looks for it
     * @param namespace the service account's namespace
     * @param serviceAccount its name
     * @param role the role to be assumed
     * @param sessionName the name of the session; {@code *} if it is not known yet
     * @param setting what is known beyond the documented keys, such as {@code aws:SourceVpce}; takes precedence
     */
    public static RoleAssumption byWebIdentity(
            String providerArn,
            String namespace,
            String serviceAccount,
            RolePolicies role,
            String sessionName,
            RequestContext setting) {
        WebIdentity identity = new WebIdentity(
                providerArn, "system:serviceaccount:" + namespace + ":" + serviceAccount, "sts.amazonaws.com", false);
        RequestContext context = DocumentedKeys.ofToken(identity, role, setting.isOpen())
                .withLike("sts:RoleSessionName", sessionName)
                .withMentioned(setting)
                .build();
        AuthorizationRequest asked = AuthorizationRequest.of(
                new Caller.WebIdentity(providerArn), WEB_IDENTITY, role.arn().toString(), context);
        Decision decision = knows(role, providerArn)
                ? PolicyEvaluator.evaluate(
                        asked,
                        AuthorizationPolicies.builder()
                                .resource(role.trustPolicy())
                                .build())
                : Decision.impossible(
                        asked,
                        "STS looks for the OIDC provider in the role's account, "
                                + role.arn().account() + ", and " + providerArn + " is in another one");
        return new RoleAssumption(
                List.of(decision), new RoleSession(role, sessionName, SessionTags.none(), null, identity, null));
    }

    /**
     * Whether the role's account can have the provider. Source: IAM User Guide, "Create an OpenID Connect (OIDC) identity
     * provider in IAM": a trust policy can use only providers of the role's own account.
     */
    private static boolean knows(RolePolicies role, String providerArn) {
        String account = ArnParts.part(providerArn, ArnParts.ACCOUNT);
        return account.isEmpty() || account.equals(role.arn().account());
    }

    /** {@return the decisions that the attempt requires, one for each action; at least one} */
    public List<Decision> decisions() {
        return decisions;
    }

    /** {@return true if every action is allowed} */
    public boolean isAllowed() {
        return decisions.stream().allMatch(Decision::isAllowed);
    }

    /** {@return the first decision that denies the attempt; empty if none does} */
    public Optional<Decision> denial() {
        return Decision.firstDenial(decisions);
    }

    /** {@return the resulting session, assuming that nothing unknown prevents it; empty if the attempt is denied} */
    public Optional<RoleSession> session() {
        return Optional.ofNullable(session);
    }

    private static List<String> actions(SessionTags tags, @Nullable String sourceIdentity) {
        List<String> actions = new ArrayList<>();
        actions.add(ASSUME_ROLE);
        if (!tags.tags().isEmpty()) {
            actions.add(TAG_SESSION);
        }
        if (sourceIdentity != null) {
            actions.add(SET_SOURCE_IDENTITY);
        }
        return actions;
    }

    /**
     * The keys of every call that the attempt requires, including those of this action and those of the setting. The
     * session name and {@code sts:ExternalId} are keys of AssumeRole and not of TagSession (AWS Service Authorization
     * Reference).
     */
    private static RequestContext asking(
            String action, RequestContext.Builder keys, Request request, RequestContext setting) {
        boolean assumes = action.equals(ASSUME_ROLE);
        if (assumes) {
            keys.withLike("sts:RoleSessionName", request.sessionName());
        }
        String externalId = request.externalId();
        if (assumes && externalId != null) {
            keys.with("sts:ExternalId", externalId);
        } else if (setting.isOpen()) {
            keys.without("sts:ExternalId");
        }
        String sourceIdentity = request.sourceIdentity();
        boolean tags = action.equals(TAG_SESSION);
        if (sourceIdentity != null && !tags) {
            keys.with("sts:SourceIdentity", sourceIdentity);
        }
        keys.withMentioned(setting);
        if (!assumes) {
            keys.without("sts:ExternalId").without("sts:RoleSessionName");
        }
        if (tags) {
            keys.without("sts:SourceIdentity");
        }
        return keys.build();
    }
}
