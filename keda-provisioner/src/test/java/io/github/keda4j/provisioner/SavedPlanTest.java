package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A plan that one job writes, somebody reviews, and another job applies. */
class SavedPlanTest extends ProvisionerBench {

    /** Enough where the work of guessing is not what is tested. */
    static final int FEW_ITERATIONS = 1_000;

    private static KubernetesApiServer server() {
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        return builder.start();
    }

    private static ScalingStack withSecret(String value) {
        return Stacks.withDeployment(Stacks.withPassword("orders", value));
    }

    @Test
    void aReviewedPlanIsAppliedByAnotherJobAndReadsAsThePlanDid() {
        Plan plan = provisioner.plan(orders());
        SavedPlan reviewed = SavedPlan.read(plan.toJson());
        assertThat(reviewed).hasToString(plan.toString());
        assertThat(reviewed.stacks()).containsExactly("security/orders");
        assertThat(reviewed.cluster()).isEqualTo("arn:aws:eks:us-east-1:111122223333:cluster/demo");
        assertThat(reviewed.isRemoval()).isFalse();

        Plan written = aws.provisioner(kubernetes).apply(reviewed, orders());

        assertThat(written).hasToString(plan.toString());
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();

        SavedPlan removal = SavedPlan.read(provisioner.planRemoval(orders()).toJson());
        assertThat(removal.isRemoval()).isTrue();
        provisioner.apply(removal, orders());
        assertThat(aws.iam().listRoles().roles()).isEmpty();
    }

    @Test
    void aJobThatWasStoppedIsRunAgainWithTheSamePlanAndOnceMoreWritesNothing() {
        SavedPlan reviewed = SavedPlan.read(provisioner.plan(orders()).toJson());
        for (int changes : new int[] {0, 1, 3, 2}) {
            AtomicInteger left = new AtomicInteger(changes);
            Provisioner job =
                    aws.provisioner(kubernetes, builder -> builder.stopWhen(() -> left.getAndDecrement() == 0));
            assertFails(() -> job.apply(reviewed, orders()), Reason.CANCELLED, "Stopped before it could ");
        }

        provisioner.apply(reviewed, orders());

        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
        assertThat(provisioner.apply(reviewed, orders()).isEmpty()).isTrue();
    }

    @Test
    void whatHasChangedSinceTheReviewIsToldAndNothingIsWritten() {
        provisioner.apply(orders());
        SavedPlan reviewed = SavedPlan.read(provisioner.plan(ordersUpTo(20)).toJson());
        provisioner.apply(ordersUpTo(12));

        assertFails(
                () -> provisioner.apply(reviewed, ordersUpTo(20)),
                Reason.STALE_PLAN,
                "ScaledObject security/orders has changed since the plan: in the plan it was"
                        + " spec.maxReplicaCount: 10 -> 20,"
                        + " now it is spec.maxReplicaCount: 12 -> 20.");

        aws.iam().attachRolePolicy(attach -> attach.roleName("orders").policyArn("arn:aws:iam::aws:policy/ReadOnly"));
        assertFails(
                () -> provisioner.apply(reviewed, ordersUpTo(20)),
                Reason.STALE_PLAN,
                "managed policy arn:aws:iam::aws:policy/ReadOnly of IAM role orders would now be deleted, which"
                        + " is not in the reviewed plan (no stack describes it).");
        assertThat(maxReplicas()).isEqualTo(12);
    }

    @Test
    void whatWasMadeAnewSinceTheReviewIsNotRemoved() {
        provisioner.apply(orders());
        SavedPlan removal = SavedPlan.read(provisioner.planRemoval(orders()).toJson());
        makeAnew("orders");

        assertFails(
                () -> provisioner.apply(removal, orders()),
                Reason.STALE_PLAN,
                "The reviewed plan deletes Deployment security/orders, but it would now stay: it"
                        + " belongs to field manager");
        assertThat(deployment("orders")).isNotNull();
    }

