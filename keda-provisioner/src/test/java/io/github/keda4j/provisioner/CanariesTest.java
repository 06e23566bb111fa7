package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObjectStatusBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import io.github.keda4j.keda.v1alpha1.VaultAuthentication;
import io.github.keda4j.testing.kubernetes.Admission.Decision;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every value that must not be shown contains a canary, and no output of the provisioner may contain one. */
class CanariesTest {

    private final String canary = "canary-" + UUID.randomUUID();
    private final Instant begin = Instant.now();
    private final AtomicBoolean denies = new AtomicBoolean();
    private final StringBuilder told = new StringBuilder();
    private LogCapture.Listener logs;
    private EmulatedAws aws;
    private KubernetesApiServer server;
    private KubernetesClient kubernetes;
    private Provisioner provisioner;

    @BeforeEach
    void start() {
        logs = new LogCapture.Listener();
        aws = EmulatedAws.start();
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        // A webhook that quotes everything that it refuses.
        server = builder.admission((object, before) ->
                        denies.get() ? Decision.deny("refused: " + Serialization.asJson(object)) : Decision.allow())
                .start();
        kubernetes = server.directClient();
        provisioner = aws.provisioner(
                kubernetes,
                settings -> settings.adopt("Deployment " + NAMESPACE + "/adopted")
                        .listener(progress -> {
                            told.append(progress).append('\n');
                            throw new IllegalStateException("a listener that fails");
                        }));
    }

    @AfterEach
    void stop() {
        server.close();
        aws.close();
        logs.close();
    }

    @Test
    void noneIsInAnythingThatIsToldLoggedAnnotatedOrWritten() throws IOException {
        kubernetes
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("keys")
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .addToStringData("key", secret("live"))
                        .build())
                .create();
        kubernetes.resource(liveDeployment()).create();

        Plan plan = provisioner.plan(stack("first", "orders"), stack("first", "adopted"));
        tell(plan);
        provisioner.apply(plan);
        SavedPlan saved =
                SavedPlan.read(provisioner.plan(stack("second", "orders")).toJson(SavedPlanTest.FEW_ITERATIONS));
        told.append(saved).append(saved.toJson()).append('\n');
        fails(() -> provisioner.apply(saved, stack("third", "orders")));
        told.append(provisioner.drift(stack("second", "orders"))).append('\n');
        fails(() -> provisioner.plan(stack("second", "orders"), stack("third", "orders")));
        Plan stale = provisioner.plan(stack("second", "orders"));
        tell(stale);
        provisioner.apply(stack("fourth", "orders"));
        fails(() -> provisioner.apply(stale));
        denies.set(true);
        fails(() -> provisioner.plan(stack("fifth", "orders")));
        fails(() -> provisioner.apply(stack("fifth", "orders")));
        denies.set(false);
        sayNotReady();
        fails(() -> provisioner.awaitReady(Duration.ofSeconds(3), stack("fourth", "orders")));
        assertNoneIsInAnnotationsAndTags();
        Plan removal = provisioner.planRemoval(stack("fourth", "orders"), stack("first", "adopted"));
        tell(removal);
        provisioner.apply(removal);

