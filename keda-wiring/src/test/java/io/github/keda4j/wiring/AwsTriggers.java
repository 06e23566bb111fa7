package io.github.keda4j.wiring;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every type of trigger that reads AWS, with the calls that KEDA makes for it. The account is that of the resources.
 */
final class AwsTriggers {

    static final String ACCOUNT = "ACCOUNT";
    private static final String REGION = "us-west-2";

    private static final Map<String, Example> EXAMPLES = new TreeMap<>();

    static {
        add(
                "aws-sqs-queue",
                Map.of("queueURL", "https://sqs.us-west-2.amazonaws.com/" + ACCOUNT + "/orders"),
                "sqs:GetQueueAttributes arn:aws:sqs:us-west-2:ACCOUNT:orders");
        add(
                "aws-cloudwatch",
                Map.of("expression", "SELECT MAX(Depth) FROM Shop", "targetMetricValue", "5", "minMetricValue", "0"),
                "cloudwatch:GetMetricData * aws:RequestedRegion=us-west-2");
        add(
                "aws-dynamodb",
                Map.of(
                        "tableName", "orders",
                        "indexName", "by-state",
                        "keyConditionExpression", "#s = :s",
                        "expressionAttributeNames", "{\"#s\": \"state\"}",
                        "expressionAttributeValues", "{\":s\": {\"S\": \"open\"}}",
                        "targetValue", "5"),
                "dynamodb:Query arn:aws:dynamodb:us-west-2:ACCOUNT:table/orders",
                "dynamodb:Query arn:aws:dynamodb:us-west-2:ACCOUNT:table/orders/index/by-state");
        add(
                "aws-dynamodb-streams",
                Map.of("tableName", "orders"),
                "dynamodb:DescribeStream arn:aws:dynamodb:us-west-2:ACCOUNT:table/orders/stream/*",
                "dynamodb:DescribeTable arn:aws:dynamodb:us-west-2:ACCOUNT:table/orders");
        add(
                "aws-kinesis-stream",
                Map.of("streamName", "clicks"),
                "kinesis:DescribeStreamSummary arn:aws:kinesis:us-west-2:ACCOUNT:stream/clicks");
        add(
                "kafka",
                Map.of(
                        "bootstrapServers", "b-1.demo.kafka.us-west-2.amazonaws.com:9098",
                        "consumerGroup", "billing",
                        "topic", "orders",
                        "sasl", "oauthbearer",
                        "saslTokenProvider", "aws_msk_iam",
                        "tls", "enable"),
                "kafka-cluster:Connect arn:aws:kafka:us-west-2:ACCOUNT:cluster/*",
                "kafka-cluster:DescribeGroup arn:aws:kafka:us-west-2:ACCOUNT:group/*/billing",
                "kafka-cluster:DescribeTopic arn:aws:kafka:us-west-2:ACCOUNT:topic/*/orders");
        add(
                "apache-kafka",
                Map.of(
                        "bootstrapServers", "b-1.demo.kafka.us-west-2.amazonaws.com:9098",
                        "consumerGroup", "billing",
                        "topic", "orders",
                        "sasl", "aws_msk_iam",
                        "tls", "enable"),
                "kafka-cluster:Connect arn:aws:kafka:us-west-2:ACCOUNT:cluster/*",
                "kafka-cluster:DescribeGroup arn:aws:kafka:us-west-2:ACCOUNT:group/*/billing",
                "kafka-cluster:DescribeTopic arn:aws:kafka:us-west-2:ACCOUNT:topic/*");
        add(
                "prometheus",
                Map.of(
                        "serverAddress", "https://aps-workspaces.us-west-2.amazonaws.com/workspaces/ws-0a1b2c3d/",
                        "query", "sum(orders)",
                        "threshold", "5"),
                "aps:QueryMetrics arn:aws:aps:us-west-2:ACCOUNT:workspace/ws-0a1b2c3d");
    }

    /**
     * A trigger.
     *
     * @param metadata the metadata without its region
     * @param calls the action, resource and conditions of each call, sorted
     */
    record Example(String type, Map<String, String> metadata, List<String> calls) {

        ScaleTriggers trigger(String account) {
            Map<String, String> values = new LinkedHashMap<>();
            metadata.forEach((name, value) -> values.put(name, value.replace(ACCOUNT, account)));
            values.put("awsRegion", REGION);
            return new ScaleTriggersBuilder()
                    .withType(type)
                    .withMetadata(values)
                    .withNewAuthenticationRef()
                    .withName("aws")
                    .endAuthenticationRef()
                    .build();
        }

        List<String> calls(String account) {
            return calls.stream().map(call -> call.replace(ACCOUNT, account)).toList();
        }

        @Override
        public String toString() {
            return type;
        }
    }

    private AwsTriggers() {}

    static Map<String, Example> all() {
        return EXAMPLES;
    }

    private static void add(String type, Map<String, String> metadata, String... calls) {
        EXAMPLES.put(type, new Example(type, metadata, List.of(calls)));
    }
}
