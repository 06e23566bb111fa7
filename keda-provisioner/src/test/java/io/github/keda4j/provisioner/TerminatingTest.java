package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects that are being deleted, and do not go away because nobody removes their finalizers. */
class TerminatingTest extends ProvisionerBench {

    private static final String KEDA = "finalizer.keda.sh";
    private static final String HELD = "ScaledObject security/orders does not go away: it has been terminating since"
            + " 2026-11-30T00:00:00Z, held by finalizer finalizer.keda.sh. KEDA's operator removes that finalizer: check that"
            + " it runs, watches namespace security, and logs no error. If KEDA is gone for good, remove the finalizer"
            + " yourself: kubectl patch scaledobject orders -n security --type=merge -p"
            + " '{\"metadata\":{\"finalizers\":null}}'. Then run again.";

    private final ScalingStack orders = orders();

    @Override
    void configure(KubernetesApiServer.Builder settings) {
        settings.clock(Clock.fixed(Instant.parse("2026-11-30T00:00:00Z"), ZoneOffset.UTC));
    }

    private <T extends HasMetadata> T hold(Class<T> kind, String... finalizers) {
        T object = find(kind);
        object.getMetadata().setFinalizers(List.of(finalizers));
        return kubernetes.resource(object).update();
    }

    private <T extends HasMetadata> T find(Class<T> kind) {
        return Stacks.find(kubernetes, kind, "orders");
    }

    private static void assertStuck(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... sentences) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        stuck -> assertThat(stuck.reason()).isEqualTo(Reason.TERMINATING))
                .hasMessageContainingAll(sentences);
    }

    @Test
    void aRemovalSaysWhatIsStuckOnWhatSinceWhenAndWhatToDoAndGoesNoFurther() {
        provisioner.apply(orders);
        hold(ScaledObject.class, KEDA);

        assertStuck(
                () -> provisioner.destroy(orders), "(0 of 12 changes have been made; remove again to continue)", HELD);
        assertThat(find(Deployment.class)).isNotNull();
        Plan again = provisioner.planRemoval(orders);
        assertThat(again.toString())
                .startsWith("  - ScaledObject security/orders\n"
                        + "      it has been terminating since 2026-11-30T00:00:00Z, held by finalizer finalizer.keda.sh; the"
                        + " removal waits until it is gone\n");
        assertStuck(() -> provisioner.apply(again), HELD);

        hold(ScaledObject.class);
        provisioner.destroy(orders);
        assertThat(find(Deployment.class)).isNull();
        assertThat(provisioner.planRemoval(orders).isEmpty()).isTrue();
    }

    @Test
    void anApplyOverObjectsThatDoNotGoAwayIsRefusedBeforeTheFirstWrite() {
        provisioner.apply(orders);
        hold(ScaledObject.class, KEDA);
        kubernetes.resource(find(ScaledObject.class)).delete();
        hold(Deployment.class, "example.org/audit", "example.org/backup");
        kubernetes.resource(find(Deployment.class)).delete();
        hold(ServiceAccount.class, "foregroundDeletion");
        kubernetes.resource(find(ServiceAccount.class)).delete();
        aws.iam()
                .attachRolePolicy(
                        attach -> attach.roleName("orders").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));

        assertStuck(
                () -> provisioner.apply(orders),
                HELD,
                "Deployment security/orders does not go away: it has been terminating since 2026-11-30T00:00:00Z, held by"
                        + " finalizers example.org/audit, example.org/backup. The controllers that set them have to"
                        + " remove them: check that they run.",
                "ServiceAccount security/orders does not go away",
                "Kubernetes is still processing the objects that it owns");
        assertThat(aws.iam()
                        .listAttachedRolePolicies(list -> list.roleName("orders"))
                        .attachedPolicies())
                .hasSize(1);
        assertThat(provisioner.plan(orders).toString())
                .contains(
                        "-/+ ScaledObject security/orders\n      the existing one has been terminating since"
                                + " 2026-11-30T00:00:00Z, held by finalizer finalizer.keda.sh; the apply waits until it is gone");
    }

    @Test
    void anAdoptedObjectThatSomebodyDeletesIsLeftAlone() {
        kubernetes.resource(Stacks.deployment("orders")).create();
        Provisioner adopting = aws.provisioner(kubernetes, builder -> builder.adopt("Deployment security/orders"));
        adopting.apply(orders);
        hold(Deployment.class, "example.org/audit");
        kubernetes.resource(find(Deployment.class)).delete();

        assertThat(adopting.destroy(orders).notes())
                .contains("Deployment security/orders has already been terminating since 2026-11-30T00:00:00Z, held by"
                        + " finalizer example.org/audit.");
    }

    @Test
    void aReviewedRemovalThatWasInterruptedWhileAnObjectWasGoingIsContinuedWithTheSameReview() {
        provisioner.apply(orders);
        hold(ScaledObject.class, KEDA);
        SavedPlan reviewed = SavedPlan.read(provisioner.planRemoval(orders).toJson());
        assertStuck(() -> provisioner.apply(reviewed, orders), HELD);
        Provisioner patient = aws.provisioner(kubernetes, builder -> builder.pause(pause -> hold(ScaledObject.class)));

        patient.apply(reviewed, orders);

        assertThat(provisioner.planRemoval(orders).isEmpty()).isTrue();
    }

    @Test
    void aReviewedPlanOverATerminatingObjectIsValidAlsoOnceThatIsGone() {
        provisioner.apply(orders);
        hold(Deployment.class, "example.org/audit", "example.org/backup");
        kubernetes.resource(find(Deployment.class)).delete();
        SavedPlan reviewed = SavedPlan.read(provisioner.plan(orders).toJson());
        hold(Deployment.class, "example.org/audit");
        assertStuck(() -> provisioner.apply(reviewed, orders), "held by finalizer example.org/audit. The controller");
        hold(Deployment.class);

        provisioner.apply(reviewed, orders);

        assertThat(find(Deployment.class)).isNotNull();
        assertThat(provisioner.plan(orders).isEmpty()).isTrue();
    }

    @Test
    void anObjectOfAnInterruptedRemovalIsWaitedForByTheNext() {
        provisioner.apply(orders);
        hold(ScaledObject.class, KEDA);
        kubernetes.resource(find(ScaledObject.class)).delete();
        Provisioner patient = aws.provisioner(
                kubernetes,
                builder -> builder.pause(pause -> {
                    if (find(ScaledObject.class) != null) {
                        hold(ScaledObject.class);
                    }
                }));

        patient.destroy(orders);

        assertThat(find(ScaledObject.class)).isNull();
        assertThat(find(Deployment.class)).isNull();
        assertThat(provisioner.planRemoval(orders).isEmpty()).isTrue();
    }
}
