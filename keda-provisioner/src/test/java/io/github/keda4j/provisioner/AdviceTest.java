package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.ScalingStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What plans and refusals say to somebody who did not write them: the values, the cause once, and what can be done. */
class AdviceTest extends ProvisionerBench {

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],
             "Principal":{"Service":"pods.eks.amazonaws.com"}}]}""";

    private final ScalingStack orders = orders();

    @Test
    void aFieldThatSomebodyChangedIsRefusedWithBothValuesUnlessTheyAreHidden() {
        ScalingStack stack = Stacks.withDeployment(Stacks.withPassword("orders", "swordfish"));
        provisioner.apply(stack);
        merge(Deployment.class, "orders", "kubectl-edit", """
                {"spec":{"template":{"spec":{"containers":[{"name":"orders","image":"example.org/orders:2",
                 "env":[{"name":"PASSWORD","value":"canary"}]}]}}}}""");

        assertThatThrownBy(() -> provisioner.plan(stack))
                .hasMessageContaining(
                        ".image of Deployment security/orders belongs to field manager kubectl-edit."
                                + " The difference: \"example.org/orders:2\" -> \"example.org/orders:1\". Describe the current value")
                .hasMessageContaining(
                        "env[name=\"PASSWORD\"].value of Deployment security/orders belongs to field manager"
                                + " kubectl-edit. Describe the current value")
                .hasMessageNotContainingAny("canary", "swordfish");
    }

    @Test
    void anAdoptionThatNamesNothingIsToldWithTheRefusal() {
        kubernetes.resource(Stacks.deployment("orders")).create();
        Provisioner adopting = aws.provisioner(
                kubernetes,
                builder -> builder.adopt("deployment security/orders").adopt("IAM role orders"));

        assertThatThrownBy(() -> adopting.plan(orders))
                .hasMessageEndingWith("or call adopt(\"Deployment security/orders\").\n"
                        + "adopt(\"deployment security/orders\") names nothing that these stacks describe.");
    }

    @Test
    void aMissingNamespaceIsToldOnce() {
        assertThatThrownBy(() -> provisioner.plan(Stacks.in("nowhere", Stacks.readerOf("orders"), "orders")
                        .build()))
                .hasMessage("Namespace nowhere does not exist. Create it first.");
    }

    @Test
    void aStackUnderTheNewNameOfItsWorkloadIsToldToDestroyTheOldOne() {
        provisioner.apply(orders);
        Deployment renamed = Stacks.deployment("orders");
        renamed.getMetadata().setName("orders-api");
        ScaledObject scaledObject = Stacks.scaledObject("orders", 10);
        scaledObject.getSpec().getScaleTargetRef().setName("orders-api");
        ScalingStack stack = Stacks.readerOf("orders")
                .workload(
                        renamed,
                        Stacks.serviceAccount("orders"),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .scaledObject(scaledObject)
                .build();

        assertThatThrownBy(() -> provisioner.plan(stack))
                .hasMessageContaining(
                        "differently (spec.scaleTargetRef.name: \"orders\" -> \"orders-api\"). Describe it in"
                                + " the same way, or call adopt(\"ScaledObject security/orders\"). If stack orders is the earlier"
                                + " name of your stack, destroy that stack first.")
                .hasMessageContaining("too, which describes it differently (roleArn: \"arn:")
                .hasMessageNotContaining("stack.keda4j.github.io");
        provisioner.destroy(orders);
        provisioner.apply(stack);
        assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }

    @Test
    void aRoleOfAnotherClusterIsNotToBeAppliedTogetherWithIt() {
        provisioner.apply(orders);

        assertFails(
                () -> provisioner.plan(Stacks.readerOf("orders")
                        .cluster("arn:aws:eks:us-east-1:111122223333:cluster/other")
                        .build()),
                Reason.FOREIGN_OWNER,
                "cluster/other). Give the stack's role another name, or call adopt(\"IAM role keda-operator\").");
    }

    @Test
    void anImmutableFieldIsRefusedWithWhatToDo() {
        provisioner.apply(orders);
        Deployment other = Stacks.deployment("orders");
        other.getSpec().getSelector().setMatchLabels(Map.of("app", "other"));
        other.getSpec().getTemplate().getMetadata().setLabels(Map.of("app", "other"));

        assertFails(
                () -> provisioner.plan(Stacks.withDeployment(other)),
                Reason.PREFLIGHT,
                "field is immutable. Delete it first, or give it another name.");
    }

    @Test
    void anAdoptionIsToldInWordsAndNotAsTags() {
        aws.iam().createRole(role -> role.roleName("theirs").assumeRolePolicyDocument(TRUST));
        aws.iam().createRole(role -> role.roleName("orders").assumeRolePolicyDocument(TRUST));
        aws.eks()
                .createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace(Stacks.NAMESPACE)
                        .serviceAccount("orders")
                        .roleArn("arn:aws:iam::111122223333:role/theirs"));
        kubernetes.resource(Stacks.deployment("orders")).create();
        String plan = aws.provisioner(
                        kubernetes,
                        builder -> builder.adopt("IAM role orders")
                                .adopt("Deployment security/orders")
                                .adopt("pod identity association demo/security/orders"))
                .plan(orders)
                .toString();

        assertThat(plan)
                .contains("      it is adopted: when no stack needs it any longer, it is released, not deleted")
                .contains("      adopted from somebody else (no tag says who)")
                .contains("      adopted from field manager fabric8-kubernetes-client")
                .doesNotContain("keda4j/adopted", "keda4j.github.io/adopted");
    }

    @Test
    void aDeletedRoleInATrustPolicyIsToldAsSuch() {
        provisioner.apply(orders);
        aws.iam().deleteRolePolicy(policy -> policy.roleName("keda-operator").policyName("assume-orders-scaler"));
        aws.iam().deleteRole(role -> role.roleName("keda-operator"));

        assertThat(provisioner.plan(orders).toString())
                .containsPattern(
                        "Principal AWS AROA\\w+ \\(a deleted role\\) -> arn:aws:iam::111122223333:role/keda-operator");
    }

    @Test
    void aReviewedRemovalThatAnotherStackJoinedSaysSoOnce() {
        provisioner.apply(orders);
        SavedPlan removal = SavedPlan.read(provisioner.planRemoval(orders).toJson());
        provisioner.apply(Stacks.readerOf("invoices").build());

        assertThatThrownBy(() -> provisioner.apply(removal, orders))
                .hasMessage(
                        "The reviewed plan deletes IAM role keda-operator, but it would now stay: it belongs to stack"
                                + " us-east-1/demo/security/invoices too.\n"
                                + "The reviewed plan deletes pod identity association demo/keda/keda-operator, but it would now stay: it"
                                + " belongs to stack us-east-1/demo/security/invoices too.");
    }

    @Test
    void aClusterThatIsNotThereIsToldWithoutTheWordsOfTheSdk() {
        assertThatThrownBy(() -> provisioner.plan(Stacks.readerOf("orders")
                        .cluster("arn:aws:eks:us-east-1:111122223333:cluster/nope")
                        .build()))
                .hasMessage(
                        "The EKS client does not find cluster arn:aws:eks:us-east-1:111122223333:cluster/nope. Check the"
                                + " cluster's name, and the account and region of the client.");
    }
}
