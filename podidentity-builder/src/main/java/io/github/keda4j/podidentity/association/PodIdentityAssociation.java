package io.github.keda4j.podidentity.association;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.trust.PodIdentityTrust;
import io.github.keda4j.podidentity.trust.TargetRoleTrust;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;

/**
 * Which role the pods of a service account get: the desired state of an EKS pod identity association. Immutable.
 *
 * <p>Cluster, namespace and service account identify an association; none of them can change. Source of the rules: Amazon
 * EKS API Reference, {@code CreatePodIdentityAssociation}.
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

    private PodIdentityAssociation(Builder builder, AssociationRules.Parsed parsed) {
        this.cluster = parsed.cluster();
        this.namespace = parsed.namespace();
        this.serviceAccount = parsed.serviceAccount();
        this.role = parsed.role();
        this.targetRole = parsed.targetRole();
        this.disableSessionTags = builder.disableSessionTags;
        this.policy = builder.policy;
        this.tags = Collections.unmodifiableMap(new TreeMap<>(builder.tags));
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the association that EKS reports} Use it to adopt what others made. Tags that AWS set itself ({@code aws:})
     * are left out.
     *
     * @param reported what {@code DescribePodIdentityAssociation} returned
     * @throws IllegalArgumentException if EKS cannot have returned this
     * @throws IllegalStateException if the AWS SDK is older than 2.42.34
     */
    public static PodIdentityAssociation of(software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported) {
        SdkVersion.check();
        Builder builder = builder()
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

    /** The cluster's ARN. EKS does not report it, but the association's own ARN contains its parts. */
    static Arn clusterOf(software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported) {
        if (!hasText(reported.associationArn()) || !hasText(reported.clusterName())) {
            throw new IllegalArgumentException(
                    "An association that EKS reports must have an ARN and a cluster name: " + reported + ".");
        }
        Arn arn = Arn.parse(reported.associationArn(), "eks", "podidentityassociation/");
        return new Arn(arn.partition(), "eks", arn.region(), arn.account(), "cluster/" + reported.clusterName());
    }

    /** {@return the ARN of the cluster} */
    public Arn cluster() {
        return cluster;
    }

    /** {@return the name of the cluster, as the EKS API uses it} */
    public String clusterName() {
        return cluster.name();
    }

    /** {@return the namespace of the service account; it need not exist yet} */
    public String namespace() {
        return namespace;
    }

    /** {@return the name of the service account; it need not exist yet} */
    public String serviceAccount() {
        return serviceAccount;
    }

    /** {@return the ARN of the role that the pods get, in the cluster's account} */
    public Arn role() {
        return role;
    }

    /**
     * {@return the ARN of the role that EKS assumes with {@link #role()} and gives to the pods instead; empty if the pods
     * get {@link #role()} itself}
     */
    public Optional<Arn> targetRole() {
        return Optional.ofNullable(targetRole);
    }

    /** {@return true if the session carries no tags for cluster, namespace, service account and pod; false by default} */
    public boolean disableSessionTags() {
        return disableSessionTags;
    }

    /** {@return the session policy, which limits the role's permissions; empty if nothing limits them} */
    public Optional<PolicyDocument> policy() {
        return Optional.ofNullable(policy);
    }

    /** {@return the tags of the association itself, not those of its sessions; sorted by key} */
    public Map<String, String> tags() {
        return tags;
    }

    /**
     * {@return the external id that EKS sends to the target role if session tags are off: {@code
     * region/account/cluster/namespace/serviceaccount}} It is known before the association exists, so the trust policy of
     * the target role can be written first.
     */
    public String externalId() {
        return TargetRoleTrust.externalId(cluster, namespace, serviceAccount);
    }

    /**
     * {@return the narrowest trust policy with which {@link #role()} works in this association: scoped to the service
     * account, or to the account if session tags are off, since AWS offers nothing narrower}
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
     * {@return the narrowest trust policy with which {@link #targetRole()} works in this association; empty if it has no
     * target role}
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
     * {@return the request that creates this association} The SDK adds a token that makes its own retries safe. A later
     * run must first check whether the association exists: EKS answers a second creation with
     * {@code ResourceInUseException}.
     *
     * @throws IllegalStateException if the AWS SDK is older than 2.42.34
     */
    public CreatePodIdentityAssociationRequest createRequest() {
        SdkVersion.check();
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
     * {@return how the reported association differs from this one, and the requests that remove the differences}
     *
     * @param reported what {@code DescribePodIdentityAssociation} returned
     * @throws IllegalStateException if the AWS SDK is older than 2.42.34
     */
    public AssociationDiff diff(software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported) {
        SdkVersion.check();
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
     * {@return the association as readable text, such as {@code demo keda/keda-operator ->
     * arn:aws:iam::111122223333:role/keda}}
     */
    @Override
    public String toString() {
        return clusterName() + " " + namespace + "/" + serviceAccount + " -> " + role
                + (targetRole == null ? "" : " -> " + targetRole);
    }

    static boolean hasText(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    /** Collects the parts of a {@link PodIdentityAssociation}. */
    public static final class Builder {

        @Nullable
        String cluster;

        @Nullable
        String namespace;

        @Nullable
        String serviceAccount;

        @Nullable
        String roleArn;

        @Nullable
        String targetRoleArn;

        boolean disableSessionTags;

        @Nullable
        PolicyDocument policy;

        final Map<String, String> tags = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets the cluster. Required.
         *
         * @param arn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
         * @return this
         */
        public Builder cluster(String arn) {
            cluster = arn;
            return this;
        }

        /**
         * Sets the namespace. Required.
         *
         * @param name a DNS label
         * @return this
         */
        public Builder namespace(String name) {
            namespace = name;
            return this;
        }

        /**
         * Sets the service account. Required.
         *
         * @param name a DNS subdomain
         * @return this
         */
        public Builder serviceAccount(String name) {
            serviceAccount = name;
            return this;
        }

        /**
         * Sets the role that the pods get. It is required and must be in the cluster's account.
         *
         * @param arn such as {@code arn:aws:iam::111122223333:role/keda-operator}
         * @return this
         */
        public Builder roleArn(String arn) {
            roleArn = arn;
            return this;
        }

        /**
         * Sets the role, in any account, that EKS assumes with the pod's role and gives to the pods instead.
         *
         * @param arn such as {@code arn:aws:iam::444455556666:role/queue-reader}
         * @return this
         */
        public Builder targetRoleArn(String arn) {
            targetRoleArn = arn;
            return this;
        }

        /**
         * Turns session tags off or on. A session policy requires them off.
         *
         * @param disable defaults to false
         * @return this
         */
        public Builder disableSessionTags(boolean disable) {
            disableSessionTags = disable;
            return this;
        }

        /**
         * Sets the session policy, which limits what the role (the target role, if there is one) may do.
         *
         * @param newPolicy without principals, at most 2,048 characters
         * @return this
         */
        public Builder policy(PolicyDocument newPolicy) {
            policy = newPolicy;
            return this;
        }

        /**
         * Adds a tag of the association itself.
         *
         * @param key at most 128 characters, not beginning with {@code aws:}
         * @param value at most 256 characters
         * @return this
         */
        public Builder tag(String key, String value) {
            tags.put(key, value);
            return this;
        }

        /**
         * {@return the association}
         *
         * @throws io.github.keda4j.findings.FindingsException if a part is missing, breaks a rule of EKS or contradicts
         *     another one; it lists everything
         */
        public PodIdentityAssociation build() {
            return new PodIdentityAssociation(this, AssociationRules.check(this));
        }
    }
}
