package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What others do between a plan and its writes, and stacks that share roles and associations. */
class RacesTest extends ProvisionerBench {

    @Test
    void twoPlansOfOneStackThatAreAppliedOneAfterTheOtherComeToWhatIsDescribed() {
        Plan first = provisioner.plan(orders());
        Plan second = provisioner.plan(orders());

        provisioner.apply(first);
        provisioner.apply(second);

        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void pipelinesThatComeAndGoAtOnceConvergeAndLeaveNothing() throws InterruptedException {
        List<ScalingStack> stacks = Stream.of("orders", "invoices", "parcels")
                .map(queue -> Stacks.readerOf(queue).build())
                .toList();

        atOnce(stacks, stack -> provisioner.apply(stack));
        stacks.forEach(provisioner::apply);
        for (ScalingStack stack : stacks) {
            assertThat(provisioner.plan(stack).changes()).isEmpty();
        }

        ScalingStack last = stacks.get(2);
        atOnce(stacks, stack -> {
            if (stack == last) {
                provisioner.apply(stack);
            } else {
                provisioner.destroy(stack);
            }
        });
        provisioner.destroy(stacks.get(0), stacks.get(1));
        assertThat(provisioner.plan(last).changes()).isEmpty();
        provisioner.destroy(last);
        assertThat(aws.iam().listRoles().roles()).isEmpty();
        assertThat(aws.eks()
                        .listPodIdentityAssociations(list -> list.clusterName("demo"))
                        .associations())
                .isEmpty();
    }

    /** The worst allowed outcome is a refusal: nothing is taken over silently. */
    private static void atOnce(List<ScalingStack> stacks, Consumer<ScalingStack> what) throws InterruptedException {
        List<Throwable> unexpected = new CopyOnWriteArrayList<>();
        List<Thread> threads = stacks.stream()
                .map(stack -> new Thread(() -> {
                    try {
                        what.accept(stack);
                    } catch (ProvisioningException refused) {
                        if (refused.reason() != ProvisioningException.Reason.STALE_PLAN) {
                            unexpected.add(refused);
                        }
                    }
                }))
                .toList();
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((which, thrown) -> unexpected.add(thrown)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(unexpected).isEmpty();
    }

    @Test
    void anAssociationThatIsThereAndNotListedYetIsWaitedFor() {
        Plan first = provisioner.plan(orders());
        Plan second = provisioner.plan(orders());
        aws.emulator().hideNewAssociations(1);

        provisioner.apply(first);
        provisioner.apply(second);

        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void anAssociationOfAnAddOnIsNotTouched() {
        role("add-on");
        String addOn = "arn:aws:eks:us-east-1:111122223333:addon/demo/keda/1a2b";
        aws.emulator().ownNewAssociations(addOn);
        aws.eks()
                .createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("keda")
                        .serviceAccount("keda-operator")
                        .roleArn("arn:aws:iam::111122223333:role/add-on"));
        aws.emulator().ownNewAssociations("");

        assertThatThrownBy(() -> provisioner.apply(orders()))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining(addOn)
                .hasMessageContaining("keda/keda-operator");
        assertThat(aws.iam().listRoles().roles()).hasSize(1);
        assertThat(provisioner.planRemoval(orders()).isEmpty()).isTrue();
    }

    @Test
    void twoRemovalsThatWerePlannedTogetherBothEnd() {
        provisioner.apply(orders());
        Plan first = provisioner.planRemoval(orders());
        Plan second = provisioner.planRemoval(orders());

        provisioner.apply(first);
        provisioner.apply(second);

        assertThat(aws.iam().listRoles().roles()).isEmpty();
        assertThat(provisioner.planRemoval(orders()).isEmpty()).isTrue();
    }

    @Test
    void workloadsThatShareAServiceAccountShareItsRoleAndTheEndOfOneLeavesBothToTheOther() {
        ScalingStack orders = sharing("orders");
        ScalingStack invoices = sharing("invoices");

        Plan plan = provisioner.apply(orders, invoices);
        assertThat(plan.changes()).extracting(Change::target).doesNotHaveDuplicates();
        assertThat(provisioner.plan(orders, invoices).isEmpty()).isTrue();

        provisioner.destroy(orders);
        assertThat(kubernetes
                        .resources(ServiceAccount.class)
                        .inNamespace(NAMESPACE)
                        .withName("readers")
                        .get())
                .isNotNull();
        assertThat(association("readers").roleArn()).endsWith(":role/readers");
        assertThat(provisioner.plan(invoices).isEmpty()).isTrue();

        provisioner.destroy(invoices);
        assertThat(aws.iam().listRoles().roles()).isEmpty();
        assertThat(kubernetes
                        .resources(ServiceAccount.class)
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems())
                .isEmpty();
    }

    private static ScalingStack sharing(String queue) {
        Deployment deployment = Stacks.deployment(queue);
        deployment.getSpec().getTemplate().getSpec().setServiceAccountName("readers");
        return Stacks.readerOf(queue)
                .workload(
                        deployment,
                        Stacks.serviceAccount("readers"),
                        access -> access.role(IamRole.named("readers"))
                                .consume("arn:aws:sqs:us-east-1:111122223333:" + queue))
                .build();
    }

    @Test
    void oneServiceAccountWithTwoRolesIsRefusedBeforeAnyWrite() {
        Deployment deployment = Stacks.deployment("invoices");
        deployment.getSpec().getTemplate().getSpec().setServiceAccountName("orders");
        ScalingStack other = Stacks.readerOf("invoices")
                .workload(deployment, Stacks.serviceAccount("orders"), access -> access.role(IamRole.named("invoices")))
                .build();

        assertThatThrownBy(() -> provisioner.apply(orders(), other))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("the pod identity association of security/orders differently");
        assertThat(aws.iam().listRoles().roles()).isEmpty();
    }

    @Test
    void oneObjectThatIsDescribedInTwoWaysIsRefusedBeforeAnyWrite() {
        ScalingStack other = Stacks.readerOf("orders")
                .scaledObject(Stacks.scaledObject("orders", 3))
                .build();

        assertThatThrownBy(() -> provisioner.apply(orders(), other))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("Two stacks describe ScaledObject security/orders differently");
    }

    @Test
    void theOperatorsRoleReadsTheEventsOfWorkloadsOfTheSameNameInTwoNamespaces() {
        ScalingStack one = Stacks.readerOf("orders")
                .scalerIdentity(ScalerIdentity.operatorRole())
                .build();
        ScalingStack two = Stacks.in("payments", Stacks.readerOf("orders"), "orders")
                .scalerIdentity(ScalerIdentity.operatorRole())
                .build();

        provisioner.apply(one, two);

        assertThat(aws.iam()
                        .listRolePolicies(list -> list.roleName("keda-operator"))
                        .policyNames())
                .isEqualTo(List.of("read-events-of-payments.orders", "read-events-of-security.orders"));
    }

    private static final String NIGHTLY = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Nightly","Effect":"Allow",
             "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private void role(String name) {
        aws.iam().createRole(create -> create.roleName(name).assumeRolePolicyDocument(NIGHTLY));
    }
}
