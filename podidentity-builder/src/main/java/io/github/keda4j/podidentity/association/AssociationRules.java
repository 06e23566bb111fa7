package io.github.keda4j.podidentity.association;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.internal.Checks;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the parts of an association as EKS does, and reports all problems at once. */
final class AssociationRules {

    private static final Pattern CLUSTER_NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");
    private static final String MISSING = "missing";
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG_KEY = 128;
    private static final int MAX_TAG_VALUE = 256;

    private final PodIdentityAssociation.Builder parts;
    private final Checks checks = new Checks();

    private AssociationRules(PodIdentityAssociation.Builder parts) {
        this.parts = parts;
    }

    /** The parts that every association has, in parsed form. */
    record Parsed(
            Arn cluster,
            String namespace,
            String serviceAccount,
            Arn role,
            @Nullable Arn targetRole) {}

    static Parsed check(PodIdentityAssociation.Builder parts) {
        return new AssociationRules(parts).check();
    }

    private Parsed check() {
        Optional<Arn> cluster = requiredArn("cluster", parts.cluster, "eks", "cluster/");
        cluster.ifPresent(arn -> checks.matches(
                "invalid-cluster-name",
                "cluster",
                arn.resource().substring("cluster/".length()),
                CLUSTER_NAME,
                "a cluster name. It must begin with a letter or digit and have at most 100 letters, digits, dashes and"
                        + " underscores"));
        String namespace = checks.requiredNamespace(MISSING, parts.namespace);
        String serviceAccount = checks.requiredServiceAccount(MISSING, parts.serviceAccount);
        Optional<Arn> role = requiredArn("roleArn", parts.roleArn, "iam", "role/");
        Optional<Arn> target = Optional.ofNullable(parts.targetRoleArn)
                .flatMap(arn -> checks.arn("targetRoleArn", arn, "iam", "role/"));
        checks.roleOfCluster(
                "roleArn",
                cluster,
                role,
                "Name a role of the cluster's account here, and the role of the other account as targetRoleArn.");
        checks.samePartition("targetRoleArn", cluster, target);
        checkPolicy();
        checkTags();
        checks.throwIfAny(
                "PodIdentityAssociation " + orUnknown(parts.namespace) + "/" + orUnknown(parts.serviceAccount));
        return new Parsed(cluster.orElseThrow(), namespace, serviceAccount, role.orElseThrow(), target.orElse(null));
    }

    private void checkPolicy() {
        if (parts.policy == null) {
            return;
        }
        if (!parts.disableSessionTags) {
            checks.error(
                    "session-policy-with-session-tags",
                    "policy",
                    "EKS refuses a session policy while session tags are on. EKS says: When policy is specified,"
                            + " disableSessionTags must be set to true.",
                    "Call disableSessionTags(true), and make sure that no trust policy depends on the tags.");
        }
        checks.addAll(PolicyValidator.forType(PolicyType.SESSION)
                .validate(parts.policy)
                .ofSeverity(Severity.ERROR)
                .under("/policy"));
    }

    private void checkTags() {
        if (parts.tags.size() > MAX_TAGS) {
            checks.error(
                    "too-many-tags",
                    "tags",
                    "An association has at most " + MAX_TAGS + " tags, but " + parts.tags.size() + " were given.",
                    null);
        }
        parts.tags.forEach(this::checkTag);
    }

    private void checkTag(String key, String value) {
        if (key.isEmpty() || key.length() > MAX_TAG_KEY) {
            checks.error("invalid-tag", "tags", "The tag key \"" + key + "\" must have 1 to 128 characters.", null);
        }
        if (key.regionMatches(true, 0, "aws:", 0, "aws:".length())) {
            checks.error(
                    "invalid-tag",
                    "tags",
                    "The tag key \"" + key + "\" must not begin with aws:. AWS reserves it.",
                    null);
        }
        if (value.length() > MAX_TAG_VALUE) {
            checks.error(
                    "invalid-tag",
                    "tags",
                    "The value of the tag \"" + key + "\" must have at most 256 characters.",
                    null);
        }
    }

    private Optional<Arn> requiredArn(String field, @Nullable String value, String service, String prefix) {
        return checks.required(MISSING, field, value).flatMap(text -> checks.arn(field, text, service, prefix));
    }

    private static String orUnknown(@Nullable String name) {
        return name == null ? "?" : name;
    }
}
