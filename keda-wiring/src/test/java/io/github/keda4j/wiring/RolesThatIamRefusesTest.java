package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.refusalOf;
import static io.github.keda4j.wiring.Parts.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stack builds only if IAM and STS accept its roles as they are described, so that its proof is about roles that can exist. */
class RolesThatIamRefusesTest {

    private static final String OPERATOR = "arn:aws:iam::111122223333:role/keda-operator";
    private static final String READER = "arn:aws:iam::444455556666:role/reader";

    private static ExistingRole partnersReader() {
        return IamRole.existing(READER)
                .withTrustPolicy(PolicyDocument.of(Statement.allow()
                        .principal(Principal.aws(OPERATOR))
                        .action("sts:AssumeRole", "sts:TagSession")
                        .build()))
                .withPermissions(PolicyDocument.of(Statement.allow()
                        .action("sqs:GetQueueAttributes")
                        .resource("*")
                        .build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a b", "a*b", "ä1"})
    void anExternalIdThatStsRefusesDoesNotBuild(String id) {
        assertThat(refusalOf(stack().scalerIdentity(
                                ScalerIdentity.role(partnersReader()).withExternalId(id))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("stack-external-id");
                    assertThat(finding.message()).isEqualTo("The external id is \"" + id + "\", which STS refuses.");
                });
    }

    @Test
    void anExternalIdThatStsAcceptsBuilds() {
        assertThat(stack().scalerIdentity(ScalerIdentity.role(partnersReader()).withExternalId("a/b:c.d-e_f@g,h=i+1"))
                        .build()
                        .findings()
                        .hasErrors())
                .isFalse();
    }

    @Test
    void aRoleThatTheStackMakesCannotAlsoExist() {
        ExistingRole operator = IamRole.existing(OPERATOR);

        assertThat(refusalOf(stack("keda-operator")
                        .operator(KedaOperator.inNamespace("keda").withRole(operator))))
                .extracting(Finding::rule, Finding::message)
                .contains(tuple(
                        "stack-role-described-twice",
                        "The stack makes the role, and the description says that it exists already."));
    }

    @Test
    void namesOfRolesDifferInMoreThanTheirCase() {
        assertThat(refusalOf(stack().scalerIdentity(ScalerIdentity.role(IamRole.named("Q-READ")))))
                .extracting(Finding::rule, Finding::message)
                .contains(tuple(
                        "stack-role-described-twice",
                        "arn:aws:iam::111122223333:role/q-read and arn:aws:iam::111122223333:role/Q-READ cannot both exist:"
                                + " IAM distinguishes the names of roles neither by their path nor by their case."));
    }

    @Test
    void aRoleOfAnotherAccountMayHaveTheSameName() {
        assertThat(stack("reader")
                        .scalerIdentity(ScalerIdentity.role(partnersReader()))
                        .build()
                        .roles())
                .extracting(role -> role.role().name())
                .contains("reader");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::444455556666:policy/boundary",
        "arn:aws-cn:iam::111122223333:policy/boundary",
        "arn:aws-cn:iam::aws:policy/boundary",
    })
    void aBoundaryIsOfTheAccountOfItsRole(String boundary) {
        assertThat(refusalOf(stack().scalerIdentity(
                                ScalerIdentity.role(IamRole.named("reader").withPermissionsBoundary(boundary)))))
                .extracting(Finding::rule)
                .containsExactly("stack-role-boundary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::111122223333:policy/team/boundary", "arn:aws:iam::aws:policy/ReadOnlyAccess"})
    void aManagedPolicyOfTheAccountOrOfAwsBoundsARole(String boundary) {
        ScalingStack stack = stack().scalerIdentity(
                        ScalerIdentity.role(IamRole.named("reader").withPermissionsBoundary(boundary)))
                .build();
        assertThat(stack.findings().hasErrors()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "arn:aws:iam::111122223333:role/boundary", "boundary"})
    void aBoundaryIsAManagedPolicy(String boundary) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamRole.named("reader").withPermissionsBoundary(boundary))
                .withMessageStartingWith("\"" + boundary + "\" is not the ARN of a managed policy");
    }

    @Test
    void tagsAreThoseThatIamAllows() {
        ManagedRole role = IamRole.named("reader").withTag("Team", "a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> role.withTag("team", "b"))
                .withMessage("tag \"team\" of role reader: IAM does not distinguish it from tag \"Team\"");
        assertThat(role.withTag("Team", "b").tags()).containsExactly(entry("Team", "b"));
        for (String key : List.of("AWS:x", "aws:x", "a#b", "", "a\n")) {
            assertThatIllegalArgumentException().isThrownBy(() -> role.withTag(key, "c"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> role.withTag("a", "b;c"));
        assertThat(role.withTag("Straße 1", "ä / ö+=@:_.-").tags()).hasSize(2);
    }

    @Test
    void thePathOfServicesIsNotForOwnRoles() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamRole.named("reader").withPath("/aws-service-role/x/"))
                .withMessageContaining("is for the roles of AWS services");
    }

    /** KEDA tries its own token on the role first, so it does not matter what the operator's role can do. */
    @Test
    void aRoleOfUnknownTrustMayTrustTheTokenOfAnOperatorWithoutARole() {
        ExistingRole ofSomebodyElse = IamRole.existing(OPERATOR)
                .withTrustPolicy(PolicyDocument.of(Statement.allow()
                        .principal(Principal.aws("777788889999"))
                        .action("sts:AssumeRole")
                        .build()))
                .withPermissions(PolicyDocument.of(
                        Statement.allow().action("sts:AssumeRole").resource("*").build()));
        Proof proof = stack().operator(KedaOperator.inNamespace("keda")
                        .withRole(ofSomebodyElse)
                        .withWebIdentity(
                                "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE"))
                .scalerIdentity(ScalerIdentity.role(IamRole.existing("arn:aws:iam::111122223333:role/reader")))
                .build()
                .prove();

        assertThat(proof.paths().get(0).hops()).extracting(Hop::verdict).containsOnly(Verdict.DEPENDS);
        assertThat(proof.paths().get(0).hops().get(0).explanation())
                .isEqualTo("the policies of role/reader were not given");
    }
}
