package io.github.keda4j.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import io.github.keda4j.provisioner.Provisioner;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.yaml.Manifests;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/** Each program runs, and prints what its Javadoc says. */
@Isolated("It redirects standard output.")
class ProgramsTest {

    @Test
    void reportJobsPrintsItsManifests() throws Exception {
        String printed = printed(() -> ReportJobs.main(new String[0]));

        assertThat(Manifests.read(printed))
                .extracting(object -> object.getKind())
                .containsExactly("Secret", "TriggerAuthentication", "ScaledJob");
    }

    @Test
    void checkoutFormulaAddsTheTriggers() throws Exception {
        String printed = printed(() -> CheckoutFormula.main(new String[0]));

        assertThat(printed).contains("Value[value=14.5]", "formula: base + requests / 100");
        assertThat(printed).doesNotContain("ERROR");
    }

    @Test
    void applyAndWatchSeesThatTheScaledObjectIsReady() throws Exception {
        ScaledObject checkout = CheckoutFormula.scaledObject();
        try (KubernetesApiServer cluster =
                KubernetesApiServer.builder().namespace("shop").start()) {
            KubernetesClient client = cluster.client();
            assertThat(ApplyAndWatch.isReadyWithin(1, TimeUnit.MILLISECONDS, client, checkout))
                    .isFalse();
            client.resource(checkout)
                    .editStatus(created -> created.edit()
                            .editOrNewStatus()
                            .addToConditions(new ConditionBuilder()
                                    .withType("Ready")
                                    .withStatus("True")
                                    .build())
                            .endStatus()
                            .build());

            assertThat(ApplyAndWatch.isReadyWithin(20, TimeUnit.SECONDS, client, checkout))
                    .isTrue();
            assertThat(client.resources(ScaledObject.class)
                            .inNamespace("shop")
                            .list()
                            .getItems())
                    .hasSize(1);
        }
    }

    @Test
    void upgradeReportNamesWhatChanges(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("checkout.yaml"), Manifests.write(CheckoutFormula.scaledObject()));

        assertThat(printed(() -> UpgradeReport.main(new String[] {folder.toString()})))
                .isEqualToIgnoringNewLines("no findings");
    }

    @Test
    void billingTopicIsProved() throws Exception {
        assertThat(printed(() -> BillingTopic.main(new String[0])))
                .contains("ALLOWED role/billing-scaler -> kafka-cluster:DescribeGroup")
                .doesNotContain("DENIED", "NOT REACHED");
    }

    @Test
    void partnerQueuePrintsThePartnersPolicies() throws Exception {
        assertThat(printed(() -> PartnerQueue.main(new String[0])))
                .contains(
                        "444455556666/role.queue-reader.trust-policy.json",
                        "\"sts:ExternalId\": \"shop-7f3a\"",
                        "444455556666/role.queue-reader.permissions.json");
    }

    @Test
    void queueControllerFollowsTheAnnotation() {
        try (KubernetesApiServer cluster =
                        KubernetesApiServer.builder().namespace("shop").start();
                QueueController controller = QueueController.start(cluster.client())) {
            Deployment deployment = Manifests.readAs(Deployment.class, """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: orders
                      namespace: shop
                      annotations: {example.com/queue-url: "https://sqs.us-east-1.amazonaws.com/111122223333/orders"}
                    spec:
                      selector: {matchLabels: {app: orders}}
                      template:
                        metadata: {labels: {app: orders}}
                        spec: {containers: [{name: orders, image: "example/orders:1"}]}
                    """);
            var scaledObject = cluster.client()
                    .resources(ScaledObject.class)
                    .inNamespace("shop")
                    .withName("orders");

            cluster.client().resource(deployment).create();
            assertThat(scaledObject.waitUntilCondition(Objects::nonNull, 20, TimeUnit.SECONDS))
                    .isNotNull();

            cluster.client()
                    .resource(deployment)
                    .edit(found -> found.edit()
                            .editMetadata()
                            .removeFromAnnotations(QueueController.QUEUE)
                            .endMetadata()
                            .build());
            assertThat(scaledObject.waitUntilCondition(Objects::isNull, 20, TimeUnit.SECONDS))
                    .isNull();
        }
    }

    @Test
    void reviewedPlanAppliesWhatIsAccepted(@TempDir Path folder) throws Exception {
        try (PodIdentityEmulator aws =
                        PodIdentityEmulator.builder().cluster("demo").start();
                KubernetesApiServer cluster =
                        KubernetesApiServer.builder().namespace("shop").start();
                IamClient iam = IamClient.builder()
                        .endpointOverride(aws.endpoint())
                        .region(Region.AWS_GLOBAL)
                        .credentialsProvider(aws.administrator())
                        .build();
                EksClient eks = EksClient.builder()
                        .endpointOverride(aws.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(aws.administrator())
                        .build()) {
            Provisioner provisioner = Provisioner.builder()
                    .iam(iam)
                    .eks(eks)
                    .kubernetes(cluster.client())
                    .build();

            assertThat(reviewed(provisioner, "no")).contains("+ IAM role billing-scaler", "Nothing was changed.");
            Path file = folder.resolve("plan.json");
            printed(() -> ReviewedPlan.save(provisioner, BillingTopic.stack(), file));
            assertThat(reviewed(provisioner, "yes")).contains("+ IAM role billing-scaler", "Applied.");
            assertThat(reviewed(provisioner, "yes")).contains("nothing to do").doesNotContain("Applied.");

            provisioner.destroy(BillingTopic.stack());
            assertThat(printed(() -> ReviewedPlan.applySaved(provisioner, BillingTopic.stack(), file)))
                    .contains("+ IAM role billing-scaler", "Applied.");
            assertThat(provisioner.plan(BillingTopic.stack()).isEmpty()).isTrue();
        }
    }

    private static String reviewed(Provisioner provisioner, String answer) throws Exception {
        return printed(() -> ReviewedPlan.review(
                provisioner, BillingTopic.stack(), new BufferedReader(new StringReader(answer + "\n"))));
    }

    @Test
    void gitOpsFolderHasManifestsAndPoliciesAndSeesADifference(@TempDir Path folder) throws Exception {
        GitOpsFolder.main(new String[] {folder.toString()});
        Map<String, String> files = GitOpsFolder.files(BillingTopic.stack());

        assertThat(files).containsKeys("kubernetes/scaledobject-billing.yaml", "iam/billing-scaler/trust-policy.json");
        assertThat(GitOpsFolder.stale(folder, files)).isEmpty();
        Files.writeString(folder.resolve("kubernetes/scaledobject-billing.yaml"), "something else");
        assertThat(GitOpsFolder.stale(folder, files)).containsExactly("kubernetes/scaledobject-billing.yaml");
    }

    private interface Program {
        void run() throws Exception;
    }

    private static String printed(Program program) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            program.run();
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
