package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;
import org.junit.jupiter.api.Test;

/** KEDA's operator gets another namespace, another service account or another role. */
class OperatorMovesTest extends ProvisionerBench {

    private static final KedaOperator ELSEWHERE =
            KedaOperator.inNamespace("payments").withServiceAccount("scaler");

    private static ScalingStack ordersWith(KedaOperator operator) {
        return Stacks.readerOf("orders").operator(operator).build();
    }

    @Test
    void anotherNamespaceLeavesNoAssociationBehind() {
        provisioner.apply(orders());
        provisioner.apply(ordersWith(KedaOperator.inNamespace("payments")));

        assertThat(associations()).containsExactlyInAnyOrder("payments/keda-operator", NAMESPACE + "/orders");
    }

    @Test
    void anotherNamespaceAndAnotherServiceAccountLeaveNoAssociationBehind() {
        provisioner.apply(orders());
        ScalingStack moved = ordersWith(ELSEWHERE);

        assertThat(provisioner.plan(moved).toString())
                .contains("  - pod identity association demo/keda/keda-operator\n      no stack needs it any longer");
        provisioner.apply(moved);

        assertThat(associations()).containsExactlyInAnyOrder("payments/scaler", "security/orders");
        assertThat(provisioner.plan(moved).isEmpty()).isTrue();
    }

    @Test
    void anotherRoleTooLeavesNeitherRoleNorAssociationBehind() {
        provisioner.apply(orders());
        ScalingStack moved = ordersWith(ELSEWHERE.withRole(IamRole.named("new-operator")));
        provisioner.apply(moved);

        assertThat(associations()).containsExactlyInAnyOrder("payments/scaler", "security/orders");
        assertThat(roleNames()).doesNotContain("keda-operator");
        provisioner.destroy(moved);
        assertThat(associations()).isEmpty();
    }

    @Test
    void theAssociationThatOneStackLeavesStaysForTheOther() {
        ScalingStack other = Stacks.readerOf("other").build();
        provisioner.apply(orders(), other);
        ScalingStack moved = ordersWith(ELSEWHERE.withRole(IamRole.named("new-operator")));

        assertThat(provisioner.apply(moved).notes())
                .contains("pod identity association demo/keda/keda-operator stays: it belongs to stack"
                        + " us-east-1/demo/security/other too.");
        assertThat(associations()).contains("keda/keda-operator", "payments/scaler");
        assertThat(provisioner.plan(other).isEmpty()).isTrue();
        provisioner.destroy(other);
        assertThat(associations()).doesNotContain("keda/keda-operator");
    }

    /** Otherwise a run that dies in between would leave an association that nothing leads to any more. */
    @Test
    void theOldAssociationGoesBeforeTheTrustPolicyThatNamesItsPodsChanges() {
        provisioner.apply(orders());

        assertThat(provisioner.plan(ordersWith(ELSEWHERE)).changes())
                .extracting(Change::target)
                .containsSubsequence(
                        "pod identity association demo/keda/keda-operator",
                        "trust policy of IAM role keda-operator",
                        "pod identity association demo/payments/scaler");
    }

    /** Its pods keep their role until the others have theirs. */
    @Test
    void theOldAssociationOfARoleThatGoesStaysUntilThen() {
        provisioner.apply(orders());

        assertThat(provisioner
                        .plan(ordersWith(ELSEWHERE.withRole(IamRole.named("new-operator"))))
                        .changes())
                .extracting(Change::target)
                .containsSubsequence(
                        "IAM role new-operator",
                        "pod identity association demo/payments/scaler",
                        "pod identity association demo/keda/keda-operator",
                        "IAM role keda-operator");
    }

    /** What others left among many is found by its namespace or its service account, and that does not change. */
    @Test
    void whatTheStackStillLeadsToGoesAfterTheNewAssociationIsThere() {
        provisioner.apply(orders());

        assertThat(provisioner
                        .plan(ordersWith(KedaOperator.inNamespace("payments")))
                        .changes())
                .extracting(Change::target)
                .containsSubsequence(
                        "pod identity association demo/payments/keda-operator",
                        "pod identity association demo/keda/keda-operator");
    }
}
