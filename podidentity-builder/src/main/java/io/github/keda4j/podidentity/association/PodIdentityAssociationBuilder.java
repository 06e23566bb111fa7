package io.github.keda4j.podidentity.association;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.internal.Checks;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link PodIdentityAssociation} and checks them as EKS would. */
public final class PodIdentityAssociationBuilder {

    private static final Pattern CLUSTER_NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");
    private static final String MISSING = "missing";
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG_KEY = 128;
    private static final int MAX_TAG_VALUE = 256;

    private @Nullable String cluster;
    private @Nullable String namespace;
    private @Nullable String serviceAccount;
    private @Nullable String roleArn;
    private @Nullable String targetRoleArn;
    private boolean disableSessionTags;
    private @Nullable PolicyDocument policy;
    private final Map<String, String> tags = new LinkedHashMap<>();

    PodIdentityAssociationBuilder() {}

    /**
     * The cluster. Required.
     *
     * @param arn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
     * @return this
     */
    public PodIdentityAssociationBuilder cluster(String arn) {
        cluster = arn;
        return this;
    }

    /**
     * The namespace. Required.
     *
     * @param name a DNS label
     * @return this
     */
    public PodIdentityAssociationBuilder namespace(String name) {
        namespace = name;
        return this;
    }

    /**
     * The service account. Required.
     *
     * @param name a DNS subdomain
     * @return this
     */
    public PodIdentityAssociationBuilder serviceAccount(String name) {
        serviceAccount = name;
        return this;
    }

    /**
     * The role that the pods get. Required, and in the cluster's account.
     *
     * @param arn such as {@code arn:aws:iam::111122223333:role/keda-operator}
     * @return this
     */
    public PodIdentityAssociationBuilder roleArn(String arn) {
        roleArn = arn;
        return this;
    }

    /**
     * The role that EKS assumes with the first one and gives to the pods instead, in any account.
     *
     * @param arn such as {@code arn:aws:iam::444455556666:role/queue-reader}
     * @return this
     */
    public PodIdentityAssociationBuilder targetRoleArn(String arn) {
        targetRoleArn = arn;
        return this;
    }

    /**
     * Whether the session goes without tags. Needed with a session policy.
     *
     * @param disable by default false
     * @return this
     */
    public PodIdentityAssociationBuilder disableSessionTags(boolean disable) {
        disableSessionTags = disable;
        return this;
    }

    /**
     * A session policy, at most 2,048 characters, with which the permissions of the role (of the target role, where there
     * is one) are intersected.
     *
     * @param newPolicy without principals
     * @return this
     */
    public PodIdentityAssociationBuilder policy(PolicyDocument newPolicy) {
        policy = newPolicy;
        return this;
    }

    /**
     * A tag of the association itself.
     *
     * @param key at most 128 characters, not beginning with {@code aws:}
     * @param value at most 256 characters
     * @return this
     */
    public PodIdentityAssociationBuilder tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    /**
     * The association.
     *
     * @return immutable
     * @throws io.github.keda4j.findings.FindingsException if anything is missing, breaks a rule of EKS or contradicts
     *     another part
     */
    public PodIdentityAssociation build() {
        Checks checks = new Checks();
        Optional<Arn> clusterArn = arn(checks, "cluster", cluster, "eks", "cluster/");
        clusterArn.ifPresent(arn -> checks.matches(
                "invalid-cluster-name",
                "cluster",
                arn.resource().substring("cluster/".length()),
                CLUSTER_NAME,
                "a cluster name: at most 100 letters, digits, dashes and underscores, a letter or digit first"));
        String ns = checks.requiredNamespace(MISSING, namespace);
        String sa = checks.requiredServiceAccount(MISSING, serviceAccount);
        Optional<Arn> role = arn(checks, "roleArn", roleArn, "iam", "role/");
        Optional<Arn> target =
                targetRoleArn == null ? Optional.empty() : checks.arn("targetRoleArn", targetRoleArn, "iam", "role/");
        checks.roleOfCluster(
                "roleArn",
                clusterArn,
                role,
                "name a role of the cluster's account here and the other one as targetRoleArn");
        checks.samePartition("targetRoleArn", clusterArn, target);
        checkPolicy(checks);
        checkTags(checks);
        checks.throwIfAny("PodIdentityAssociation " + (namespace == null ? "?" : namespace) + "/"
                + (serviceAccount == null ? "?" : serviceAccount));
        return new PodIdentityAssociation(
                clusterArn.orElseThrow(),
                ns,
                sa,
                role.orElseThrow(),
                target.orElse(null),
                disableSessionTags,
                policy,
                tags);
    }

    private void checkPolicy(Checks checks) {
        if (policy == null) {
            return;
        }
        if (!disableSessionTags) {
            checks.error(
                    "session-policy-with-session-tags",
                    "policy",
                    "When policy is specified, disableSessionTags must be set to true",
                    "call disableSessionTags(true), and let no trust policy depend on the tags");
        }
        checks.addAll(PolicyValidator.forType(PolicyType.SESSION)
                .validate(policy)
                .ofSeverity(Severity.ERROR)
                .under("/policy"));
    }

    private void checkTags(Checks checks) {
        if (tags.size() > MAX_TAGS) {
            checks.error("too-many-tags", "tags", tags.size() + " tags; at most " + MAX_TAGS + " are allowed", null);
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > MAX_TAG_KEY) {
                checks.error("invalid-tag", "tags", "tag key \"" + key + "\" must have 1 to 128 characters", null);
            }
            if (key.regionMatches(true, 0, "aws:", 0, "aws:".length())) {
                checks.error(
                        "invalid-tag", "tags", "tag key \"" + key + "\" begins with aws:, which AWS reserves", null);
            }
            if (value.length() > MAX_TAG_VALUE) {
                checks.error(
                        "invalid-tag", "tags", "the value of tag \"" + key + "\" is longer than 256 characters", null);
            }
        });
    }

    private static Optional<Arn> arn(
            Checks checks, String field, @Nullable String value, String service, String prefix) {
        return checks.required(MISSING, field, value).flatMap(text -> checks.arn(field, text, service, prefix));
    }
}
