package io.github.keda4j.podidentity.trust;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.ARN_EQUALS;
import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_EQUALS;

import io.github.keda4j.podidentity.internal.Checks;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds the trust policy of a role that EKS assumes on behalf of a pod's role: the {@code targetRoleArn} of one
 * association.
 *
 * <p>With session tags on, the role recognizes the pod by the tags that EKS sends; with session tags off, by the external
 * id {@code region/account/cluster/namespace/serviceaccount}. Source of the rule: Amazon EKS User Guide, "Access AWS
 * resources using EKS Pod Identity Target IAM Roles".
 *
 * <p>The pod's role needs an identity policy that allows {@code sts:AssumeRole} and {@code sts:TagSession} on this role.
 */
public final class TargetRoleTrust {

    private static final String MISSING = "trust-scope-missing";

    private String sid = "AllowPodIdentityRoleToAssume";
    private @Nullable String podIdentityRole;
    private @Nullable String cluster;
    private @Nullable String namespace;
    private @Nullable String serviceAccount;
    private boolean sessionTags = true;

    TargetRoleTrust() {}

    /**
     * Sets the role that the association names as {@code roleArn}. EKS requires it to be in the cluster's account.
     *
     * @param roleArn such as {@code arn:aws:iam::111122223333:role/keda-operator}
     * @return this
     */
    public TargetRoleTrust podIdentityRole(String roleArn) {
        podIdentityRole = roleArn;
        return this;
    }

    /**
     * Sets the association's cluster.
     *
     * @param arn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
     * @return this
     */
    public TargetRoleTrust cluster(String arn) {
        cluster = arn;
        return this;
    }

    /**
     * Sets the association's namespace.
     *
     * @param name such as {@code keda}
     * @return this
     */
    public TargetRoleTrust namespace(String name) {
        namespace = name;
        return this;
    }

    /**
     * Sets the association's service account.
     *
     * @param name such as {@code keda-operator}
     * @return this
     */
    public TargetRoleTrust serviceAccount(String name) {
        serviceAccount = name;
        return this;
    }

    /**
     * Builds the policy for an association with {@code disableSessionTags}.
     *
     * @return this
     */
    public TargetRoleTrust withoutSessionTags() {
        sessionTags = false;
        return this;
    }

    /**
     * Sets the statement's id. With session tags off, the second statement gets this id with {@code TagSession}
     * appended.
     *
     * @param newSid letters and digits; defaults to {@code AllowPodIdentityRoleToAssume}
     * @return this
     */
    public TargetRoleTrust sid(String newSid) {
        sid = newSid;
        return this;
    }

    /**
     * {@return the trust policy: one statement, or two with session tags off}
     *
     * @throws io.github.keda4j.findings.FindingsException if a part is missing or not valid, or the pod's role is outside the
     *     cluster's account; it lists everything
     */
    public PolicyDocument build() {
        Checks checks = new Checks();
        checks.sid("sid", sid);
        Optional<Arn> parsedRole = checks.required(MISSING, "podIdentityRole", podIdentityRole)
                .flatMap(arn -> checks.arn("podIdentityRole", arn, "iam", "role/"));
        Optional<Arn> parsedCluster = checks.required(MISSING, "cluster", cluster)
                .flatMap(arn -> checks.arn("cluster", arn, "eks", "cluster/"));
        String ns = checks.requiredNamespace(MISSING, namespace);
        String sa = checks.requiredServiceAccount(MISSING, serviceAccount);
        checks.roleOfCluster(
                "podIdentityRole",
                parsedCluster,
                parsedRole,
                "Name the association's role, which is in the cluster's account.");
        checks.throwIfAny("target role trust policy");

        String role = parsedRole.orElseThrow().toString();
        Arn clusterId = parsedCluster.orElseThrow();
        String root = clusterId.accountRoot().toString();
        Statement.Builder assume = Statement.allow()
                .sid(sid)
                .principal(Principal.aws(root))
                .action("sts:AssumeRole")
                .condition(ARN_EQUALS, "aws:PrincipalArn", role);
        if (sessionTags) {
            return PolicyDocument.of(assume.action("sts:TagSession")
                    .condition(STRING_EQUALS, "aws:RequestTag/eks-cluster-arn", clusterId.toString())
                    .condition(STRING_EQUALS, "aws:RequestTag/kubernetes-namespace", ns)
                    .condition(STRING_EQUALS, "aws:RequestTag/kubernetes-service-account", sa)
                    .build());
        }
        String externalId = externalId(clusterId, ns, sa);
        return PolicyDocument.of(
                assume.condition(STRING_EQUALS, "sts:ExternalId", externalId).build(),
                Statement.allow()
                        .sid(sid + "TagSession")
                        .principal(Principal.aws(root))
                        .action("sts:TagSession")
                        .condition(ARN_EQUALS, "aws:PrincipalArn", role)
                        .build());
    }

    /**
     * {@return the external id that EKS sends to a target role if session tags are off: {@code
     * region/account/cluster/namespace/serviceaccount}}
     *
     * @param cluster the association's cluster
     * @param namespace the association's namespace
     * @param serviceAccount the association's service account
     */
    public static String externalId(Arn cluster, String namespace, String serviceAccount) {
        return String.join("/", cluster.region(), cluster.account(), cluster.name(), namespace, serviceAccount);
    }
}
