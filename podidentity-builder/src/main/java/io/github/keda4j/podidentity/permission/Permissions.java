package io.github.keda4j.podidentity.permission;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_EQUALS;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds identity policies for those who read a metric, consume or fill a queue, or chain into another role: the exact
 * actions, down to the ARN. Where AWS knows nothing narrower, {@link PermissionPolicy#notes()} says why.
 *
 * <p>Resources of one kind share a statement. Source of the rule: AWS Service Authorization Reference.
 */
public final class Permissions {

    private static final List<String> CONSUME = List.of("sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:DeleteMessage");
    private static final List<String> SEND = List.of("sqs:GetQueueUrl", "sqs:SendMessage");

    private final Grants grants = new Grants();

    private Permissions() {}

    /**
     * A policy, grant by grant.
     *
     * @return an empty builder
     */
    public static Permissions builder() {
        return new Permissions();
    }

    /**
     * To assume roles, with the session tags that are passed on to them.
     *
     * @param roleArns without wildcard
     * @return this
     */
    public Permissions assumeRole(String... roleArns) {
        return forEach(
                "assumeRole",
                "iam",
                "role/",
                roleArns,
                role -> grants.add("", List.of("sts:AssumeRole", "sts:TagSession"), role.toString()));
    }

    /**
     * To assume roles from a session without transitive tags.
     *
     * @param roleArns without wildcard
     * @return this
     */
    public Permissions assumeRoleWithoutTags(String... roleArns) {
        return forEach(
                "assumeRoleWithoutTags",
                "iam",
                "role/",
                roleArns,
                role -> grants.add("", List.of("sts:AssumeRole"), role.toString()));
    }

    /**
     * To read how many messages wait in SQS queues.
     *
     * @param queueArns such as {@code arn:aws:sqs:us-east-1:111122223333:event-messages-queue}
     * @return this
     */
    public Permissions readQueueDepth(String... queueArns) {
        return forEach(
                "readQueueDepth",
                "sqs",
                "",
                queueArns,
                queue -> grants.add("ReadQueueDepth", List.of("sqs:GetQueueAttributes"), queue.toString()));
    }

    /**
     * To receive and delete messages of SQS queues.
     *
     * @param queueArns such as {@code arn:aws:sqs:us-east-1:111122223333:event-messages-queue}
     * @return this
     */
    public Permissions consumeQueue(String... queueArns) {
        return forEach(
                "consumeQueue", "sqs", "", queueArns, queue -> grants.add("ConsumeQueue", CONSUME, queue.toString()));
    }

    /**
     * To receive and delete messages of an SQS queue that is encrypted with a key of its own.
     *
     * @param queueArn the queue
     * @param keyArn the KMS key; it may only be used through SQS
     * @return this
     */
    public Permissions consumeEncryptedQueue(String queueArn, String keyArn) {
        consumeQueue(queueArn);
        return key("DecryptMessages", List.of("kms:Decrypt"), keyArn, "sqs");
    }

    /**
     * To send messages to SQS queues.
     *
     * @param queueArns such as {@code arn:aws:sqs:us-east-1:111122223333:event-messages-queue}
     * @return this
     */
    public Permissions sendToQueue(String... queueArns) {
        return forEach("sendToQueue", "sqs", "", queueArns, queue -> grants.add("SendToQueue", SEND, queue.toString()));
    }

    /**
     * To send messages to an SQS queue that is encrypted with a key of its own.
     *
     * @param queueArn the queue
     * @param keyArn the KMS key; it may only be used through SQS
     * @return this
     */
    public Permissions sendToEncryptedQueue(String queueArn, String keyArn) {
        sendToQueue(queueArn);
        return key("EncryptMessages", List.of("kms:GenerateDataKey", "kms:Decrypt"), keyArn, "sqs");
    }

    /**
     * To read CloudWatch metrics. CloudWatch knows no narrower resource than all metrics.
     *
     * @param regions to read in ({@code aws:RequestedRegion}); none for every region
     * @return this
     */
    public Permissions readMetrics(String... regions) {
        Condition[] conditions = regions.length == 0
                ? new Condition[0]
                : new Condition[] {
                    new Condition(ConditionOperator.of(STRING_EQUALS), "aws:RequestedRegion", List.of(regions))
                };
        grants.add("ReadMetrics", List.of("cloudwatch:GetMetricData"), "*", conditions);
        grants.note(
                "not-narrowable",
                "cloudwatch:GetMetricData has no resource type and no condition key for the namespace, so the statement"
                        + " is on \"*\"",
                regions.length == 0 ? "Name the regions to narrow it at least by aws:RequestedRegion" : null);
        return this;
    }

    /**
     * To query DynamoDB tables.
     *
     * @param tableArns such as {@code arn:aws:dynamodb:us-east-1:111122223333:table/orders}
     * @return this
     */
    public Permissions queryTable(String... tableArns) {
        return forEach(
                "queryTable",
                "dynamodb",
                "table/",
                tableArns,
                table -> grants.add("QueryTable", List.of("dynamodb:Query"), table.toString()));
    }

    /**
     * To query an index of a DynamoDB table, and not the table itself.
     *
     * @param tableArn the table
     * @param index the name of the index
     * @return this
     */
    public Permissions queryIndex(String tableArn, String index) {
        return forEach(
                "queryIndex",
                "dynamodb",
                "table/",
                new String[] {tableArn},
                table -> grants.add("QueryTable", List.of("dynamodb:Query"), table + "/index/" + index));
    }

    /**
     * To count the shards of the streams of DynamoDB tables. A stream's ARN ends in the time at which it was enabled, so
     * any stream of the table is meant.
     *
     * @param tableArns such as {@code arn:aws:dynamodb:us-east-1:111122223333:table/orders}
     * @return this
     */
    public Permissions describeTableStreams(String... tableArns) {
        return forEach("describeTableStreams", "dynamodb", "table/", tableArns, table -> {
            grants.add("DescribeTable", List.of("dynamodb:DescribeTable"), table.toString());
            grants.add("DescribeTableStreams", List.of("dynamodb:DescribeStream"), table + "/stream/*");
            grants.note(
                    "not-narrowable",
                    "the ARN of a DynamoDB stream ends in the time at which it was enabled, so dynamodb:DescribeStream is"
                            + " on every stream of the table",
                    null);
        });
    }

    /**
     * To count the shards of Kinesis streams.
     *
     * @param streamArns such as {@code arn:aws:kinesis:us-east-1:111122223333:stream/orders}
     * @return this
     */
    public Permissions describeStream(String... streamArns) {
        return forEach(
                "describeStream",
                "kinesis",
                "stream/",
                streamArns,
                stream -> grants.add("DescribeStream", List.of("kinesis:DescribeStreamSummary"), stream.toString()));
    }

    /**
     * To read how far a consumer group lags behind on a topic of an MSK cluster with IAM authentication.
     *
     * @param clusterArn such as {@code arn:aws:kafka:us-east-1:111122223333:cluster/demo/uuid}
     * @param topic the topic; {@code *} for every topic of the group
     * @param consumerGroup the group
     * @return this
     */
    public Permissions readKafkaLag(String clusterArn, String topic, String consumerGroup) {
        return forEach("readKafkaLag", "kafka", "cluster/", new String[] {clusterArn}, cluster -> {
            String clusterId = cluster.resource().substring("cluster/".length());
            grants.add("ConnectToKafka", List.of("kafka-cluster:Connect"), cluster.toString());
            grants.add(
                    "DescribeTopics",
                    List.of("kafka-cluster:DescribeTopic"),
                    kafka(cluster, "topic/" + clusterId + "/" + topic));
            grants.add(
                    "DescribeConsumerGroups",
                    List.of("kafka-cluster:DescribeGroup"),
                    kafka(cluster, "group/" + clusterId + "/" + consumerGroup));
        });
    }

    /**
     * To query workspaces of Amazon Managed Service for Prometheus.
     *
     * @param workspaceArns such as {@code arn:aws:aps:us-east-1:111122223333:workspace/ws-...}
     * @return this
     */
    public Permissions queryPrometheus(String... workspaceArns) {
        return forEach(
                "queryPrometheus",
                "aps",
                "workspace/",
                workspaceArns,
                workspace -> grants.add("QueryPrometheus", List.of("aps:QueryMetrics"), workspace.toString()));
    }

    /**
     * To read secrets of Secrets Manager, by their whole ARNs.
     *
     * @param secretArns with the six characters that Secrets Manager appends to the name
     * @return this
     */
    public Permissions readSecret(String... secretArns) {
        return forEach(
                "readSecret",
                "secretsmanager",
                "secret:",
                secretArns,
                secret -> grants.add("ReadSecrets", List.of("secretsmanager:GetSecretValue"), secret.toString()));
    }

    /**
     * To read secrets of Secrets Manager whose six appended characters are not known, as before their creation.
     *
     * @param secretArns up to the end of the name
     * @return this
     */
    public Permissions readSecretOfAnySuffix(String... secretArns) {
        return forEach("readSecretOfAnySuffix", "secretsmanager", "secret:", secretArns, secret -> {
            grants.add("ReadSecrets", List.of("secretsmanager:GetSecretValue"), secret + "-??????");
            grants.note(
                    "not-narrowable",
                    "Secrets Manager appends six characters to a secret's name, which stand as ?????? in the statement",
                    "Name the whole ARN once the secret exists");
        });
    }

    /**
     * To decrypt secrets of Secrets Manager that are encrypted with a key of their own.
     *
     * @param keyArn the KMS key; it may only be used through Secrets Manager
     * @return this
     */
    public Permissions decryptSecrets(String keyArn) {
        return key("DecryptSecrets", List.of("kms:Decrypt"), keyArn, "secretsmanager");
    }

    /**
     * Any other actions on any other resources.
     *
     * @param sid the statement's id, letters and digits
     * @param actions such as {@code sqs:ListQueueTags}
     * @param resources ARNs, wildcards allowed
     * @return this
     */
    public Permissions allow(String sid, List<String> actions, List<String> resources) {
        grants.checks.sid("allow", sid);
        resources.forEach(resource -> grants.add(sid, List.copyOf(actions), resource));
        return this;
    }

    /**
     * The policy.
     *
     * @return the document and its notes
     * @throws io.github.keda4j.findings.FindingsException if an ARN is not one of its kind, or nothing is granted
     */
    public PermissionPolicy build() {
        return grants.build("permission policy");
    }

    private Permissions key(String sid, List<String> actions, String keyArn, String service) {
        return forEach(
                "keyArn",
                "kms",
                "key/",
                new String[] {keyArn},
                key -> grants.add(
                        sid,
                        actions,
                        key.toString(),
                        new Condition(
                                ConditionOperator.of(STRING_EQUALS),
                                "kms:ViaService",
                                List.of(service + "." + key.region() + "."
                                        + key.partition().dnsSuffix()))));
    }

    private Permissions forEach(String field, String service, String prefix, String[] arns, Consumer<Arn> grant) {
        for (String arn : arns) {
            grants.checks.arn(field, arn, service, prefix).ifPresent(grant);
        }
        return this;
    }

    private static String kafka(Arn cluster, String resource) {
        return String.join(
                ":", "arn", cluster.partition().id(), "kafka", cluster.region(), cluster.account(), resource);
    }
}
