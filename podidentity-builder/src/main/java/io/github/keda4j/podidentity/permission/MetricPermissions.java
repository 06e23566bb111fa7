package io.github.keda4j.podidentity.permission;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_EQUALS;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The grants for readers of workload metrics, such as an autoscaler, and the methods that all permission builders
 * share.
 *
 * @param <B> the builder that has these methods
 */
abstract class MetricPermissions<B extends MetricPermissions<B>> {

    final Grants grants = new Grants();

    /** This builder. */
    abstract B self();

    /**
     * Lets the principal read how many messages are waiting in SQS queues.
     *
     * @param queueArns such as {@code arn:aws:sqs:us-east-1:111122223333:event-messages-queue}
     * @return this
     */
    public B readQueueDepth(String... queueArns) {
        return grant("readQueueDepth", "ReadQueueDepth", List.of("sqs:GetQueueAttributes"), "sqs", "", queueArns);
    }

    /**
     * Lets the principal read CloudWatch metrics. CloudWatch cannot restrict the resource to fewer than all metrics.
     *
     * @param regions where to read them ({@code aws:RequestedRegion}); none for every region
     * @return this
     */
    public B readMetrics(String... regions) {
        Condition[] conditions =
                regions.length == 0 ? new Condition[0] : new Condition[] {equal("aws:RequestedRegion", regions)};
        grants.add("ReadMetrics", List.of("cloudwatch:GetMetricData"), "*", conditions);
        grants.note(
                "not-narrowable",
                "cloudwatch:GetMetricData has no resource type and no condition key for the namespace, so the statement"
                        + " is on \"*\".",
                regions.length == 0 ? "Name regions to narrow the statement by aws:RequestedRegion." : null);
        return self();
    }

    /**
     * Lets the principal query DynamoDB tables.
     *
     * @param tableArns such as {@code arn:aws:dynamodb:us-east-1:111122223333:table/orders}
     * @return this
     */
    public B queryTable(String... tableArns) {
        return grant("queryTable", "QueryTable", List.of("dynamodb:Query"), "dynamodb", "table/", tableArns);
    }

    /**
     * Lets the principal query an index of a DynamoDB table, but not the table itself.
     *
     * @param tableArn the table
     * @param index the name of the index
     * @return this
     */
    public B queryIndex(String tableArn, String index) {
        return tables(
                "queryIndex",
                new String[] {tableArn},
                table -> grants.add("QueryTable", List.of("dynamodb:Query"), table + "/index/" + index));
    }

    /**
     * Lets the principal count the shards of the streams of DynamoDB tables.
     *
     * @param tableArns such as {@code arn:aws:dynamodb:us-east-1:111122223333:table/orders}
     * @return this
     */
    public B describeTableStreams(String... tableArns) {
        return tables("describeTableStreams", tableArns, table -> {
            grants.add("DescribeTable", List.of("dynamodb:DescribeTable"), table.toString());
            streams(table, "DescribeTableStreams", List.of("dynamodb:DescribeStream"));
        });
    }

    /**
     * Lets the principal count the shards of Kinesis streams.
     *
     * @param streamArns such as {@code arn:aws:kinesis:us-east-1:111122223333:stream/orders}
     * @return this
     */
    public B describeStream(String... streamArns) {
        return grant(
                "describeStream",
                "DescribeStream",
                List.of("kinesis:DescribeStreamSummary"),
                "kinesis",
                "stream/",
                streamArns);
    }

    /**
     * Lets the principal read how far a consumer group lags behind on a topic of an MSK cluster with IAM
     * authentication.
     *
     * @param clusterArn such as {@code arn:aws:kafka:us-east-1:111122223333:cluster/demo/uuid}
     * @param topic the topic; {@code *} for every topic of the group
     * @param consumerGroup the group
     * @return this
     */
    public B readKafkaLag(String clusterArn, String topic, String consumerGroup) {
        return forEach("readKafkaLag", "kafka", "cluster/", new String[] {clusterArn}, cluster -> {
            String clusterId = cluster.resource().substring("cluster/".length());
            grants.add("ConnectToKafka", List.of("kafka-cluster:Connect"), cluster.toString());
            grants.add(
                    "DescribeTopics",
                    List.of("kafka-cluster:DescribeTopic"),
                    sibling(cluster, "topic/" + clusterId + "/" + topic));
            grants.add(
                    "DescribeConsumerGroups",
                    List.of("kafka-cluster:DescribeGroup"),
                    sibling(cluster, "group/" + clusterId + "/" + consumerGroup));
        });
    }

    /**
     * Lets the principal query workspaces of Amazon Managed Service for Prometheus.
     *
     * @param workspaceArns such as {@code arn:aws:aps:us-east-1:111122223333:workspace/ws-...}
     * @return this
     */
    public B queryPrometheus(String... workspaceArns) {
        return grant(
                "queryPrometheus", "QueryPrometheus", List.of("aps:QueryMetrics"), "aps", "workspace/", workspaceArns);
    }

    /**
     * {@return the policy and its notes}
     *
     * @throws io.github.keda4j.findings.FindingsException if an ARN is of another kind, or nothing is granted; it lists
     *     everything
     */
    public PermissionPolicy build() {
        return grants.build("permission policy");
    }

    final B grant(String field, String sid, List<String> actions, String service, String prefix, String... arns) {
        return forEach(field, service, prefix, arns, arn -> grants.add(sid, actions, arn.toString()));
    }

    final B forEach(String field, String service, String prefix, String[] arns, Consumer<Arn> grant) {
        for (String arn : arns) {
            grants.checks.arn(field, arn, service, prefix).ifPresent(grant);
        }
        return self();
    }

    final B tables(String field, String[] arns, Consumer<Arn> grant) {
        return forEach(field, "dynamodb", "table/", arns, grant);
    }

    /** The ARN of a stream ends with the time at which it was enabled. */
    final void streams(Arn table, String sid, List<String> actions) {
        grants.add(sid, actions, table + "/stream/*");
        grants.note(
                "not-narrowable",
                "The ARN of a DynamoDB stream ends with the time at which it was enabled, so the "
                        + "statement applies to every stream of the table.",
                null);
    }

    static Condition equal(String key, String... values) {
        return new Condition(ConditionOperator.of(STRING_EQUALS), key, List.of(values));
    }

    /** The ARN of another resource in the same service, account and region; a topic may be a wildcard. */
    static String sibling(Arn arn, String resource) {
        return String.join(":", "arn", arn.partition().id(), arn.service(), arn.region(), arn.account(), resource);
    }
}
