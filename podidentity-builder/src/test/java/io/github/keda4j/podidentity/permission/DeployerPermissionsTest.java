package io.github.keda4j.podidentity.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import org.junit.jupiter.api.Test;

class DeployerPermissionsTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/teams/keda-operator";
    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";

    @Test
    void passesNamedRolesToPodsOnly() {
        PolicyDocument document =
                DeployerPermissions.builder().passRole(ROLE).build().document();

        assertThat(document).isEqualTo(PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[
                 {"Sid":"PassRolesToPods","Effect":"Allow","Action":"iam:PassRole",
                  "Resource":"arn:aws:iam::111122223333:role/teams/keda-operator",
                  "Condition":{"StringEquals":{"iam:PassedToService":"pods.eks.amazonaws.com"}}},
                 {"Sid":"ReadPassedRoles","Effect":"Allow","Action":"iam:GetRole",
                  "Resource":"arn:aws:iam::111122223333:role/teams/keda-operator"}]}"""));
    }

    @Test
    void staysWithinTheClustersAndRolesThatWereNamed() {
        PermissionPolicy policy = DeployerPermissions.builder()
                .manageRole(ROLE)
                .passRole(ROLE)
                .manageAssociations(CLUSTER)
                .assumeRole("arn:aws:iam::444455556666:role/deployer")
                .build();

        assertThat(policy.document().statements())
                .allSatisfy(statement ->
                        assertThat(statement.resource().orElseThrow().values()).doesNotContain("*"));
        assertThat(policy.document().toJson())
                .contains("\"arn:aws:eks:us-east-1:111122223333:podidentityassociation/demo/*\"");
        assertThat(policy.notes()).extracting("rule").contains("not-narrowable", "no-boundary");
        assertThat(PolicyValidator.forType(PolicyType.ROLE_INLINE).validate(policy.document()))
                .isEmpty();
    }

    @Test
    void simulatesNamedRolesOnly() {
        PolicyDocument document =
                DeployerPermissions.builder().simulateRole(ROLE).build().document();

        assertThat(document).isEqualTo(PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[
                 {"Sid":"SimulateRoles","Effect":"Allow","Action":"iam:SimulatePrincipalPolicy",
                  "Resource":"arn:aws:iam::111122223333:role/teams/keda-operator"}]}"""));
    }

    @Test
    void lendsNoPowerBeyondTheBoundary() {
        String boundary = "arn:aws:iam::111122223333:policy/team-boundary";
        PermissionPolicy policy = DeployerPermissions.builder()
                .manageRole(ROLE)
                .boundary(boundary)
                .build();

        assertThat(policy.notes()).isEmpty();
        assertThat(policy.document().statements())
                .filteredOn(statement -> statement.action().values().contains("iam:PutRolePolicy"))
                .allSatisfy(statement -> assertThat(statement.toJson())
                        .contains("{\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + boundary + "\"}}"));
    }

    @Test
    void refusesWhatContradictsAndNamesAllOfIt() {
        assertThatThrownBy(() -> DeployerPermissions.builder()
                        .boundary("arn:aws:iam::111122223333:policy/team-boundary")
                        .manageAssociations(CLUSTER)
                        .passRole("arn:aws:iam::444455556666:role/elsewhere")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll(
                        "/boundary: A permissions boundary applies to managed roles",
                        "/passRole: The role arn:aws:iam::444455556666:role/elsewhere",
                        "Cross-account pass role is not allowed.");
    }

    @Test
    void refusesWhatIsNoRole() {
        assertThatThrownBy(() -> DeployerPermissions.builder()
                        .manageRole("keda-operator")
                        .boundary(ROLE)
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll("/manageRole", "/boundary");
    }
}
