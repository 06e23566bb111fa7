package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.testing.kubernetes.Admission;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Objects that others copy, take over, or make anew under the same name. */
class ObjectsTakenByOthersTest extends ProvisionerBench {

    private final AtomicBoolean alreadyManaged = new AtomicBoolean(true);

    @Override
    void configure(KubernetesApiServer.Builder settings) {
        settings.admission(this::refuseASecondScaledObject);
    }

    @Override
    void configure(Provisioner.Builder settings) {
        settings.pause(pause -> alreadyManaged.set(false));
    }

    /** As KEDA's webhook does until it has seen the end of the first one. */
    private Admission.Decision refuseASecondScaledObject(HasMetadata object, HasMetadata before) {
        return object instanceof ScaledObject
                        && object.getMetadata().getName().equals("by-queue")
                        && alreadyManaged.get()
                ? Admission.Decision.deny(
                        "the workload 'orders' of type 'apps/v1.Deployment' is already managed by the ScaledObject 'orders'")
                : Admission.Decision.allow();
    }

    @Test
    void aCopyOfAnObjectWithOurLabelsIsNobodysOfOurs() {
        provisioner.apply(orders());
        copyOfTheDeployment("orders-canary");

        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
        Plan removal = provisioner.destroy(orders());

        assertThat(removal.notes())
                .anyMatch(note ->
                        note.startsWith("Deployment security/orders-canary stays: it belongs to field manager"));
        assertThat(deployment("orders-canary")).isNotNull();
    }

    @Test
    void anObjectThatSomebodyMadeAnewFromACopyIsTheirs() {
        provisioner.apply(orders());
        Deployment copy = copyOfTheDeployment("orders-canary");
        kubernetes.resource(deployment("orders")).delete();
        copy.getMetadata().setName("orders");
        kubernetes.resource(copy).create();

        assertFails(
                () -> provisioner.apply(orders()),
                Reason.FOREIGN_OWNER,
                "Deployment security/orders belongs to field manager");
        provisioner.destroy(orders());
        assertThat(deployment("orders")).isNotNull();
    }

    @Test
    void aLabelThatSomebodyTookAwayIsPutBackAndTheObjectGoesWithItsStack() {
        provisioner.apply(orders());
        merge(
                Deployment.class,
                "orders",
                "somebody",
                "{\"metadata\":{\"labels\":{\"stack.keda4j.github.io/orders\":null}}}");

        assertThat(provisioner.drift(orders()).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.details()).containsExactly("stack orders needs it too"));
        provisioner.destroy(orders());
        assertThat(deployment("orders")).isNull();
    }

    @Test
    void anAdoptedObjectIsNeverDeletedWhateverMarksSomebodyTookAway() {
        String label = "\"labels\":{\"stack.keda4j.github.io/orders\":null}";
        String adopted = "\"keda4j.github.io/adopted\":null";
        String described = "\"keda4j.github.io/described\":null";
        for (String marks : List.of(
                "\"annotations\":{" + adopted + "}",
                "\"annotations\":{" + described + "}",
                "\"annotations\":{" + adopted + "," + described + "}",
                label + ",\"annotations\":{" + adopted + "}",
                label + ",\"annotations\":{" + adopted + "," + described + "}")) {
            kubernetes.resource(Stacks.deployment("orders")).create();
            aws.provisioner(kubernetes, builder -> builder.adopt("Deployment security/orders"))
                    .apply(orders());
            merge(Deployment.class, "orders", "somebody", "{\"metadata\":{" + marks + "}}");

            assertThat(provisioner.planRemoval(orders()).changes())
                    .as(marks)
                    .noneMatch(change ->
                            change.target().startsWith("Deployment") && change.action() == Change.Action.DELETE);
            if (!marks.startsWith(label) || !marks.contains(described)) {
                provisioner.apply(orders());
                assertThat(provisioner.plan(orders()).isEmpty()).as(marks).isTrue();
            }
            provisioner.destroy(orders());
            assertThat(deployment("orders")).as(marks).isNotNull();
            kubernetes.resource(deployment("orders")).delete();
        }
    }

    @Test
    void anObjectOfOursWithoutItsAnnotationIsReleasedInTheEnd() {
        provisioner.apply(orders());
        merge(
                Deployment.class,
                "orders",
                "somebody",
                "{\"metadata\":{\"annotations\":{\"keda4j.github.io/described\":null}}}");

        assertThat(provisioner.plan(orders()).toString())
                .contains("  ~ Deployment security/orders\n"
                        + "      without keda4j's annotation it counts as adopted: when no stack needs it any longer, it"
                        + " is released, not deleted");
        provisioner.apply(orders());
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
        provisioner.destroy(orders());
        assertThat(deployment("orders")).isNotNull();
    }

    @Test
    void anObjectThatHelmHasTakenOverIsReleasedInTheEnd() {
        provisioner.apply(orders());
        merge(
                Deployment.class,
                "orders",
                "somebody",
                "{\"metadata\":{\"labels\":{\"app.kubernetes.io/managed-by\":\"Helm\"},"
                        + "\"annotations\":{\"meta.helm.sh/release-name\":\"shop\"}}}");

        assertThat(provisioner.destroy(orders()).notes())
                .contains("Deployment security/orders stays: it belongs to Helm (release shop) too.");
        assertThat(deployment("orders").getMetadata().getLabels()).containsOnlyKeys("app.kubernetes.io/managed-by");
        assertThat(provisioner.planRemoval(orders()).isEmpty()).isTrue();
    }

    @Test
    void anAuthenticationThatAStackHandsOverToOthersStays() {
        provisioner.apply(orders());

        assertThat(provisioner
                        .apply(Stacks.readerOf("orders").existing("orders").build())
                        .notes())
                .contains("TriggerAuthentication security/orders stays: a ScaledObject refers to it as an"
                        + " existing object.");
    }

    @Test
    void aRenamedScaledObjectComesAfterTheEndOfTheOldOne() {
        provisioner.apply(orders());
        ScaledObject renamed = Stacks.scaledObject("orders", 10);
        renamed.getMetadata().setName("by-queue");
        ScalingStack stack = Stacks.readerOf("orders").scaledObject(renamed).build();

        Plan plan = provisioner.apply(stack);

        assertThat(plan.changes())
                .extracting(Change::target)
                .filteredOn(target -> target.startsWith("ScaledObject"))
                .containsExactly("ScaledObject security/orders", "ScaledObject security/by-queue");
        assertThat(plan.changes())
                .filteredOn(change -> change.target().endsWith("/by-queue"))
                .extracting(Change::action)
                .containsExactly(Change.Action.CREATE);
        assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }

    private Deployment copyOfTheDeployment(String name) {
        Deployment copy = deployment("orders");
        copy.getMetadata().setName(name);
        copy.getMetadata().setUid(null);
        copy.getMetadata().setResourceVersion(null);
        copy.getMetadata().setManagedFields(null);
        kubernetes.resource(copy).create();
        return copy;
    }
}
