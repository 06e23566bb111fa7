package io.github.keda4j.examples.sqs;

import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The stand-in for AWS, on free ports of the loopback interface: ElasticMQ as SQS, behind an emulator of IAM, STS,
 * EKS and the Pod Identity agent.
 */
final class LocalAws implements AutoCloseable {

    private static final List<QueueAttributeName> DEPTH = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    private final SQSRestServer elasticMq;
    private final PodIdentityEmulator emulator;
    private final SqsClient sender;
    private final SqsClient observer;
    private final String queueUrl;

    private LocalAws(SQSRestServer elasticMq, URI sqs) {
        this.elasticMq = elasticMq;
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

    static LocalAws start() {
        SQSRestServer elasticMq = SQSRestServerBuilder.withDynamicPort()
                .withInterface("127.0.0.1")
                .withAWSRegion(QueueScenario.REGION)
                .withAWSAccountId(QueueScenario.ACCOUNT)
                .start();
        int port = elasticMq.waitUntilStarted().localAddress().getPort();
        return new LocalAws(elasticMq, URI.create("http://127.0.0.1:" + port));
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

    /** The environment that EKS gives a pod of a service account, with the necessary files in a folder. */
    Map<String, String> podEnvironment(Path folder, String namespace, String serviceAccount, String pod) {
        Path token = emulator.writeToken(folder, QueueScenario.CLUSTER, namespace, serviceAccount, pod);
        String endpoint = emulator.endpoint().toString();
        return Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                emulator.credentialsUri().toString(),
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                token.toAbsolutePath().toString(),
                "AWS_REGION",
                QueueScenario.REGION,
                "AWS_ENDPOINT_URL_SQS",
                endpoint,
                "AWS_ENDPOINT_URL_STS",
                endpoint,
                "AWS_CONFIG_FILE",
                folder.resolve("no-config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE",
                folder.resolve("no-credentials").toString(),
                "AWS_EC2_METADATA_DISABLED",
                "true");
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

    /** Sends messages as the account's administrator, through the emulator. */
    SqsClient sender() {
        return sender;
    }

    String queueUrl() {
        return queueUrl;
    }

    /**
     * The number of messages that are waiting or being handled, read directly from ElasticMQ so that the emulator's
     * log stays short.
     */
    int queueDepth() {
        Map<QueueAttributeName, String> attributes = observer.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(DEPTH))
                .attributes();
        return DEPTH.stream()
                .mapToInt(name -> Integer.parseInt(attributes.getOrDefault(name, "0")))
                .sum();
    }

    /** Stops everything, even if one part fails to stop. */
    @Override
    public void close() {
        List<Runnable> parts = List.of(sender::close, observer::close, emulator::close, () -> elasticMq.stopAndWait());
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException stuck) {
                LoggerFactory.getLogger(LocalAws.class).warn("cannot stop: {}", stuck.getMessage());
            }
        }
    }
}
