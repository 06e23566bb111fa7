package io.github.keda4j.podidentity.association;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.trust.PodIdentityTrust;
import io.github.keda4j.podidentity.trust.TargetRoleTrust;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;

/**
 * Which role the pods of a service account get: a pod identity association as it shall be. Immutable.
 *
 * <p>An association is identified by cluster, namespace and service account; none of them can change. Source of the
 * rules: Amazon EKS API Reference, {@code CreatePodIdentityAssociation}.
 */
public final class PodIdentityAssociation {

    private final Arn cluster;
    private final String namespace;
    private final String serviceAccount;
    private final Arn role;
    private final @Nullable Arn targetRole;
    private final boolean disableSessionTags;
    private final @Nullable PolicyDocument policy;
    private final Map<String, String> tags;

    PodIdentityAssociation(
            Arn cluster,
            String namespace,
            String serviceAccount,
            Arn role,
            @Nullable Arn targetRole,
            boolean disableSessionTags,
            @Nullable PolicyDocument policy,
            Map<String, String> tags) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.serviceAccount = serviceAccount;
        this.role = role;
        this.targetRole = targetRole;
        this.disableSessionTags = disableSessionTags;
        this.policy = policy;
        this.tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /**
     * An association, part by part.
     *
     * @return an empty builder
     */
    public static PodIdentityAssociationBuilder builder() {
        return new PodIdentityAssociationBuilder();
    }

    /**
     * The association that EKS reports, as a value; for adopting what others made. Tags that AWS itself has set are left
     * out.
     *
     * @param reported what {@code DescribePodIdentityAssociation} returned
     * @return the value
     * @throws IllegalArgumentException if it is not one that EKS could have returned
     */
    public static PodIdentityAssociation of(software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported) {
        PodIdentityAssociationBuilder builder = builder()
                .cluster(clusterOf(reported).toString())
                .namespace(reported.namespace())
                .serviceAccount(reported.serviceAccount())
                .roleArn(reported.roleArn())
                .disableSessionTags(Boolean.TRUE.equals(reported.disableSessionTags()));
        if (hasText(reported.targetRoleArn())) {
            builder.targetRoleArn(reported.targetRoleArn());
        }
        if (hasText(reported.policy())) {
            builder.policy(PolicyDocument.parse(reported.policy()));
        }
        reported.tags().forEach((key, value) -> {
            if (!key.startsWith("aws:")) {
                builder.tag(key, value);
            }
        });
        return builder.build();
    }

    /** The cluster's ARN, which EKS does not report but whose parts the association's own ARN holds. */
    static Arn clusterOf(software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported) {
        if (!hasText(reported.associationArn()) || !hasText(reported.clusterName())) {
            throw new IllegalArgumentException(
                    "an association that EKS reports has an ARN and a cluster name: " + reported);
        }
        Arn arn = Arn.parse(reported.associationArn(), "eks", "podidentityassociation/");
        return new Arn(arn.partition(), "eks", arn.region(), arn.account(), "cluster/" + reported.clusterName());
    }

    /**
     * The cluster.
     *
     * @return its ARN
     */
    public Arn cluster() {
        return cluster;
    }

    /**
     * The cluster's name, by which the EKS API calls it.
     *
     * @return the last part of {@link #cluster()}
     */
    public String clusterName() {
        return cluster.name();
    }

    /**
     * The namespace of the service account.
     *
     * @return its name; it need not exist yet
     */
    public String namespace() {
        return namespace;
    }

    /**
     * The service account.
     *
     * @return its name; it need not exist yet
     */
    public String serviceAccount() {
        return serviceAccount;
    }

    /**
     * The role that the pods get, in the cluster's account.
     *
     * @return its ARN
     */
    public Arn role() {
        return role;
    }

    /**
     * The role that EKS assumes with {@link #role()} and gives to the pods instead.
     *
     * @return empty where the pods get {@link #role()} itself
     */
    public Optional<Arn> targetRole() {
        return Optional.ofNullable(targetRole);
    }

