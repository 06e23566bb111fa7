package io.github.keda4j.podidentity.emulator;

import static io.github.keda4j.podidentity.emulator.Demo.CLUSTER;
import static io.github.keda4j.podidentity.emulator.Demo.MAY_READ;
import static io.github.keda4j.podidentity.emulator.Demo.OPERATOR;
import static io.github.keda4j.podidentity.emulator.Demo.OPERATOR_TRUST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.permission.DeployerPermissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.Tag;

/** A deployer that is not an administrator cannot do what its policy does not allow. */
class DeployerTest {

    private final PodIdentityEmulator emulator =
            PodIdentityEmulator.builder().cluster("demo").start();
    private final Aws administrator = Aws.of(emulator);

    @AfterEach
    void stop() {
        emulator.close();
    }

    private Aws deployerWith(PolicyDocument permissions) {
        Demo.deployer(administrator, permissions);
        return Demo.asDeployer(administrator);
    }

    @Test
    void theDeployersPermissionsAreEnoughForARoleAndItsAssociation() {
        Aws deployer = deployerWith(DeployerPermissions.builder()
                .manageRole(OPERATOR)
                .passRole(OPERATOR)
                .manageAssociations(CLUSTER)
                .build()
                .document());

        deployer.iam()
                .createRole(create -> create.roleName("keda-operator")
                        .assumeRolePolicyDocument(OPERATOR_TRUST.toJson())
                        .tags(Tag.builder().key("a").value("b").build()));
        deployer.iam()
                .putRolePolicy(
                        put -> put.roleName("keda-operator").policyName("read").policyDocument(MAY_READ.toJson()));
        String id = Demo.associate(deployer, association -> association.tags(Map.of("a", "b")));
        deployer.eks()
                .updatePodIdentityAssociation(
                        update -> update.clusterName("demo").associationId(id).disableSessionTags(true));
        deployer.eks()
                .deletePodIdentityAssociation(
                        delete -> delete.clusterName("demo").associationId(id));
        deployer.iam()
                .deleteRolePolicy(delete -> delete.roleName("keda-operator").policyName("read"));
        deployer.iam().deleteRole(delete -> delete.roleName("keda-operator"));

        assertThat(emulator.calls()).allMatch(Call::succeeded);
    }

    @Test
    void anotherRoleIsNotTheDeployers() {
        Aws deployer = deployerWith(
                DeployerPermissions.builder().manageRole(OPERATOR).build().document());

        assertThatThrownBy(() -> Demo.role(deployer, "other", OPERATOR_TRUST))
                .isInstanceOfSatisfying(IamException.class, denial -> {
                    assertThat(denial.statusCode()).isEqualTo(403);
                    assertThat(denial.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(denial.awsErrorDetails().errorMessage())
                            .contains("iam:CreateRole on resource: arn:aws:iam::111122223333:role/other");
                });
        assertThatThrownBy(() -> deployer.iam().listRoles()).hasMessageContaining("iam:ListRoles");
        assertThatThrownBy(() -> administrator.iam().getRole(get -> get.roleName("other")))
                .hasMessageContaining("cannot be found");
    }

    @Test
    void aRoleHasToBePassed() {
        Demo.role(administrator, "keda-operator", OPERATOR_TRUST);
        Aws deployer = deployerWith(DeployerPermissions.builder()
                .manageAssociations(CLUSTER)
                .build()
                .document());

        assertThatThrownBy(() -> Demo.associate(deployer, association -> {}))
                .isInstanceOfSatisfying(EksException.class, denial -> {
                    assertThat(denial.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(denial.awsErrorDetails().errorMessage())
                            .contains("iam:PassRole on resource: " + OPERATOR);
                });
    }

    @Test
    void aDeployerThatIsHeldToABoundaryCannotLeaveItOut() {
        String boundary = administrator
                .iam()
                .createPolicy(create -> create.policyName("limit").policyDocument(MAY_READ.toJson()))
                .policy()
                .arn();
        Aws deployer = deployerWith(DeployerPermissions.builder()
                .manageRole(OPERATOR)
                .boundary(boundary)
                .build()
                .document());

        assertThatThrownBy(() -> Demo.role(deployer, "keda-operator", OPERATOR_TRUST))
                .hasMessageContaining("iam:PermissionsBoundary");
        deployer.iam()
                .createRole(create -> create.roleName("keda-operator")
                        .assumeRolePolicyDocument(OPERATOR_TRUST.toJson())
                        .permissionsBoundary(boundary));
        deployer.iam()
                .putRolePolicy(
                        put -> put.roleName("keda-operator").policyName("read").policyDocument(MAY_READ.toJson()));
        assertThatThrownBy(
                        () -> deployer.iam().deleteRolePermissionsBoundary(delete -> delete.roleName("keda-operator")))
                .hasMessageContaining("iam:DeleteRolePermissionsBoundary");
    }

    @Test
    void aPodMayNotManageItsOwnRole() throws Exception {
        Demo.chain(administrator);
        Aws pod = administrator.as(Agent.operator(emulator));

        assertThatThrownBy(() -> pod.iam()
                        .putRolePolicy(put ->
                                put.roleName("keda-operator").policyName("more").policyDocument(MAY_READ.toJson())))
                .hasMessageContaining("iam:PutRolePolicy");
        assertThatThrownBy(() -> pod.eks().listPodIdentityAssociations(list -> list.clusterName("demo")))
                .hasMessageContaining("eks:ListPodIdentityAssociations");
    }
}
