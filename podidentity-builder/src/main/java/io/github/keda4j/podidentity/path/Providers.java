package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.policy.Arn;

/**
 * The OIDC providers of accounts. A token has an issuer URL and no account: STS looks for the provider with that URL in
 * the account of the role, and says "No OpenIDConnect provider found in your account" if there is none. Source: Amazon
 * EKS User Guide, "Authenticate to another account with IRSA".
 */
final class Providers {

    private Providers() {}

    /** The provider with the same issuer URL in the account of the role. */
    static String inAccountOf(RolePolicies role, String providerArn) {
        String[] parts = ArnParts.of(providerArn);
        Arn owner = role.arn();
        return parts[ArnParts.ACCOUNT].isEmpty() || parts[ArnParts.ACCOUNT].equals(owner.account())
                ? providerArn
                : String.join(":", "arn", owner.partition().id(), "iam", "", owner.account(), parts[ArnParts.RESOURCE]);
    }

    static String missing(String providerArn) {
        return "it is unknown whether account " + ArnParts.part(providerArn, ArnParts.ACCOUNT)
                + " has an OIDC provider with the URL " + url(providerArn);
    }

    static String toCreate(String providerArn) {
        return "Account " + ArnParts.part(providerArn, ArnParts.ACCOUNT)
                + " must also have an OIDC provider with the URL " + url(providerArn)
                + ", because STS looks for it in the role's account.";
    }

    private static String url(String providerArn) {
        return "https://" + providerArn.substring(providerArn.indexOf('/') + 1);
    }
}
