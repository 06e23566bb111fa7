package io.github.keda4j.wiring;

/**
 * KEDA's operator in the cluster: the service account that it runs under and the role that this account is given.
 *
 * @param namespace the namespace that KEDA is installed in
 * @param serviceAccount the operator's service account; KEDA's Helm chart calls it {@code keda-operator}
 * @param role the role of that service account
 * @param sessionTags whether EKS tags the operator's sessions with cluster, namespace, service account and pod, which it does
 *     unless the association says otherwise; the tags travel along the chain, and every hop must allow {@code
 *     sts:TagSession}
 */
public record KedaOperator(String namespace, String serviceAccount, IamRole role, boolean sessionTags) {

    private static final String DEFAULT_NAME = "keda-operator";

    /**
     * The operator as KEDA's Helm chart installs it: service account {@code keda-operator}, whose role of the same name is
     * made here.
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
        return new KedaOperator(namespace, newServiceAccount, role, sessionTags);
    }

    /**
     * The same operator with another role.
     *
     * @param newRole made here or referred to
     * @return a copy
     */
    public KedaOperator withRole(IamRole newRole) {
        return new KedaOperator(namespace, serviceAccount, newRole, sessionTags);
    }

    /**
     * The same operator without session tags. Its role can then be scoped by account only, and tags cannot decide on the
     * roles behind it.
     *
     * @return a copy
     */
    public KedaOperator withoutSessionTags() {
        return new KedaOperator(namespace, serviceAccount, role, false);
    }
}
