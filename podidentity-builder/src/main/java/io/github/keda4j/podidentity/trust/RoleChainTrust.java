package io.github.keda4j.podidentity.trust;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_EQUALS;

import io.github.keda4j.podidentity.internal.Checks;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.Partition;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds the trust policy of a role that other roles assume by calling STS, in the same account or another.
 *
 * <p>The policy allows {@code sts:TagSession} too, because the session tags of EKS Pod Identity are transitive: the
 * next session inherits them, and without that permission STS refuses the whole call. Source of the rule: IAM User
 * Guide, "Pass session tags in AWS STS".
 *
 * <p>A trusted role in another account also needs an identity policy for both actions.
 */
public final class RoleChainTrust {

    private static final String SERVICE_ACCOUNT = "kubernetes-service-account";

    private String sid = "AllowRoleToAssume";
    private boolean transitiveTags = true;
    private @Nullable String externalId;
    private final Set<String> roles = new LinkedHashSet<>();
    private final Set<String> accounts = new LinkedHashSet<>();
    private final Set<String> organizations = new LinkedHashSet<>();
    private final Map<String, List<String>> callerTags = new LinkedHashMap<>();

    RoleChainTrust() {}

    /**
     * Trusts these roles, and no other principal of their accounts.
     *
     * @param roleArns without wildcards, which AWS refuses in a principal
     * @return this
     */
    public RoleChainTrust trusting(String... roleArns) {
        roles.addAll(List.of(roleArns));
        return this;
    }

    /**
     * Trusts accounts, which decide for themselves which of their principals may assume the role.
     *
     * @param ids twelve digits each
     * @return this
     */
    public RoleChainTrust anyPrincipalOfAccount(String... ids) {
        accounts.addAll(List.of(ids));
        return this;
    }

    /**
     * Requires an external id. It goes into a separate statement, because a call to {@code sts:TagSession} does not
     * carry it and would never be allowed.
     *
     * @param id 2 to 1224 characters; not a secret
     * @return this
     */
    public RoleChainTrust externalId(String id) {
        externalId = id;
        return this;
    }

    /**
     * Trusts only callers whose session or role has a tag ({@code aws:PrincipalTag}).
     *
     * @param key such as {@code kubernetes-namespace}
     * @param values any of which may match
     * @return this
     */
    public RoleChainTrust callerTag(String key, String... values) {
        callerTags.computeIfAbsent(key, any -> new ArrayList<>()).addAll(List.of(values));
        return this;
    }

    /**
     * Trusts only sessions that EKS Pod Identity made for pods of one service account.
     *
     * @param clusterArn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
     * @param namespace such as {@code keda}
     * @param serviceAccount such as {@code keda-operator}
     * @return this
     */
    public RoleChainTrust callerPod(String clusterArn, String namespace, String serviceAccount) {
        return callerTag("eks-cluster-arn", clusterArn)
                .callerTag("kubernetes-namespace", namespace)
                .callerTag(SERVICE_ACCOUNT, serviceAccount);
    }

    /**
     * Trusts only callers of these organizations ({@code aws:PrincipalOrgID}).
     *
     * @param ids such as {@code o-a1b2c3d4e5}
     * @return this
     */
    public RoleChainTrust organization(String... ids) {
        organizations.addAll(List.of(ids));
        return this;
    }

    /**
     * Leaves out {@code sts:TagSession}, for callers whose session has no transitive tags, such as those of IRSA.
     *
     * @return this
     */
    public RoleChainTrust withoutTransitiveTags() {
        transitiveTags = false;
        return this;
    }

    /**
     * Sets the statement's id. With an external id, the second statement gets this id with {@code TagSession} appended.
     *
     * @param newSid letters and digits; defaults to {@code AllowRoleToAssume}
     * @return this
     */
    public RoleChainTrust sid(String newSid) {
        sid = newSid;
        return this;
    }

    /**
     * {@return the trust policy: one statement, or two with an external id}
     *
     * @throws io.github.keda4j.findings.FindingsException if nobody is trusted, or a value is invalid; the exception
     * lists everything
     */
    public PolicyDocument build() {
        check();
        Statement.Builder assume =
                Statement.allow().sid(sid).principal(principals()).action("sts:AssumeRole");
        if (externalId == null) {
            if (transitiveTags) {
                assume.action("sts:TagSession");
            }
            return PolicyDocument.of(conditioned(assume).build());
        }
        assume.condition(STRING_EQUALS, "sts:ExternalId", externalId);
        PolicyDocument.Builder document =
                PolicyDocument.builder().statement(conditioned(assume).build());
        if (transitiveTags) {
            Statement.Builder tag = Statement.allow()
                    .sid(sid + "TagSession")
                    .principal(principals())
                    .action("sts:TagSession");
            document.statement(conditioned(tag).build());
        }
        return document.build();
    }

    private void check() {
        Checks checks = new Checks();
        checks.sid("sid", sid);
        if (roles.isEmpty() && accounts.isEmpty()) {
            checks.error(
                    "trust-scope-missing",
                    "trusting",
                    "The role trusts nobody.",
                    "Call trusting(roleArn), or anyPrincipalOfAccount(id).");
        }
        Set<Partition> partitions = new LinkedHashSet<>();
        roles.forEach(role ->
                checks.arn("trusting", role, "iam", "role/").map(Arn::partition).ifPresent(partitions::add));
        if (partitions.size() > 1) {
            checks.error(
                    "role-outside-partition",
                    "trusting",
                    "The roles are in partitions "
                            + partitions.stream().map(Partition::id).collect(Collectors.joining(", "))
                            + ", but roles do not cross partitions.",
                    "Write a trust policy for each partition.");
        }
        if (!transitiveTags && callerTags.containsKey(SERVICE_ACCOUNT)) {
            checks.error(
                    "session-tags-contradiction",
                    "callerPod",
                    "callerPod(...) recognizes the caller by transitive session tags, but withoutTransitiveTags() leaves out"
                            + " sts:TagSession, without which STS refuses such sessions.",
                    "Call one of them.");
        }
        accounts.forEach(id -> checks.account("anyPrincipalOfAccount", id));
        organizations.forEach(id -> checks.organization("organization", id));
        if (externalId != null) {
            checks.externalId("externalId", externalId);
        }
        callerTags.forEach((key, values) -> {
            if (values.isEmpty()) {
                checks.error(
                        "tag-without-value", "callerTag", "The tag " + key + " must have at least one value.", null);
            }
        });
        checks.throwIfAny("role chaining trust policy");
    }

    private Principal[] principals() {
        List<Principal> principals = new ArrayList<>();
        roles.forEach(role -> principals.add(Principal.aws(role)));
        accounts.forEach(account -> principals.add(Principal.aws(account)));
        return principals.toArray(Principal[]::new);
    }

    private Statement.Builder conditioned(Statement.Builder statement) {
        ConditionOperator equals = ConditionOperator.of(STRING_EQUALS);
        if (!organizations.isEmpty()) {
            statement.condition(new Condition(equals, "aws:PrincipalOrgID", List.copyOf(organizations)));
        }
        callerTags.forEach(
                (key, values) -> statement.condition(new Condition(equals, "aws:PrincipalTag/" + key, values)));
        return statement;
    }
}
