package io.github.keda4j.podidentity.permission;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_EQUALS;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the identity policy for the deployer of roles and pod identity associations: exactly the IAM, EKS and STS
 * actions that this requires, with {@code iam:PassRole} narrowed to the roles and to EKS Pod Identity.
 *
 * <p>Source of the rule: AWS Service Authorization Reference for IAM and EKS; Amazon EKS User Guide, "Assign an IAM role to
 * a Kubernetes service account".
 */
public final class DeployerPermissions {

    private static final List<String> READ_ROLE =
            List.of("iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies");
    private static final List<String> CHANGE_ROLE = List.of(
            "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy");
    /** Actions that give a role its permissions; these support the key {@code iam:PermissionsBoundary}. */
    private static final List<String> EMPOWER_ROLE = List.of("iam:CreateRole", "iam:PutRolePolicy");

    private static final List<String> EMPOWER_BOUNDED_ROLE =
            List.of("iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy");

    private DeployerPermissions() {}

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects permissions. */
    public static final class Builder {

        private final Grants grants = new Grants();
        private final Set<Arn> managed = new LinkedHashSet<>();
        private final List<Arn> passed = new ArrayList<>();
        private final List<Arn> clusters = new ArrayList<>();
        private @Nullable String boundary;

        private Builder() {}

        /**
         * Lets the principal create, change and delete roles and their inline policies.
         *
         * @param roleArns the roles, with their paths
         * @return this
         */
        public Builder manageRole(String... roleArns) {
            for (String role : roleArns) {
                grants.checks.arn("manageRole", role, "iam", "role/").ifPresent(managed::add);
            }
            return this;
        }

        /**
         * Lets the principal manage only roles that have this permissions boundary. Removing a boundary is never
         * granted.
         *
         * @param policyArn the managed policy
         * @return this
         */
        public Builder boundary(String policyArn) {
            if (grants.checks.arn("boundary", policyArn, "iam", "policy/").isPresent()) {
                boundary = policyArn;
            }
            return this;
        }

        /**
         * Lets the principal pass roles to pod identity associations. A target role need not be passed.
         *
         * @param roleArns roles of the cluster's account
         * @return this
         */
        public Builder passRole(String... roleArns) {
            for (String role : roleArns) {
                grants.checks.arn("passRole", role, "iam", "role/").ifPresent(passed::add);
            }
            return this;
        }

        /**
         * Lets the principal find, create, change and delete the pod identity associations of clusters.
         *
         * @param clusterArns such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
         * @return this
         */
        public Builder manageAssociations(String... clusterArns) {
            for (String text : clusterArns) {
                grants.checks.arn("manageAssociations", text, "eks", "cluster/").ifPresent(cluster -> {
                    clusters.add(cluster);
                    grants.add(
                            "FindAndCreateAssociations",
                            List.of("eks:CreatePodIdentityAssociation", "eks:ListPodIdentityAssociations"),
                            cluster.toString());
                    grants.add(
                            "ManageAssociations",
                            List.of(
                                    "eks:DeletePodIdentityAssociation",
                                    "eks:DescribePodIdentityAssociation",
                                    "eks:TagResource",
                                    "eks:UntagResource",
                                    "eks:UpdatePodIdentityAssociation"),
                            String.join(
                                    ":",
                                    "arn",
                                    cluster.partition().id(),
                                    "eks",
                                    cluster.region(),
                                    cluster.account(),
                                    "podidentityassociation/" + cluster.name() + "/*"));
                });
            }
            grants.note(
                    "not-narrowable",
                    "EKS chooses the id of an association when it creates it, so the statement applies "
                            + "to every association of the cluster.",
                    null);
            return this;
        }

        /**
         * Lets the principal deploy into another account by assuming a role there.
         *
         * @param roleArns the roles that the deployer assumes
         * @return this
         */
        public Builder assumeRole(String... roleArns) {
            grantOnRoles("assumeRole", "AssumeDeploymentRoles", "sts:AssumeRole", roleArns);
            return this;
        }

        /**
         * Lets the principal ask IAM's policy simulator what roles may do, so that a deployer can find out, before its
         * first write, which permissions it lacks.
         *
         * @param roleArns usually the role of the deployer itself
         * @return this
         */
        public Builder simulateRole(String... roleArns) {
            grantOnRoles("simulateRole", "SimulateRoles", "iam:SimulatePrincipalPolicy", roleArns);
            return this;
        }

        /**
         * {@return the policy and its notes}
         *
         * @throws io.github.keda4j.findings.FindingsException if an ARN is of another kind, parts contradict each other, or nothing
         *     is granted; it lists everything
         */
        public PermissionPolicy build() {
            checkContradictions();
            for (Arn role : managed) {
                grants.add("ReadRoles", READ_ROLE, role.toString());
                grants.add("ChangeRoles", CHANGE_ROLE, role.toString());
                if (boundary == null) {
                    grants.add("EmpowerRoles", EMPOWER_ROLE, role.toString());
                } else {
                    grants.add(
                            "EmpowerBoundedRoles",
                            EMPOWER_BOUNDED_ROLE,
                            role.toString(),
                            equal("iam:PermissionsBoundary", boundary));
                }
            }
            for (Arn role : passed) {
                grants.add(
                        "PassRolesToPods",
                        List.of("iam:PassRole"),
                        role.toString(),
                        equal("iam:PassedToService", "pods.eks.amazonaws.com"));
                if (!managed.contains(role)) {
                    grants.add("ReadPassedRoles", List.of("iam:GetRole"), role.toString());
                }
            }
            if (!managed.isEmpty() && boundary == null) {
                grants.note(
                        "no-boundary",
                        "Anyone who can create a role and write its policy can give it any permission.",
                        "Set a permissions boundary with boundary(policyArn).");
            }
            if (!passed.isEmpty()) {
                grants.note(
                        "not-narrowable",
                        "iam:PassRole is narrowed to the roles and to EKS Pod Identity. AWS does not document which value EKS sends"
                                + " as iam:AssociatedResourceArn, so the cluster is not compared.",
                        null);
            }
            return grants.build("deployer's permission policy");
        }

        private void grantOnRoles(String method, String sid, String action, String... roleArns) {
            for (String role : roleArns) {
                grants.checks
                        .arn(method, role, "iam", "role/")
                        .ifPresent(arn -> grants.add(sid, List.of(action), arn.toString()));
            }
        }

        private void checkContradictions() {
            if (boundary != null && managed.isEmpty()) {
                grants.checks.error(
                        "boundary-without-role",
                        "boundary",
                        "A permissions boundary applies to managed roles, but no role is managed.",
                        "Call manageRole(roleArn), or leave the boundary out.");
            }
            for (Arn role : passed) {
                boolean passable = clusters.isEmpty()
                        || clusters.stream()
                                .anyMatch(cluster -> cluster.account().equals(role.account())
                                        && cluster.partition() == role.partition());
                if (!passable) {
                    grants.checks.error(
                            "role-outside-cluster-account",
                            "passRole",
                            "The role " + role
                                    + " is not in the account of any of the clusters. EKS says: Cross-account pass"
                                    + " role is not allowed.",
                            "Pass only roles of the cluster's account. A target role need not be passed.");
                }
            }
        }

        private static Condition equal(String key, String value) {
            return new Condition(ConditionOperator.of(STRING_EQUALS), key, List.of(value));
        }
    }
}