        assertThat(told.toString()).contains("(hidden)").doesNotContain(canary);
        assertThat(logs.heard()).contains("CREATE Deployment").doesNotContain(canary);
        assertThat(filesWithTheCanary()).isEmpty();
    }

    private void tell(Plan plan) {
        told.append(plan).append('\n');
        plan.changes()
                .forEach(change -> told.append(change).append(change.details()).append('\n'));
    }

    private void fails(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ProvisioningException.class).satisfies(thrown -> {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            told.append(trace).append('\n');
        });
    }

    private String secret(String name) {
        return canary + " \"of\"\n" + name;
    }

    private ScalingStack stack(String version, String name) {
        return Stacks.readerOf(name)
                .workload(
                        deployment(version, name),
                        Stacks.serviceAccount(name),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:" + name))
                .scaledObject(scaledObject(version, name))
                .authentication(vault(version, name))
                .build();
    }

    private Deployment deployment(String version, String name) {
        return Stacks.withPassword(name, secret(version))
                .edit()
                .editSpec()
                .editTemplate()
                .editSpec()
                .addToInitContainers(new ContainerBuilder()
                        .withName("init")
                        .withImage("example.org/init:1")
                        .addNewEnv()
                        .withName("TOKEN")
                        .withValue(secret(version + " init"))
                        .endEnv()
                        .build())
                .editFirstContainer()
                .withNewLivenessProbe()
                .withNewHttpGet()
                .withPort(new IntOrString(8080))
                .addNewHttpHeader("Authorization", canary + version)
                .endHttpGet()
                .endLivenessProbe()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private ScaledObject scaledObject(String version, String name) {
        return new ScaledObjectBuilder(Stacks.scaledObject(name, 10))
                .editSpec()
                .addNewTrigger()
                .withType("rabbitmq")
                .withMetadata(Map.of(
                        "host",
                        "amqp://user:" + canary + version + "@mq:5672/vhost",
                        "queueName",
                        "q",
                        "mode",
                        "QueueLength",
                        "value",
                        "5"))
                .endTrigger()
                .endSpec()
                .build();
    }

    private TriggerAuthentication vault(String version, String name) {
        return new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName(name + "-vault")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withNewHashiCorpVault()
                .withAddress("https://vault.example.org")
                .withAuthentication(VaultAuthentication.TOKEN)
                .withNewCredential()
                .withToken(secret(version))
                .endCredential()
                .addNewSecret()
                .withParameter("password")
                .withKey("password")
                .withPath("secret/" + name)
                .endSecret()
                .endHashiCorpVault()
                .endSpec()
                .build();
    }

    /** An object as kubectl leaves it, with the annotation in which it keeps what it applied. */
    private Deployment liveDeployment() {
        return new DeploymentBuilder(Stacks.withPassword("adopted", secret("live")))
                .editMetadata()
                .addToAnnotations(
                        "kubectl.kubernetes.io/last-applied-configuration",
                        Serialization.asJson(Stacks.withPassword("adopted", secret("live"))))
                .endMetadata()
                .build();
    }

    /** A message of KEDA that quotes a value. */
    private void sayNotReady() {
        ScaledObject live = kubernetes
                .resources(ScaledObject.class)
                .inNamespace(NAMESPACE)
                .withName("orders")
                .get();
        live.setStatus(new ScaledObjectStatusBuilder()
                .withConditions(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus("False")
                        .withReason("Failed")
                        .withMessage("dial "
                                + live.getSpec()
                                        .getTriggers()
                                        .get(1)
                                        .getMetadata()
                                        .get("host"))
                        .build())
                .build());
        kubernetes.resource(live).updateStatus();
    }

    /** Annotations that others wrote on their own objects may contain anything. */
    private void assertNoneIsInAnnotationsAndTags() {
        for (Class<? extends HasMetadata> kind :
                List.of(Deployment.class, ScaledObject.class, TriggerAuthentication.class)) {
            kubernetes
                    .resources(kind)
                    .inNamespace(NAMESPACE)
                    .list()
                    .getItems()
                    .forEach(object -> assertThat(object.getMetadata().getAnnotations().entrySet().stream()
                                    .filter(annotation -> !annotation.getKey().startsWith("kubectl."))
                                    .toList()
                                    .toString())
                            .doesNotContain(canary));
        }
        assertThat(aws.iam().getAccountAuthorizationDetails().toString()).doesNotContain(canary);
    }

    /**
     * The files written since the test began, in the places where a process may write. Other processes may delete
     * theirs in between.
     */
    private List<Path> filesWithTheCanary() throws IOException {
        try (Stream<Path> files =
                Stream.concat(Files.list(Path.of(System.getProperty("java.io.tmpdir"))), Files.list(Path.of("")))) {
            return files.filter(this::hasTheCanary).toList();
        }
    }

    private boolean hasTheCanary(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).compareTo(FileTime.from(begin)) >= 0
                    && Files.size(file) < 1 << 20
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(canary);
        } catch (IOException gone) {
            return false;
        }
    }
}