    /**
     * Whether the session goes without the tags that tell cluster, namespace, service account and pod.
     *
     * @return false by default
     */
    public boolean disableSessionTags() {
        return disableSessionTags;
    }

    /**
     * The session policy, which the role's permissions are intersected with.
     *
     * @return empty where the role's permissions hold in full
     */
    public Optional<PolicyDocument> policy() {
        return Optional.ofNullable(policy);
    }

    /**
     * Tags of the association itself, not of its sessions.
     *
     * @return in the order of their keys
     */
    public Map<String, String> tags() {
        return tags;
    }

    /**
     * The external id that EKS sends to the target role while session tags are off. It is known before the association
     * exists, so the target role's trust can be written first.
     *
     * @return {@code region/account/cluster/namespace/serviceaccount}
     */
    public String externalId() {
        return TargetRoleTrust.externalId(cluster, namespace, serviceAccount);
    }

    /**
     * The narrowest trust policy with which {@link #role()} works in this association.
     *
     * @return scoped to the service account; with session tags off, to the account, as AWS offers nothing narrower
     */
    public PolicyDocument roleTrustPolicy() {
        PodIdentityTrust trust = TrustPolicies.podIdentity();
        if (disableSessionTags) {
            return trust.anyCluster()
                    .account(cluster.account())
                    .withoutSessionTags()
                    .build();
        }
        return trust.cluster(cluster.toString())
                .namespace(namespace)
                .serviceAccount(serviceAccount)
                .build();
    }

    /**
     * The narrowest trust policy with which {@link #targetRole()} works in this association.
     *
     * @return empty where there is no target role
     */
    public Optional<PolicyDocument> targetRoleTrustPolicy() {
        if (targetRole == null) {
            return Optional.empty();
        }
        TargetRoleTrust trust = TrustPolicies.targetRole()
                .podIdentityRole(role.toString())
                .cluster(cluster.toString())
                .namespace(namespace)
                .serviceAccount(serviceAccount);
        return Optional.of((disableSessionTags ? trust.withoutSessionTags() : trust).build());
    }

    /**
     * The request that creates this association. The SDK adds a token that makes its own retries safe; a later run has to
     * look first, as EKS answers {@code ResourceInUseException} to a second creation.
     *
     * @return for {@code EksClient.createPodIdentityAssociation}
     */
    public CreatePodIdentityAssociationRequest createRequest() {
        CreatePodIdentityAssociationRequest.Builder request = CreatePodIdentityAssociationRequest.builder()
                .clusterName(clusterName())
                .namespace(namespace)
                .serviceAccount(serviceAccount)
                .roleArn(role.toString());
        if (targetRole != null) {
            request.targetRoleArn(targetRole.toString());
        }
        if (disableSessionTags) {
            request.disableSessionTags(true);
        }
        if (policy != null) {
            request.policy(policy.toJson());
        }
        if (!tags.isEmpty()) {
            request.tags(tags);
        }
        return request.build();
    }

    /**
     * What has to happen so that EKS reports this association.
     *
     * @param reported what {@code DescribePodIdentityAssociation} returned
     * @return the differences and the requests that end them
     */
    public AssociationDiff diff(software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported) {
        return AssociationDiff.between(this, reported);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PodIdentityAssociation that
                && cluster.equals(that.cluster)
                && namespace.equals(that.namespace)
                && serviceAccount.equals(that.serviceAccount)
                && role.equals(that.role)
                && Objects.equals(targetRole, that.targetRole)
                && disableSessionTags == that.disableSessionTags
                && Objects.equals(policy, that.policy)
                && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cluster, namespace, serviceAccount, role, targetRole, disableSessionTags, policy, tags);
    }

    /**
     * The association for people.
     *
     * @return such as {@code demo keda/keda-operator -> arn:aws:iam::111122223333:role/keda-operator}
     */
    @Override
    public String toString() {
        return clusterName() + " " + namespace + "/" + serviceAccount + " -> " + role
                + (targetRole == null ? "" : " -> " + targetRole);
    }

    static boolean hasText(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
