package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.Arn;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * KEDA's operator in the cluster: the service account that it runs under and the role that this account is given.
 *
 * @param namespace the namespace that KEDA is installed in
 * @param serviceAccount the operator's service account; KEDA's Helm chart calls it {@code keda-operator}
 * @param role the role of that service account
 * @param sessionTags whether EKS tags the operator's sessions with cluster, namespace, service account and pod, which
 *     it does unless the association disables that; the tags are passed along the chain, and every hop must allow
 *     {@code sts:TagSession}
 * @param oidcProviderArn the OIDC provider with the cluster's issuer URL in the account of the operator's role, if the
 *     operator gets its role by IRSA; empty for EKS Pod Identity
 * @param accountsWithProvider other accounts that have an OIDC provider with the same issuer URL
 */
public record KedaOperator(
        String namespace,
        String serviceAccount,
        IamRole role,
        boolean sessionTags,
        Optional<String> oidcProviderArn,
        Set<String> accountsWithProvider) {

    private static final String DEFAULT_NAME = "keda-operator";

    /**
     * Copies the accounts.
     *
     * @param namespace the namespace that KEDA is installed in
     * @param serviceAccount the operator's service account
     * @param role the role of that service account
     * @param sessionTags whether EKS tags the operator's sessions
     * @param oidcProviderArn the OIDC provider, for IRSA
     * @param accountsWithProvider other accounts that have an OIDC provider with the same issuer URL
     */
    public KedaOperator {
        accountsWithProvider = Set.copyOf(accountsWithProvider);
    }

    /**
     * An operator that gets its role by EKS Pod Identity.
     *
     * @param namespace the namespace that KEDA is installed in
     * @param serviceAccount the operator's service account
     * @param role the role of that service account
     * @param sessionTags whether EKS tags the operator's sessions
     */
    public KedaOperator(String namespace, String serviceAccount, IamRole role, boolean sessionTags) {
        this(namespace, serviceAccount, role, sessionTags, Optional.empty(), Set.of());
    }

    /**
     * The operator as KEDA's Helm chart installs it: service account {@code keda-operator}, with a role of the same
     * name that the stack makes.
     *
     * @param namespace the namespace that KEDA is installed in
     * @return the operator
     */
    public static KedaOperator inNamespace(String namespace) {
        return new KedaOperator(namespace, DEFAULT_NAME, IamRole.named(DEFAULT_NAME), true);
    }

    /**
     * The same operator under another service account.
     *
     * @param newServiceAccount its name
     * @return a copy
     */
    public KedaOperator withServiceAccount(String newServiceAccount) {
        return new KedaOperator(namespace, newServiceAccount, role, sessionTags, oidcProviderArn, accountsWithProvider);
    }

    /**
     * The same operator with another role.
     *
     * @param newRole a role that the stack makes or refers to
     * @return a copy
     */
    public KedaOperator withRole(IamRole newRole) {
        return new KedaOperator(namespace, serviceAccount, newRole, sessionTags, oidcProviderArn, accountsWithProvider);
    }

    /**
     * The same operator without session tags. Its role can then be scoped by account only, and the roles that it
     * assumes cannot be restricted by tags.
     *
     * @return a copy
     */
    public KedaOperator withoutSessionTags() {
        return new KedaOperator(namespace, serviceAccount, role, false, oidcProviderArn, accountsWithProvider);
    }

    /**
     * The same operator with IRSA instead of EKS Pod Identity. Whoever installs KEDA must set the annotation on its
     * service account; the stack makes no association for it.
     *
     * @param newProviderArn the cluster's OIDC provider in IAM, in the account of the operator's role, such as {@code
     *     arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE}
     * @return a copy
     */
    public KedaOperator withWebIdentity(String newProviderArn) {
        return new KedaOperator(
                namespace, serviceAccount, role, sessionTags, Optional.of(newProviderArn), accountsWithProvider);
    }

    /**
     * The same operator if another account has an OIDC provider with the cluster's issuer URL, too. Then a role of that
     * account can trust the operator's token: STS looks for the provider in the account of the role. Without it, the
     * proof of a role that trusts the token depends on that provider.
     *
     * @param accountId twelve digits
     * @return a copy
     */
    public KedaOperator withProviderIn(String accountId) {
        Set<String> more = new TreeSet<>(accountsWithProvider);
        more.add(accountId);
        return new KedaOperator(namespace, serviceAccount, role, sessionTags, oidcProviderArn, more);
    }

    /**
     * The provider whose tokens STS accepts for a role, if it is known; otherwise, the one of the operator's own role.
     */
    Optional<String> providerFor(Arn target) {
        return oidcProviderArn.map(own -> accountsWithProvider.contains(target.account())
                ? providerBeside(target, Arn.parse(own).resource())
                : own);
    }

    /** The ARN of a provider in the account of a role. */
    static String providerBeside(Arn role, String resource) {
        return "arn:" + role.partition().id() + ":iam::" + role.account() + ":" + resource;
    }

    /** Whether the operator's sessions have tags that are passed along the chain; IRSA sessions have none. */
    boolean passesTags() {
        return sessionTags && oidcProviderArn.isEmpty();
    }
}
