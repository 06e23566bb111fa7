package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keda4j.client.KedaClient;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Runs the application as in its pod: with the role of its service account, on a queue behind the emulator. */
class OrdersApplicationTest {

    private static final BlockingQueue<String> HANDLED = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    private SQSRestServer queues;
    private PodIdentityEmulator aws;

    @BeforeEach
    void startAws() {
        queues = SQSRestServerBuilder.withDynamicPort()
                .withInterface("127.0.0.1")
                .withAWSRegion("us-east-1")
                .withAWSAccountId("111122223333")
                .start();
        int port = queues.waitUntilStarted().localAddress().getPort();
        aws = PodIdentityEmulator.builder().cluster("demo").sqs(URI.create("http://127.0.0.1:" + port)).start();
        deploy(OrdersApplication.stack());
        podEnvironment().forEach(System::setProperty);
    }

    @AfterEach
    void stopAws() {
        podEnvironment().keySet().forEach(System::clearProperty);
        aws.close();
        queues.stopAndWait();
    }

    @Test
    void anOrderIsHandledWithTheRoleOfTheStackAndThenGone() throws InterruptedException {
        try (SqsClient customer = SqsClient.builder().credentialsProvider(aws.administrator()).build()) {
            String queue = customer.createQueue(call -> call.queueName("orders")).queueUrl();
            customer.sendMessage(call -> call.queueUrl(queue).messageBody("two coffees"));

            try (ConfigurableApplicationContext application =
                    new SpringApplicationBuilder(OrdersApplication.class, Recording.class).run()) {
                assertEquals("two coffees", HANDLED.poll(30, TimeUnit.SECONDS));
                assertTheStackIsProvedAndWritten(application.getBean(ScalingStack.class));
                assertNotNull(application.getBean(KedaClient.class).v1alpha1().scaledObjects());
            }
        }
        assertTrue(aws.calls().stream()
                .anyMatch(call -> call.action().equals("sqs:ReceiveMessage")
                        && call.caller().contains("assumed-role/orders/")
                        && call.succeeded()));
        assertTrue(aws.calls().stream().allMatch(call -> call.succeeded()), () -> aws.calls().toString());
    }

    private static void assertTheStackIsProvedAndWritten(ScalingStack orders) {
        assertTrue(orders.prove().isComplete());
        assertEquals(orders.manifests(), Manifests.read(Manifests.write(orders.manifests())));
        assertEquals("demo", orders.associations().get(0).createRequest().clusterName());
    }

    /** Receives orders from the application instead of the log. */
    static class Recording {
        @Bean
        @Primary
        Consumer<String> recording() {
            return HANDLED::add;
        }
    }

    /** Sets what EKS sets in the environment of a pod, as system properties, which the SDK reads as well. */
    private Map<String, String> podEnvironment() {
        return Map.of(
                "aws.region", "us-east-1",
                "aws.endpointUrlSqs", aws.endpoint().toString(),
                "aws.containerCredentialsFullUri", aws.credentialsUri().toString(),
                "aws.containerAuthorizationTokenFile", aws.writeToken(folder, "demo", "shop", "orders", "orders-0").toString());
    }

    private void deploy(ScalingStack stack) {
        try (IamClient iam = IamClient.builder()
                        .endpointOverride(aws.endpoint())
                        .region(Region.AWS_GLOBAL)
                        .credentialsProvider(aws.administrator())
                        .build();
                EksClient eks = EksClient.builder()
                        .endpointOverride(aws.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(aws.administrator())
                        .build()) {
            stack.roles().forEach(role -> {
                String name = role.role().name();
                iam.createRole(call -> call.roleName(name).assumeRolePolicyDocument(role.trustPolicy().toJson()));
                role.inlinePolicies().forEach((policy, document) -> iam.putRolePolicy(
                        call -> call.roleName(name).policyName(policy).policyDocument(document.toJson())));
            });
            stack.associations().forEach(association -> eks.createPodIdentityAssociation(association.createRequest()));
        }
    }
}
