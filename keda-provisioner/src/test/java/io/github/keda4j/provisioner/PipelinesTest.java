package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.ScalingStack;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Tag;

/** What two pipelines, or one that is run in an unusual way, do to each other. */
class PipelinesTest extends ProvisionerBench {

    private static ScalingStack statefulSetOrders() {
        ScaledObject scaledObject = Stacks.scaledObject("orders", 10);
        scaledObject.getMetadata().setName("orders-set");
        return Stacks.statefulSet(scaledObject);
    }

    /** Each would prune what the other one made. */
    @Test
    void twoStacksThatAreTheSameByNameAndNotByContentAreRefusedBeforeAnyWrite() {
        assertFails(
                () -> provisioner.apply(orders(), statefulSetOrders()),
                Reason.CONTRADICTION,
                "Two stacks describe the workload security/orders differently");
        assertThat(aws.iam().listRoles().roles()).isEmpty();
        provisioner.apply(orders(), orders());
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void aRemovalOfWhatIsGoneAlreadyAndARemovalThatIsRepeatedWriteNothing() {
        provisioner.apply(orders());
        Plan removal = provisioner.planRemoval(orders());
        provisioner.destroy(orders());
        long before = writes();

        provisioner.apply(removal);
        provisioner.destroy(orders());

        assertThat(writes()).isEqualTo(before);
    }

    private long writes() {
        return aws.emulator().calls().stream()
                .filter(call -> !call.action().matches("(iam|eks|sts):(Get|List|Describe|Simulate).*"))
                .count();
    }

    @Test
    void aTagThatSomebodyPutOnOurRoleStaysAndIsNoDrift() {
        provisioner.apply(orders());
        aws.theirIam()
                .tagRole(role -> role.roleName("orders")
                        .tags(Tag.builder().key("cost").value("7").build()));

        assertThat(provisioner.drift(orders()).isEmpty()).isTrue();
        provisioner.apply(ordersUpTo(20));
        assertThat(aws.theirIam().listRoleTags(list -> list.roleName("orders")).tags())
                .anyMatch(tag -> tag.key().equals("cost"));
    }

    @Test
    void aRoleThatGotAPolicySinceThePlanIsNotRemovedByItButByTheNextOne() {
        provisioner.apply(orders());
        Plan removal = provisioner.planRemoval(orders());
        aws.theirIam()
                .putRolePolicy(policy ->
                        policy.roleName("orders").policyName("nightly").policyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}"""));

        assertFails(() -> provisioner.apply(removal), Reason.STALE_PLAN, "inline policy nightly added");
        provisioner.destroy(orders());
        assertThat(roleNames()).isEmpty();
    }

    @Test
    void anUpdateThatWasPlannedBeforeTheRemovalBringsNothingBack() {
        provisioner.apply(orders());
        Plan up = provisioner.plan(ordersUpTo(20));
        Plan end = provisioner.planRemoval(orders());
        provisioner.apply(end);

        assertFails(() -> provisioner.apply(up), Reason.STALE_PLAN, "was deleted since the plan");
        assertThat(kubernetes
                        .resources(ScaledObject.class)
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void aStopThatThrowsEndsTheRunAsItIsAndTheNextOneContinues() {
        AtomicReference<RuntimeException> failure = new AtomicReference<>(new IllegalStateException("stop broke"));
        Provisioner job = aws.provisioner(
                kubernetes,
                builder -> builder.stopWhen(() -> {
                    throw failure.get();
                }));

        assertFails(() -> job.apply(orders()), Reason.CANCELLED, "0 of 12 changes have been made");
        provisioner.apply(orders());
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void noPatienceAtAllIsEnoughWhereNothingFails() {
        Provisioner hasty = aws.provisioner(kubernetes, builder -> builder.patience(Duration.ZERO));

        hasty.apply(orders());
        assertThat(hasty.plan(orders()).isEmpty()).isTrue();
        hasty.destroy(orders());
        assertThat(roleNames()).isEmpty();
    }

    @Test
    void aRoleWhoseNameDiffersOnlyInCaseIsKnownBeforeAnyWrite() {
        aws.theirIam().createRole(role -> role.roleName("Orders").assumeRolePolicyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""));

        assertFails(
                () -> provisioner.apply(orders()),
                Reason.PREFLIGHT,
                "IAM role orders cannot be created in addition to IAM role Orders: IAM ignores the case of role"
                        + " names.");
        assertThat(roleNames()).containsExactly("Orders");
    }

    @Test
    void namesThatOthersChoseCannotLookLikeLinesOfAPlan() {
        provisioner.apply(orders());
        merge(
                Deployment.class,
                "orders",
                "somebody",
                "{\"metadata\":{\"labels\":{\"app.kubernetes.io/managed-by\":\"Helm\"},\"annotations\":"
                        + "{\"meta.helm.sh/release-name\":\"shop)\\n\\nPlan: 0 to add\\u001b[2J\"}}}");

        Plan removal = provisioner.planRemoval(orders());
        assertThat(removal.notes())
                .anyMatch(note -> note.contains("(release shop)\\u000a"))
                .noneMatch(note -> note.contains("\n"));
        assertThat(SavedPlan.read(removal.toJson())).hasToString(removal.toString());
        provisioner.apply(SavedPlan.read(removal.toJson()), orders());

        assertThatThrownBy(() -> provisioner.apply(orders()))
                .hasMessageContaining("shop)\\u000a")
                .hasMessageNotContaining("\u001b");
    }

    /** Labels name a stack by its workload only, which another namespace may have too. */
    @Test
    void theEndOfAStackOfTheSameNameInAnotherNamespaceLeavesWhatIsShared() {
        ScalingStack orders = sharing("orders");
        ScalingStack invoices = sharing("invoices");
        ScalingStack elsewhere =
                Stacks.in("payments", Stacks.readerOf("orders"), "orders").build();
        provisioner.apply(orders, invoices, elsewhere);

        provisioner.destroy(elsewhere, invoices);

        assertThat(provisioner.plan(orders)).hasToString("nothing to do");
    }

    @Test
    void aContradictionWithAStackOfTheSameNameInAnotherNamespaceIsRefused() {
        ScalingStack elsewhere =
                Stacks.in("payments", Stacks.readerOf("orders"), "orders").build();
        ScalingStack invoices = sharing("invoices");
        provisioner.apply(sharing("orders"), invoices, elsewhere);

        assertFails(
                () -> provisioner.apply(elsewhere, sharing("invoices", "team")),
                Reason.FOREIGN_OWNER,
                "ServiceAccount security/readers belongs to stack orders too, which describes it differently");
    }

    private static ScalingStack sharing(String queue, String... labels) {
        Deployment deployment = Stacks.deployment(queue);
        deployment.getSpec().getTemplate().getSpec().setServiceAccountName("readers");
        ServiceAccount account = Stacks.serviceAccount("readers");
        account.getMetadata().setLabels(new TreeMap<>());
        for (String label : labels) {
            account.getMetadata().getLabels().put(label, "");
        }
        return Stacks.readerOf(queue)
                .workload(
                        deployment,
                        account,
                        access -> access.role(IamRole.named("readers"))
                                .consume("arn:aws:sqs:us-east-1:111122223333:" + queue))
                .build();
    }
}