    @Test
    void stacksThatDescribeSomethingElseThanTheReviewedPlanAreRefused() {
        provisioner.apply(orders());
        SavedPlan reviewed = SavedPlan.read(provisioner.plan(ordersUpTo(20)).toJson());

        assertFails(
                () -> provisioner.apply(reviewed, ordersUpTo(10)),
                Reason.STALE_PLAN,
                "The stacks now describe ScaledObject security/orders differently than for the reviewed plan.");
        assertFails(
                () -> provisioner.apply(reviewed, Stacks.readerOf("invoices").build()),
                Reason.STALE_PLAN,
                "The reviewed plan is for the stacks security/orders; these are security/invoices.");
        assertFails(() -> provisioner.apply(reviewed), Reason.PREFLIGHT, "no stack was given.");
        assertThat(maxReplicas()).isEqualTo(10);
    }

    @Test
    void aPlanForAnotherAccountRegionOrClusterIsRefusedInOneSentence() {
        SavedPlan reviewed = SavedPlan.read(provisioner.plan(orders()).toJson());

        assertThatThrownBy(() -> provisioner.apply(
                        reviewed,
                        Stacks.readerOf("orders")
                                .cluster("arn:aws:eks:eu-west-1:444455556666:cluster/demo")
                                .build()))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(
                        "The reviewed plan is for cluster arn:aws:eks:us-east-1:111122223333:cluster/demo; the stacks"
                                + " are for a cluster of another account and another region,"
                                + " arn:aws:eks:eu-west-1:444455556666:cluster/demo.");
        assertFails(
                () -> provisioner.apply(
                        reviewed,
                        Stacks.readerOf("orders")
                                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/other")
                                .build()),
                Reason.PREFLIGHT,
                "the stacks are for another cluster, arn:aws:eks:us-east-1:111122223333:cluster/other.");
        try (KubernetesApiServer other = server()) {
            assertFails(
                    () -> aws.provisioner(other.client()).apply(reviewed, orders()),
                    Reason.PREFLIGHT,
                    "The reviewed plan was made with a Kubernetes client for a different cluster.");
        }
        assertThat(aws.iam().listRoles().roles()).isEmpty();
    }

    @Test
    void valuesOfTheEnvironmentAreNotInTheFileAndOtherValuesAreRefused() {
        Plan plan = provisioner.plan(withSecret("canary-7f3a"));
        String json = plan.toJson(FEW_ITERATIONS);
        assertThat(json).contains("PASSWORD", "(hidden)").doesNotContain("canary");
        SavedPlan reviewed = SavedPlan.read(json);

        assertFails(
                () -> provisioner.apply(reviewed, withSecret("canary-other")),
                Reason.STALE_PLAN,
                "Values of environment variables or secrets differ from those of the reviewed plan.");

        provisioner.apply(reviewed, withSecret("canary-7f3a"));
        assertThat(provisioner.plan(withSecret("canary-7f3a")).isEmpty()).isTrue();
    }

    @Test
    void hiddenValuesAreHashedAsOftenAsIsRecommendedForPasswords() {
        assertThat(provisioner.plan(withSecret("canary-7f3a")).toJson()).contains("\"iterations\" : 600000,");
    }

    @Test
    void anEditedFileIsRefusedHoweverItWasEdited() {
        provisioner.apply(orders());
        aws.iam().attachRolePolicy(attach -> attach.roleName("orders").policyArn("arn:aws:iam::aws:policy/ReadOnly"));
        String json = provisioner.plan(ordersUpTo(20)).toJson();

        for (String edited : new String[] {
            json.replace("10 -> 20", "10 -> 11"),
            json.replace("no stack describes it", "all is well"),
            json.replace("policy/ReadOnly of", "policy/Other of"),
        }) {
            assertThat(edited).isNotEqualTo(json);
            assertThatThrownBy(() -> provisioner.apply(SavedPlan.read(edited), ordersUpTo(20)))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            failed -> assertThat(failed.reason()).isEqualTo(Reason.STALE_PLAN));
        }
        assertThat(maxReplicas()).isEqualTo(10);
    }

    @Test
    void aPlanForNoStackIsNotSaved() {
        Plan nothing = provisioner.plan();
        assertThatThrownBy(nothing::toJson).isInstanceOf(IllegalStateException.class);
    }

    private Integer maxReplicas() {
        return kubernetes
                .resource(Stacks.scaledObject("orders", 10))
                .get()
                .getSpec()
                .getMaxReplicaCount();
    }
}
