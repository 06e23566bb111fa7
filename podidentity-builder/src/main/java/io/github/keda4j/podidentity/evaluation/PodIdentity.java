package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.policy.Arn;

/**
 * A pod as EKS Pod Identity sees it.
 *
 * @param clusterArn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
 * @param namespace the pod's namespace
 * @param serviceAccount the service account that it runs under
 * @param podName the pod's name; {@code *} if it is not known
 * @param podUid the pod's UID; {@code *} if it is not known
 */
public record PodIdentity(String clusterArn, String namespace, String serviceAccount, String podName, String podUid) {

    private static final int LONGEST_SESSION_NAME = 64;

    /**
     * Creates a pod from its parts. The cluster's ARN is parsed, because its region, account and name are needed.
     *
     * @param clusterArn the cluster
     * @param namespace the pod's namespace
     * @param serviceAccount the service account that it runs under
     * @param podName the pod's name
     * @param podUid the pod's UID
     * @throws IllegalArgumentException if {@code clusterArn} is not the ARN of an EKS cluster
     */
    public PodIdentity {
        Arn.parse(clusterArn, "eks", "cluster/");
    }

    /**
     * {@return a pod of a service account, with unknown name and UID}
     *
     * @param clusterArn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
     * @param namespace the pod's namespace
     * @param serviceAccount the service account that it runs under
     * @throws IllegalArgumentException if {@code clusterArn} is not the ARN of an EKS cluster
     */
    public static PodIdentity anyPodOf(String clusterArn, String namespace, String serviceAccount) {
        return new PodIdentity(clusterArn, namespace, serviceAccount, "*", "*");
    }

    /** {@return the cluster's name} */
    public String clusterName() {
        return clusterArn.substring(clusterArn.lastIndexOf('/') + 1);
    }

    /** {@return the account that the cluster belongs to, twelve digits} */
    public String accountId() {
        return ArnParts.part(clusterArn, ArnParts.ACCOUNT);
    }

    /**
     * {@return the external id that EKS sends to a target role if session tags are off: {@code
     * region/account/cluster/namespace/serviceaccount}} It is known before the association exists (Amazon EKS User Guide,
     * "Access AWS resources using EKS Pod Identity target IAM roles").
     */
    public String externalId() {
        String region = ArnParts.part(clusterArn, ArnParts.REGION);
        return String.join("/", region, accountId(), clusterName(), namespace, serviceAccount);
    }

    /** The name that EKS gives the session: {@code eks-}, the cluster and the pod; a pattern if the pod is unknown. */
    String sessionName() {
        String sessionName = "eks-" + clusterName() + "-" + podName;
        if (sessionName.length() <= LONGEST_SESSION_NAME) {
            return sessionName;
        }
        String cut = sessionName.substring(0, LONGEST_SESSION_NAME);
        return podName.equals("*") ? cut.substring(0, LONGEST_SESSION_NAME - 1) + "*" : cut;
    }
}
