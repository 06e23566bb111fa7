package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.Arn;

/**
 * A pod as EKS Pod Identity sees it.
 *
 * @param clusterArn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
 * @param namespace the pod's namespace
 * @param serviceAccount the service account that it runs under
 * @param podName the pod's name
 * @param podUid the pod's UID
 */
public record PodIdentity(String clusterArn, String namespace, String serviceAccount, String podName, String podUid) {

    /**
     * Takes the parts; the cluster's ARN has to be one, since its region, account and name are asked for.
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
     * Some pod under a service account: name and UID stand for any.
     *
     * @param clusterArn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
     * @param namespace the pod's namespace
     * @param serviceAccount the service account that it runs under
     * @return a pod
     * @throws IllegalArgumentException if {@code clusterArn} is not the ARN of an EKS cluster
     */
    public static PodIdentity anyPodOf(String clusterArn, String namespace, String serviceAccount) {
        return new PodIdentity(
                clusterArn, namespace, serviceAccount, "any-pod", "00000000-0000-0000-0000-000000000000");
    }

    /**
     * The cluster's name.
     *
     * @return the last part of its ARN
     */
    public String clusterName() {
        return clusterArn.substring(clusterArn.lastIndexOf('/') + 1);
    }

    /**
     * The account that the cluster belongs to.
     *
     * @return twelve digits
     */
    public String accountId() {
        return clusterArn.split(":", 6)[4];
    }

    /**
     * The external id that EKS sends to a target role where session tags are off. It can be told before the association is
     * there (Amazon EKS User Guide, "Access AWS resources using EKS Pod Identity target IAM roles").
     *
     * @return {@code region/account/cluster/namespace/serviceaccount}
     */
    public String externalId() {
        String region = clusterArn.split(":", 6)[3];
        return String.join("/", region, accountId(), clusterName(), namespace, serviceAccount);
    }
}
