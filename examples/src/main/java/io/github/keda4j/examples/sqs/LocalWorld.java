package io.github.keda4j.examples.sqs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What stands in for AWS and a cluster, on free ports of the loopback interface: ElasticMQ as SQS, behind an emulator of IAM,
 * STS, EKS and the Pod Identity agent, and an API server in memory.
 */
final class LocalWorld implements AutoCloseable {

    private static final List<QueueAttributeName> DEPTH = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    /** Kept, so that its level is: it would tell of every request. */
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    static {
        REQUESTS.setLevel(Level.WARNING);
    }

    private final SQSRestServer elasticMq;
    private final PodIdentityEmulator emulator;
    private final KubernetesApiServer apiServer;
    private final KubernetesClient kubernetes;
    private final SqsClient sender;
    private final SqsClient observer;
    private final String queueUrl;

    private LocalWorld(SQSRestServer elasticMq, URI sqs, KubernetesApiServer apiServer) {
        this.elasticMq = elasticMq;
        this.apiServer = apiServer;
        this.kubernetes = apiServer.client();
        this.emulator = PodIdentityEmulator.builder()
                .accountId(QueueScenario.ACCOUNT)
                .region(QueueScenario.REGION)
                .cluster(QueueScenario.CLUSTER)
                .sqs(sqs)
                .start();
        this.sender = sqsAt(emulator.endpoint());
        this.observer = sqsAt(sqs);
        this.queueUrl = observer.createQueue(request -> request.queueName(QueueScenario.QUEUE))
                .queueUrl();
    }

    static LocalWorld start() {
        CompletableFuture<KubernetesApiServer> starting = CompletableFuture.supplyAsync(LocalWorld::startApiServer);
        SQSRestServer elasticMq = SQSRestServerBuilder.withDynamicPort()
                .withInterface("127.0.0.1")
                .withAWSRegion(QueueScenario.REGION)
                .withAWSAccountId(QueueScenario.ACCOUNT)
                .start();
        int port = elasticMq.waitUntilStarted().localAddress().getPort();
        return new LocalWorld(elasticMq, URI.create("http://127.0.0.1:" + port), starting.join());
    }

    private static KubernetesApiServer startApiServer() {
        return KubernetesApiServer.builder()
                .namespace(QueueScenario.KEDA_NAMESPACE)
                .namespace(QueueScenario.NAMESPACE)
                .start();
    }

    private SqsClient sqsAt(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(emulator.administrator())
                .build();
    }

    PodIdentityEmulator emulator() {
        return emulator;
    }

    KubernetesClient kubernetes() {
        return kubernetes;
    }

    String apiServerUrl() {
        return "http://127.0.0.1:" + apiServer.mockServer().getPort();
    }

    IamClient iam() {
        return IamClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(emulator.administrator())
                .build();
    }

    EksClient eks() {
        return EksClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(emulator.administrator())
                .build();
    }

    /** Sends as the account's administrator, through the emulator. */
    SqsClient sender() {
        return sender;
    }

    String queueUrl() {
        return queueUrl;
    }

    /** Messages that are waiting or being handled, seen from outside, so that the emulator's record stays short. */
    int queueDepth() {
        Map<QueueAttributeName, String> attributes = observer.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(DEPTH))
                .attributes();
        return DEPTH.stream()
                .mapToInt(name -> Integer.parseInt(attributes.getOrDefault(name, "0")))
                .sum();
    }

    /** Stops everything, also where one part will not. */
    @Override
    public void close() {
        List<Runnable> parts = List.of(
                sender::close,
                observer::close,
                apiServer::close,
                emulator::close,
                () -> elasticMq.stopAndWait());
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException stuck) {
                LoggerFactory.getLogger(LocalWorld.class).warn("cannot stop: {}", stuck.getMessage());
            }
        }
    }
}
