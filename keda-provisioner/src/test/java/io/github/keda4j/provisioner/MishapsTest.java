package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.ScalingStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Tag;

/** What people do by hand to roles, associations and objects of stacks, and runs that are interrupted or doubled. */
class MishapsTest extends ProvisionerBench {

    @Test
    void anInterruptedThreadGetsATypedExceptionFromEachCallAndStaysInterrupted() {
        provisioner.apply(orders());
        Plan plan = provisioner.plan(ordersUpTo(20));
        List<ThrowingCallable> calls = List.of(
                () -> provisioner.plan(ordersUpTo(20)),
                () -> provisioner.drift(ordersUpTo(20)),
                () -> provisioner.planRemoval(orders()),
                () -> provisioner.apply(plan),
                () -> provisioner.apply(ordersUpTo(20)),
                () -> provisioner.destroy(orders()),
                () -> provisioner.awaitReady(Duration.ofMinutes(1), orders()));
        for (ThrowingCallable call : calls) {
            Thread.currentThread().interrupt();
            try {
                assertFails(call, Reason.INTERRUPTED, "nterrupted");
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            } finally {
                Thread.interrupted();
            }
        }
    }

    @Test
    void anAdoptedAssociationIsReleasedWithTheTagsThatItHad() {
        aws.theirIam().createRole(role -> role.roleName("theirs").assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},
                 "Action":["sts:AssumeRole","sts:TagSession"]}]}"""));
        aws.theirEks()
                .createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace(NAMESPACE)
                        .serviceAccount("orders")
                        .roleArn("arn:aws:iam::111122223333:role/theirs")
                        .tags(Map.of("team", "shop")));
        adopting("pod identity association demo/security/orders").apply(orders());
        assertThat(provisioner.plan(orders())).hasToString("nothing to do");
        provisioner.destroy(orders());
        assertThat(associations()).containsExactly("security/orders");
        assertThat(association("orders").tags()).containsExactly(Map.entry("team", "shop"));
    }

    @Test
    void whatSomebodyDeletedIsMadeAgainAndMissingPartsDoNotStopARemoval() {
        provisioner.apply(orders());
        aws.theirEks()
                .deletePodIdentityAssociation(d -> d.clusterName("demo")
                        .associationId(association("orders").associationId()));
        kubernetes.resource(deployment("orders")).delete();
        aws.theirIam().deleteRolePolicy(p -> p.roleName("orders").policyName("run-security.orders"));
        aws.theirIam().deleteRole(r -> r.roleName("orders"));
        assertThat(provisioner.drift(orders()).changes()).hasSizeGreaterThan(3);
        provisioner.apply(orders());
        assertThat(provisioner.plan(orders())).hasToString("nothing to do");
        aws.theirIam().deleteRolePolicy(p -> p.roleName("orders").policyName("run-security.orders"));
        aws.theirIam().deleteRole(r -> r.roleName("orders"));
        provisioner.destroy(orders());
        assertNothingIsLeftInAws();
    }

    @Test
    void aBoundaryThatSomebodySetIsReverted() {
        provisioner.apply(orders());
        aws.theirIam()
                .putRolePermissionsBoundary(
                        b -> b.roleName("orders").permissionsBoundary("arn:aws:iam::aws:policy/PowerUserAccess"));
        assertThat(provisioner.drift(orders()).changes()).hasSize(1);
        provisioner.apply(orders());
        assertThat(provisioner.drift(orders()).isEmpty()).isTrue();
    }

    @Test
    void aStackThatJoinsTheServiceAccountAndRoleOfAnotherKeepsThemAfterItsEnd() {
        ScalingStack one = orders();
        ScalingStack other = Stacks.readerOf("invoices")
                .workload(
                        withAccount(Stacks.deployment("invoices"), "orders"),
                        Stacks.serviceAccount("orders"),
                        access -> access.role(IamRole.named("orders"))
                                .consume("arn:aws:sqs:us-east-1:111122223333:invoices"))
                .build();
        provisioner.apply(one);
        provisioner.apply(other);
        assertThat(provisioner.plan(one)).hasToString("nothing to do");
        provisioner.destroy(one);
        assertThat(provisioner.plan(other)).hasToString("nothing to do");
        provisioner.destroy(other);
        assertThat(roleNames()).isEmpty();
        assertThat(kubernetes
                        .resources(ServiceAccount.class)
                        .inNamespace(NAMESPACE)
                        .withName("orders")
                        .get())
                .isNull();
    }

    private static Deployment withAccount(Deployment deployment, String account) {
        deployment.getSpec().getTemplate().getSpec().setServiceAccountName(account);
        return deployment;
    }

    @Test
    void tagsOfOursThatSomebodyFilledWithNonsenseAreWrittenAgain() {
        provisioner.apply(orders());
        aws.theirIam()
                .tagRole(r -> r.roleName("orders")
                        .tags(
                                Tag.builder()
                                        .key("keda4j/stack/us-east-1/demo/security/orders")
                                        .value("nonsense . :=+ @")
                                        .build(),
                                Tag.builder().key("keda4j/described").value("x").build()));
        aws.theirEks()
                .tagResource(r -> r.resourceArn(association("orders").associationArn())
                        .tags(Map.of("keda4j/described", "", "keda4j/stacks/abc", ":.x:short.:")));
        provisioner.apply(orders());
        assertThat(provisioner.plan(orders())).hasToString("nothing to do");
        provisioner.destroy(orders());
        assertNothingIsLeftInAws();
    }

    @Test
    void labelsAndAnnotationsOfOthersStay() {
        provisioner.apply(orders());
        merge(
                TriggerAuthentication.class,
                "orders",
                "kubectl",
                "{\"metadata\":{\"annotations\":{\"note\":\"x\"},\"labels\":{\"team\":\"a\"}}}");
        assertThat(provisioner.plan(orders())).hasToString("nothing to do");
        provisioner.apply(ordersUpTo(30));
        assertThat(kubernetes
                        .resources(TriggerAuthentication.class)
                        .inNamespace(NAMESPACE)
                        .withName("orders")
                        .get()
                        .getMetadata()
                        .getLabels())
                .containsEntry("team", "a");
    }

    @Test
    void anObjectWhoseMarksSomebodyFilledWithNonsenseIsNeverDeleted() {
        for (String value : List.of("", "x", "0000", "3433afb513e5f3d0.zzz", "\u00e4")) {
            provisioner.apply(orders());
            merge(
                    Deployment.class,
                    "orders",
                    "kubectl",
                    "{\"metadata\":{\"annotations\":{\"keda4j.github.io/described\":\"" + value
                            + "\",\"keda4j.github.io/adopted\":\"maybe\"}}}");
            try {
                provisioner.apply(orders());
                assertThat(provisioner.plan(orders())).as(value).hasToString("nothing to do");
            } catch (ProvisioningException refused) {
                assertThat(refused.reason()).isEqualTo(Reason.FOREIGN_OWNER);
            }
            provisioner.destroy(orders());
            assertThat(deployment("orders")).isNotNull();
            kubernetes.resource(deployment("orders")).delete();
        }
    }

    @Test
    void onePlanThatManyThreadsApplyAtOnceIsAppliedOrRefusedAsStale() throws Exception {
        Plan plan = provisioner.plan(orders());
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(pool.submit(() -> provisioner.apply(plan)));
        }
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (ExecutionException failed) {
                assertThat(failed.getCause())
                        .isInstanceOfSatisfying(
                                ProvisioningException.class,
                                refused -> assertThat(refused.reason()).isEqualTo(Reason.STALE_PLAN));
            }
        }
        pool.shutdown();
        provisioner.apply(orders());
        assertThat(provisioner.plan(orders())).hasToString("nothing to do");
        provisioner.destroy(orders());
        assertNothingIsLeftInAws();
    }

    @Test
    void twoStacksMaySwapTheirRoles() {
        provisioner.apply(named("orders", "one"), named("invoices", "two"));
        provisioner.apply(named("orders", "two"), named("invoices", "one"));
        assertThat(provisioner.plan(named("orders", "two"), named("invoices", "one")))
                .hasToString("nothing to do");
        provisioner.destroy(named("orders", "two"));
        assertThat(provisioner.plan(named("invoices", "one"))).hasToString("nothing to do");
        provisioner.destroy(named("invoices", "one"));
        assertThat(roleNames()).isEmpty();
    }

    private static ScalingStack named(String queue, String role) {
        return Stacks.readerOf(queue)
                .workload(
                        Stacks.deployment(queue),
                        Stacks.serviceAccount(queue),
                        access ->
                                access.role(IamRole.named(role)).consume("arn:aws:sqs:us-east-1:111122223333:" + queue))
                .build();
    }
}
