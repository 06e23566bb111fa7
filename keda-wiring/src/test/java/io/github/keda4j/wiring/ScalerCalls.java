package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The calls that KEDA's scalers make in AWS, made with the SDK's clients. The SDK has no clients for the data planes
 * of MSK and Managed Service for Prometheus: their calls are plain HTTP with the SDK's signer, as in KEDA.
 */
record ScalerCalls(PodIdentityEmulator emulator, AwsCredentialsProvider caller, Region region) {

    /** The calls for one trigger. */
    interface Read {
        /** Throws an {@link AwsServiceException} if it is denied. */
        void as(ScalerCalls caller);
    }

    /** The calls of a trigger. */
    static Read of(String type, Map<String, String> metadata) {
        return switch (type) {
            case "aws-sqs-queue" -> calls -> calls.readQueue(metadata.get("queueURL"));
            case "aws-cloudwatch" -> ScalerCalls::readMetrics;
            case "aws-dynamodb" -> calls -> calls.query(metadata.get("tableName"), metadata.get("indexName"));
            case "aws-dynamodb-streams" -> calls -> calls.describeStream(metadata.get("tableName"));
            case "aws-kinesis-stream" -> calls -> calls.describeKinesis(metadata.get("streamName"));
            case "kafka", "apache-kafka" ->
                calls -> calls.readLag("", metadata.get("topic"), metadata.get("consumerGroup"));
            case "prometheus" ->
                calls -> calls.get(
                        "aps", URI.create(metadata.get("serverAddress")).getPath() + "api/v1/query?query=up");
            default -> throw new AssertionError("it is unknown what KEDA calls for " + type);
        };
    }

    void readQueue(String url) {
        SqsClient sqs = client(SqsClient::builder);
        sqs.getQueueAttributes(
                get -> get.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    /** The cluster is an ARN; empty for the emulator's own. */
    void readLag(String cluster, String topic, String group) {
        String suffix = cluster.isEmpty() ? "" : "&Cluster=" + cluster;
        get("kafka-cluster", "/?Action=kafka-cluster:Connect" + suffix);
        get("kafka-cluster", "/?Action=kafka-cluster:DescribeTopic&Topic=" + topic + suffix);
        get("kafka-cluster", "/?Action=kafka-cluster:DescribeGroup&Group=" + group + suffix);
    }

    private void readMetrics() {
        CloudWatchClient cloudWatch = client(CloudWatchClient::builder);
        cloudWatch.getMetricData(get -> get.metricDataQueries(MetricDataQuery.builder()
                .id("q1")
                .expression("SELECT MAX(Depth) FROM Shop")
                .build()));
    }

    private void query(String table, String index) {
        DynamoDbClient dynamoDb = client(DynamoDbClient::builder);
        QueryRequest whole = QueryRequest.builder().tableName(table).build();
        dynamoDb.query(whole.toBuilder().indexName(index).build());
        dynamoDb.query(whole);
    }

    private void describeStream(String table) {
        DynamoDbClient dynamoDb = client(DynamoDbClient::builder);
        DynamoDbStreamsClient streams = client(DynamoDbStreamsClient::builder);
        String stream = dynamoDb.describeTable(describe -> describe.tableName(table))
                .table()
                .latestStreamArn();
        streams.describeStream(describe -> describe.streamArn(stream));
    }

    private void describeKinesis(String stream) {
        KinesisClient kinesis = client(KinesisClient::builder);
        kinesis.describeStreamSummary(describe -> describe.streamName(stream));
    }

    void readSecret(String secret) {
        SecretsManagerClient secrets = client(SecretsManagerClient::builder);
        secrets.getSecretValue(get -> get.secretId(secret));
    }

    private void get(String service, String path) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(emulator.endpoint() + path))
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(caller.resolveCredentials())
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()))
                .request();
        try {
            var answer = PointedClients.HTTP
                    .prepareRequest(HttpExecuteRequest.builder().request(signed).build())
                    .call();
            answer.responseBody().ifPresent(body -> body.abort());
            int status = answer.httpResponse().statusCode();
            if (status != 200) {
                throw AwsServiceException.builder()
                        .message(service + " answered " + status)
                        .statusCode(status)
                        .build();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(Supplier<B> builder) {
        return PointedClients.client(builder, emulator, caller, region);
    }
}
