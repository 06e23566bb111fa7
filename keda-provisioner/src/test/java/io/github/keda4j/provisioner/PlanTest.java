package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.testing.kubernetes.Admission;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * What a plan promises: it is checked before the first write, is valid only as long as nothing has changed, and
 * reveals no secret.
 */
class PlanTest extends ProvisionerBench {

    private static final String CANARY = "canary-7f3a\"x";

    private final AtomicReference<String> denied = new AtomicReference<>("");

    @Override
    void configure(KubernetesApiServer.Builder settings) {
        settings.admission((object, before) -> object.getKind().equals(denied.get())
                ? Admission.Decision.deny("not " + object)
                : Admission.Decision.allow());
    }

    @Test
    void aPlanWhoseObjectWasEditedMeanwhileRefusesWithWhatChanged() {
        provisioner.apply(orders());
        Plan plan = provisioner.plan(Stacks.readerOf("orders")
                .scaledObject(Stacks.scaledObject("orders", 20))
                .build());
        kubernetes
                .resource(Stacks.scaledObject("orders", 12))
                .fieldManager("somebody")
                .forceConflicts()
                .serverSideApply();

        assertFails(
                () -> provisioner.apply(plan),
                Reason.STALE_PLAN,
                "ScaledObject security/orders has changed since the plan: spec.maxReplicaCount: 10 -> 12");
    }

    @Test
    void aPlanSaysInWordsWhatRolesMayDoAndWhichPodsRestart() {
        provisioner.apply(orders());
        Deployment next = Stacks.deployment("orders");
        next.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("example.org/orders:2");
        ScalingStack changed = Stacks.readerOf("orders")
                .workload(
                        next,
                        Stacks.serviceAccount("orders"),
                        access -> access.send("arn:aws:sqs:us-east-1:111122223333:dead"))
                .build();

        assertThat(provisioner.plan(changed, Stacks.readerOf("bills").build()).toString())
                .contains(
                        "role orders may now also call sqs:GetQueueUrl, sqs:SendMessage on arn:aws:sqs:us-east-1:111122223333:dead",
                        "role orders may no longer call sqs:DeleteMessage, sqs:GetQueueUrl, sqs:ReceiveMessage on"
                                + " arn:aws:sqs:us-east-1:111122223333:orders",
                        "role bills-scaler may call sqs:GetQueueAttributes on arn:aws:sqs:us-east-1:111122223333:bills",
                        "its pods restart, because their template changes",
                        "updates the record of what stack us-east-1/demo/security/orders has put there",
                        "stack us-east-1/demo/security/bills needs it too")
                .doesNotContain("keda4j/stack");
    }

    @Test
    void aPlanWhosePolicyWasChangedMeanwhileRefusesAndWritesNothing() {
        provisioner.apply(orders());
        Plan removal = provisioner.planRemoval(orders());
        aws.iam()
                .putRolePolicy(
                        policy -> policy.roleName("orders")
                                .policyName("run-security.orders")
                                .policyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}"));

        assertFails(
                () -> provisioner.apply(removal),
                Reason.STALE_PLAN,
                "inline policy run-security.orders of IAM role orders has changed since the plan");
        assertThat(deployment("orders")).isNotNull();
    }

    @Test
    void aRemovalDoesNotDeleteADeploymentThatSomebodyMadeAnew() {
        provisioner.apply(orders());
        Plan removal = provisioner.planRemoval(orders());
        makeAnew("orders");

        assertFails(
                () -> provisioner.apply(removal),
                Reason.STALE_PLAN,
                "Deployment security/orders was recreated since the plan.");
        assertThat(deployment("orders")).isNotNull();
    }

