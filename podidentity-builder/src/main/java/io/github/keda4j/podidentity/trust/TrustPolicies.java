package io.github.keda4j.podidentity.trust;

/**
 * Where trust policies begin. Each builder refuses to leave a scope open by omission: whoever wants it wide says so by a
 * method whose name begins with {@code any}.
 *
 * <p>A role that several parties assume has several such documents, put together by
 * {@link io.github.keda4j.podidentity.policy.PolicyDocument#merge}: during a migration from IRSA, for example, that of
 * {@link #irsa()} and that of {@link #podIdentity()}.
 */
public final class TrustPolicies {

    private TrustPolicies() {}

    /**
     * Trust of a role that EKS Pod Identity hands to pods: the {@code roleArn} of an association.
     *
     * @return a builder in which cluster, namespace and service account are still to be said
     */
    public static PodIdentityTrust podIdentity() {
        return new PodIdentityTrust();
    }

    /**
     * Trust of a role that another role assumes by calling STS itself.
     *
     * @return a builder in which the trusted role is still to be said
     */
    public static RoleChainTrust roleChaining() {
        return new RoleChainTrust();
    }

    /**
     * Trust of a role that EKS assumes on behalf of a pod's role: the {@code targetRoleArn} of an association, in the
     * same account or another.
     *
     * @return a builder in which the association is still to be said
     */
    public static TargetRoleTrust targetRole() {
        return new TargetRoleTrust();
    }

    /**
     * Trust of a role that service accounts assume with a token of the cluster's OIDC provider, known as IRSA.
     *
     * @return a builder in which provider and service account are still to be said
     */
    public static IrsaTrust irsa() {
        return new IrsaTrust();
    }
}
