package io.github.keda4j.podidentity.emulator;

import static io.github.keda4j.podidentity.emulator.Demo.MAY_READ;
import static io.github.keda4j.podidentity.emulator.Demo.OPERATOR;
import static io.github.keda4j.podidentity.emulator.Demo.OPERATOR_TRUST;
import static io.github.keda4j.podidentity.emulator.Demo.QUEUE;
import static io.github.keda4j.podidentity.emulator.Demo.QUEUE_URL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsGateTest {

    private static final int RECEIVERS = 30;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final CountDownLatch receiving = new CountDownLatch(RECEIVERS);
    private final CountDownLatch messages = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private boolean waiting;
    private HttpServer queue;
    private PodIdentityEmulator emulator;
    private Aws aws;

    @BeforeEach
    void start() throws IOException {
        queue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        queue.setExecutor(threads);
        queue.createContext("/", exchange -> {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            arrived.add(target);
            if (target.endsWith("ReceiveMessage")) {
                receiving.countDown();
                awaitMessages();
            }
            boolean missing = body.contains("nowhere");
            String answer = missing
                    ? "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"The specified queue does not exist.\"}"
                    : target.endsWith("GetQueueAttributes")
                            ? "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"7\"}}"
                            : "{}";
            if (missing) {
                exchange.getResponseHeaders()
                        .set("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender");
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(missing ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        queue.start();
        emulator = PodIdentityEmulator.builder()
                .cluster("demo")
                .sqs(URI.create("http://127.0.0.1:" + queue.getAddress().getPort()))
                .start();
        aws = Aws.of(emulator);
    }

    @AfterEach
    void stop() {
        messages.countDown();
        emulator.close();
        queue.stop(0);
        threads.shutdownNow();
    }

    @Test
    void receiversThatWaitKeepNobodyElseWaiting() throws Exception {
        waiting = true;
        SqsClient administrator = aws.sqs();
        List<Future<?>> receivers = new ArrayList<>();
        for (int i = 0; i < RECEIVERS; i++) {
            receivers.add(threads.submit(() -> administrator.receiveMessage(receive -> receive.queueUrl(QUEUE_URL))));
        }
        assertThat(receiving.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(attributes(administrator, QueueAttributeName.ALL)).isNotEmpty();
        assertThat(receivers).noneMatch(Future::isDone);
        messages.countDown();
        for (Future<?> receiver : receivers) {
            receiver.get(10, TimeUnit.SECONDS);
        }
    }

    private void awaitMessages() {
        try {
            if (waiting && !messages.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody sent a message");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private SqsClient podWith(PolicyDocument... permissions) throws Exception {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST, permissions);
        Demo.associate(aws, association -> {});
        return aws.as(Agent.operator(emulator)).sqs();
    }

    private static Map<QueueAttributeName, String> attributes(SqsClient sqs, QueueAttributeName... names) {
        return sqs.getQueueAttributes(get -> get.queueUrl(QUEUE_URL).attributeNames(names))
                .attributes();
    }

    @Test
    void whatIsAllowedArrivesAndItsAnswerComesBack() throws Exception {
        SqsClient pod = podWith(MAY_READ);

        assertThat(attributes(pod, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "7");
        assertThat(arrived).containsExactly("AmazonSQS.GetQueueAttributes");
        assertThat(emulator.calls()).last().satisfies(call -> {
            assertThat(call.action()).isEqualTo("sqs:GetQueueAttributes");
            assertThat(call.target()).isEqualTo(QUEUE);
            assertThat(call.succeeded()).isTrue();
            assertThat(call.detail()).contains("ReadQueueDepth");
        });
    }

    @Test
    void whatIsNotAllowedIsDeniedAndDoesNotArrive() throws Exception {
        SqsClient pod = podWith(MAY_READ);

        assertThatThrownBy(() -> pod.receiveMessage(receive -> receive.queueUrl(QUEUE_URL)))
                .isInstanceOfSatisfying(SqsException.class, denial -> {
                    assertThat(denial.statusCode()).isEqualTo(403);
                    assertThat(denial.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(denial.awsErrorDetails().errorMessage())
                            .startsWith("User: arn:aws:sts::111122223333:assumed-role/keda-operator/")
                            .contains("is not authorized to perform: sqs:receivemessage on resource: " + QUEUE);
                });
        assertThatThrownBy(() -> pod.getQueueAttributes(
                        get -> get.queueUrl(QUEUE_URL + "-2").attributeNames(QueueAttributeName.ALL)))
                .hasMessageContaining(QUEUE + "-2");
        assertThat(arrived).isEmpty();
        assertThat(emulator.calls()).last().extracting(Call::succeeded).isEqualTo(false);
    }

    @Test
    void aBatchTakesThePermissionForOneMessage() throws Exception {
        SqsClient pod = podWith(Permissions.builder().sendToQueue(QUEUE).build().document());

        pod.sendMessageBatch(send -> send.queueUrl(QUEUE_URL)
                .entries(SendMessageBatchRequestEntry.builder()
                        .id("1")
                        .messageBody("x")
                        .build()));

        assertThat(arrived).containsExactly("AmazonSQS.SendMessageBatch");
    }

    @Test
    void aQueueIsFoundByItsUrlWhateverItsHostAndByItsName() throws Exception {
        SqsClient pod =
                podWith(Permissions.builder().consumeQueue(QUEUE).build().document());

        pod.receiveMessage(receive -> receive.queueUrl("http://127.0.0.1:9324/111122223333/events"));
        pod.receiveMessage(receive -> receive.queueUrl("events"));
        pod.getQueueUrl(get -> get.queueName("events"));

        assertThat(arrived).hasSize(3);
        assertThatThrownBy(() -> pod.receiveMessage(
                        receive -> receive.queueUrl("https://sqs.us-east-1.amazonaws.com/444455556666/events")))
                .hasMessageContaining("arn:aws:sqs:us-east-1:444455556666:events");
    }

    @Test
    void aQueuePolicyIsKeptAndGrants() throws Exception {
        SqsClient pod = podWith();
        SqsClient administrator = aws.sqs();
        String policy = PolicyDocument.of(Statement.allow()
                        .sid("Reader")
                        .principal(Principal.aws(OPERATOR))
                        .action("sqs:GetQueueAttributes")
                        .resource(QUEUE)
                        .build())
                .toJson();
        assertThatThrownBy(() -> attributes(pod, QueueAttributeName.ALL)).isInstanceOf(SqsException.class);

        administrator.setQueueAttributes(
                set -> set.queueUrl(QUEUE_URL).attributes(Map.of(QueueAttributeName.POLICY, policy)));

        assertThat(attributes(pod, QueueAttributeName.ALL)).containsEntry(QueueAttributeName.POLICY, policy);
        assertThat(attributes(pod, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .doesNotContainKey(QueueAttributeName.POLICY);
        administrator.setQueueAttributes(
                set -> set.queueUrl(QUEUE_URL).attributes(Map.of(QueueAttributeName.POLICY, "")));
        assertThatThrownBy(() -> attributes(pod, QueueAttributeName.ALL)).isInstanceOf(SqsException.class);
    }

    @Test
    void aPolicyThatSqsWouldRefuseIsRefused() {
        assertThatThrownBy(() -> aws.sqs()
                        .setQueueAttributes(set -> set.queueUrl(QUEUE_URL)
                                .attributes(Map.of(QueueAttributeName.POLICY, "{\"Statement\":[]}"))))
                .hasMessageContaining("Invalid value for the parameter Policy.");
        assertThat(arrived).isEmpty();
    }

    @Test
    void errorsOfTheQueueComeBackAsTheyAre() {
        assertThatThrownBy(() -> aws.sqs().getQueueUrl(get -> get.queueName("nowhere")))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThat(emulator.calls()).last().satisfies(call -> {
            assertThat(call.succeeded()).isFalse();
            assertThat(call.detail()).contains("does not exist");
        });
    }

    @Test
    void aQueueThatIsDownIsUnavailable() {
        queue.stop(0);

        assertThatThrownBy(() -> aws.sqs().getQueueUrl(get -> get.queueName("events")))
                .isInstanceOfSatisfying(
                        SqsException.class, e -> assertThat(e.statusCode()).isEqualTo(503))
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void withoutAnEndpointThereIsNoSqs() {
        try (PodIdentityEmulator bare = PodIdentityEmulator.builder().start()) {
            assertThatThrownBy(() -> Aws.of(bare).sqs().listQueues())
                    .hasMessageContaining("started without an SQS endpoint");
        }
    }
}