    @Test
    void whatSomebodyMadeMeanwhileIsNotTaken() {
        Plan plan = provisioner.plan(orders());
        kubernetes.resource(Stacks.deployment("orders")).create();
        aws.iam().createRole(role -> role.roleName("orders").assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},
                 "Action":"sts:AssumeRole"}]}"""));

        assertFails(
                () -> provisioner.apply(plan),
                Reason.STALE_PLAN,
                "Deployment security/orders was created by somebody else since the plan.");
        assertFails(() -> provisioner.apply(plan), Reason.STALE_PLAN, "IAM role orders has changed since the plan");
        assertThat(aws.iam().listRoles().roles()).extracting(Role::roleName).containsExactly("orders");
    }

    @Test
    void aPlanOfOneClusterIsNotAppliedToAnother() {
        Plan plan = provisioner.plan(orders());
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        try (KubernetesApiServer other = builder.start()) {
            assertFails(
                    () -> aws.provisioner(other.client()).apply(plan),
                    Reason.PREFLIGHT,
                    "The plan was made with a Kubernetes client for a different cluster.");
        }
        assertNothingIsWritten();
    }

    @Test
    void clientsForAnotherAccountOrRegionOrClusterAreRefusedBeforeAnyWrite() {
        for (String arn : List.of(
                "arn:aws:eks:us-east-1:444455556666:cluster/demo", "arn:aws:eks:eu-west-1:111122223333:cluster/demo")) {
            ScalingStack elsewhere = Stacks.readerOf("orders").cluster(arn).build();
            assertFails(
                    () -> provisioner.apply(elsewhere),
                    Reason.PREFLIGHT,
                    "The EKS client is for another account or region than the stack: it found"
                            + " arn:aws:eks:us-east-1:111122223333:cluster/demo, but the stack describes " + arn + ".");
        }
        try (KubernetesClient foreign = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("https://0123.gr7.us-east-1.eks.amazonaws.com")
                        .build())
                .build()) {
            assertFails(
                    () -> aws.provisioner(foreign).apply(orders()),
                    Reason.PREFLIGHT,
                    "The Kubernetes client is for 0123.gr7.us-east-1.eks.amazonaws.com, but cluster");
        }
        assertNothingIsWritten();
    }

    @Test
    void whatTheApiServerWouldRefuseIsKnownBeforeAnyWrite() {
        ScalingStack nowhere =
                Stacks.in("nowhere", Stacks.readerOf("orders"), "orders").build();
        assertFails(() -> provisioner.apply(nowhere), Reason.PREFLIGHT, "Namespace nowhere does not exist.");

        denied.set("ScaledObject");
        assertFails(
                () -> provisioner.apply(orders()),
                Reason.PREFLIGHT,
                "The API server would refuse ScaledObject security/orders:");
        assertNothingIsWritten();
    }

    @Test
    void aClusterWithoutKedasDefinitionsIsRefusedBeforeAnyWrite() {
        kubernetes
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("scaledobjects.keda.sh")
                .delete();

        assertFails(
                () -> provisioner.apply(orders()),
                Reason.PREFLIGHT,
                "The cluster does not have the kind ScaledObject of keda.sh/v1alpha1, which ScaledObject"
                        + " security/orders needs. Install KEDA first.");
        assertNothingIsWritten();
    }

    @Test
    void aChangeOfAnImmutableFieldIsRefusedBeforeAnyWrite() {
        provisioner.apply(orders());
        int calls = aws.emulator().calls().size();
        Deployment deployment = Stacks.deployment("orders");
        deployment.getSpec().getSelector().getMatchLabels().put("tier", "back");
        deployment.getSpec().getTemplate().getMetadata().getLabels().put("tier", "back");

        assertFails(
                () -> provisioner.apply(Stacks.withDeployment(deployment)),
                Reason.PREFLIGHT,
                "The API server would refuse Deployment security/orders:");
        assertThat(aws.emulator().calls().subList(calls, aws.emulator().calls().size()))
                .allMatch(call -> call.action().matches("(iam|eks):(Get|List|Describe).*"));
    }

    @Test
    void theInlineQuotaOfASharedRoleIsKnownBeforeAnyWrite() {
        assertFails(
                () -> provisioner.plan(wordy("orders"), wordy("invoices")),
                Reason.PREFLIGHT,
                "IAM role keda-operator would have 2 inline policies of");
        assertNothingIsWritten();
    }

    /** A stack that fills more than half of the operator's role. */
    private static ScalingStack wordy(String queue) {
        Statement statement = Statement.allow()
                .sid("More")
                .action("sqs:GetQueueAttributes")
                .resource(IntStream.range(100, 220)
                        .mapToObj(number -> "arn:aws:sqs:us-east-1:111122223333:another-queue-" + number)
                        .toArray(String[]::new))
                .build();
        return Stacks.readerOf(queue)
                .adjustPermissions("keda-operator", document -> document.upsert(statement))
                .build();
    }

    @Test
    void aTerminatingObjectIsWaitedForAndMadeAnew() {
        provisioner.apply(orders());
        Deployment held = deployment("orders");
        held.getMetadata().setFinalizers(List.of("example.org/hold"));
        kubernetes.resource(held).update();
        kubernetes.resource(held).delete();
        AtomicInteger pauses = new AtomicInteger();
        Provisioner patient = aws.provisioner(
                kubernetes,
                builder -> builder.pause(duration -> {
                    if (pauses.incrementAndGet() == 3) {
                        Deployment freed = deployment("orders");
                        freed.getMetadata().setFinalizers(List.of());
                        kubernetes.resource(freed).update();
                    }
                }));

        Plan plan = patient.apply(orders());

        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo(Change.Action.REPLACE);
            assertThat(change.details()).first().asString().contains("terminating");
        });
        assertThat(deployment("orders").getMetadata().getUid())
                .isNotEqualTo(held.getMetadata().getUid());
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void throttlingAndRolesThatIamDoesNotFindYetAreRiddenOut() {
        AtomicInteger pauses = new AtomicInteger();
        Provisioner patient =
                aws.provisioner(kubernetes, builder -> builder.pause(duration -> pauses.incrementAndGet()));
        aws.emulator().hideNewRolesFromIam(4);
        aws.emulator().hideNewRoles(2);
        aws.emulator().throttle(5);

        patient.apply(orders());

        assertThat(pauses.get()).isGreaterThan(8);
        assertThat(patient.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void anInterruptWhileWaitingSaysSo() {
        Provisioner interrupted = aws.provisioner(
                kubernetes,
                builder -> builder.pause(duration -> {
                    throw new InterruptedException();
                }));
        aws.emulator().throttle(1);

        assertFails(
                () -> interrupted.plan(orders()), Reason.INTERRUPTED, "interrupted while waiting to read the roles");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatAwsRefusesIsToldAsOneOfOurExceptionsAlsoWhilePlanning() {
        aws.emulator().throttle(Integer.MAX_VALUE);

        assertFails(() -> provisioner.plan(orders()), Reason.CALL_FAILED, "Could not plan: Rate exceeded");
    }

    @Test
    void valuesOfTheEnvironmentAreInNoPlanNoExceptionAndNoAnnotation() {
        ScalingStack secret = Stacks.withDeployment(Stacks.withPassword("orders", CANARY));
        Plan plan = provisioner.apply(secret);
        assertThat(plan.toString()).contains("env[PASSWORD].value: (hidden)").doesNotContain("canary-7f3a");
        assertThat(deployment("orders").getMetadata().getAnnotations().toString())
                .doesNotContain("canary-7f3a");
        assertThat(provisioner.plan(secret).isEmpty()).isTrue();

        Plan change = provisioner.plan(Stacks.withDeployment(Stacks.withPassword("orders", "canary-7f3a-next")));
        assertThat(change.toString())
                .contains("env[PASSWORD].value: (hidden) -> (hidden)")
                .doesNotContain("canary-7f3a");

        denied.set("Deployment");
        assertTellsNothing(
                () -> provisioner.plan(Stacks.withDeployment(Stacks.withPassword("orders", "canary-7f3a-next"))));
        assertTellsNothing(() -> provisioner.apply(change));
        assertTellsNothing(() ->
                provisioner.plan(secret, Stacks.withDeployment(Stacks.withPassword("orders", "canary-7f3a-next"))));
    }

    private static void assertTellsNothing(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ProvisioningException.class).satisfies(thrown -> {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain("canary-7f3a");
        });
    }

    private void assertNothingIsWritten() {
        assertThat(aws.iam().listRoles().roles()).isEmpty();
        assertThat(deployment("orders")).isNull();
    }

    @Test
    void headersAndPasswordsOfUrlsAreHidden() {
        ScaledObject scaledObject = Stacks.scaledObject("orders", 10);
        ScaledObject prometheus = scaledObject
                .edit()
                .editSpec()
                .addNewTrigger()
                .withType("prometheus")
                .withMetadata(Map.of(
                        "serverAddress",
                        "http://joe:canary-1@prometheus:9090",
                        "query",
                        "up",
                        "threshold",
                        "5",
                        "customHeaders",
                        "X-Api-Key=canary-2"))
                .endTrigger()
                .endSpec()
                .build();
        provisioner.apply(orders());
        Plan plan = provisioner.plan(
                Stacks.readerOf("orders").scaledObject(prometheus).build());

        assertThat(plan.toString() + plan.toJson(SavedPlanTest.FEW_ITERATIONS))
                .contains("spec.triggers[1].metadata.query: ", "spec.triggers[1].metadata.customHeaders: (hidden)")
                .doesNotContain("canary", "triggers[0]");
    }
}
