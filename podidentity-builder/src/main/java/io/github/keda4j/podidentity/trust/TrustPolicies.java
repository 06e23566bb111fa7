package io.github.keda4j.podidentity.trust;

/**
 * Builders for trust policies. Each refuses to leave a scope open by omission: to trust widely, call a method whose
 * name begins with {@code any}.
 *
 * <p>To let several parties assume a role, combine their documents with
 * {@link io.github.keda4j.podidentity.policy.PolicyDocument#merge}: during a migration from IRSA, for example, that of
 * {@link #irsa()} and that of {@link #podIdentity()}.
 */
public final class TrustPolicies {

    private TrustPolicies() {}

    /**
     * {@return a builder for the trust policy of a role that EKS Pod Identity gives to pods: the {@code roleArn} of an
     * association}
     */
    public static PodIdentityTrust podIdentity() {
        return new PodIdentityTrust();
    }

    /** {@return a builder for the trust policy of a role that another role assumes by calling STS itself} */
    public static RoleChainTrust roleChaining() {
        return new RoleChainTrust();
    }

    /**
     * {@return a builder for the trust policy of a role that EKS assumes on behalf of a pod's role: the {@code targetRoleArn}
     * of an association, in the same account or another}
     */
    public static TargetRoleTrust targetRole() {
        return new TargetRoleTrust();
    }

    /**
     * {@return a builder for the trust policy of a role that service accounts assume with a token of the cluster's OIDC
     * provider, known as IRSA}
     */
    public static IrsaTrust irsa() {
        return new IrsaTrust();
    }
}
