package io.github.keda4j.podidentity.permission;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_LIKE;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds identity policies for workloads and for the readers of their metrics: only the required actions, on specific
 * ARNs. If AWS offers nothing narrower, {@link PermissionPolicy#notes()} says why.
 *
 * <p>Resources of one kind share a statement. Source of the rule: AWS Service Authorization Reference.
 */
public final class Permissions {

    private static final List<String> CONSUME = List.of("sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:DeleteMessage");
    private static final List<String> SEND = List.of("sqs:GetQueueUrl", "sqs:SendMessage");
    private static final List<String> READ_TABLE =
            List.of("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");
    private static final List<String> WRITE_TABLE =
            List.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem");
    private static final List<String> READ_TABLE_STREAM =
            List.of("dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords");
    private static final List<String> CONSUME_STREAM = List.of(
            "kinesis:DescribeStreamSummary", "kinesis:ListShards", "kinesis:GetShardIterator", "kinesis:GetRecords");
    private static final List<String> PUT_TO_STREAM = List.of("kinesis:PutRecord", "kinesis:PutRecords");
    private static final List<String> ENCRYPT = List.of("kms:GenerateDataKey", "kms:Decrypt");
    private static final List<String> DECRYPT = List.of("kms:Decrypt");

    private Permissions() {}

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects grants. */
    public static final class Builder extends MetricPermissions<Builder> {

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Lets the principal assume roles, and pass on its session tags.
         *
         * @param roleArns without wildcards
         * @return this
         */
        public Builder assumeRole(String... roleArns) {
            return grant("assumeRole", "", List.of("sts:AssumeRole", "sts:TagSession"), "iam", "role/", roleArns);
        }

        /**
         * Lets the principal assume roles from a session without transitive tags.
         *
         * @param roleArns without wildcards
         * @return this
         */
        public Builder assumeRoleWithoutTags(String... roleArns) {
            return grant("assumeRoleWithoutTags", "", List.of("sts:AssumeRole"), "iam", "role/", roleArns);
        }

        /**
         * Lets the principal find SQS queues, and receive and delete their messages.
         *
         * @param queueArns such as {@code arn:aws:sqs:us-east-1:111122223333:event-messages-queue}
         * @return this
         */
        public Builder consumeQueue(String... queueArns) {
            return grant("consumeQueue", "ConsumeQueue", CONSUME, "sqs", "", queueArns);
        }

        /**
         * Lets the principal receive and delete messages of an SQS queue that is encrypted with a customer managed key.
         *
         * @param queueArn the queue
         * @param keyArn the KMS key, which may be used through SQS only
         * @return this
         */
        public Builder consumeEncryptedQueue(String queueArn, String keyArn) {
            return consumeQueue(queueArn).through("sqs", "consumeEncryptedQueue", "DecryptMessages", DECRYPT, keyArn);
        }

        /**
         * Lets the principal find SQS queues and send messages to them.
         *
         * @param queueArns such as {@code arn:aws:sqs:us-east-1:111122223333:event-messages-queue}
         * @return this
         */
        public Builder sendToQueue(String... queueArns) {
            return grant("sendToQueue", "SendToQueue", SEND, "sqs", "", queueArns);
        }

        /**
         * Lets the principal send messages to an SQS queue that is encrypted with a customer managed key.
         *
         * @param queueArn the queue
         * @param keyArn the KMS key, which may be used through SQS only
         * @return this
         */
        public Builder sendToEncryptedQueue(String queueArn, String keyArn) {
            return sendToQueue(queueArn).through("sqs", "sendToEncryptedQueue", "EncryptMessages", ENCRYPT, keyArn);
        }

        /**
         * Lets the principal publish to SNS topics.
         *
         * @param topicArns such as {@code arn:aws:sns:us-east-1:111122223333:orders}
         * @return this
         */
        public Builder publishToTopic(String... topicArns) {
            return grant("publishToTopic", "PublishToTopic", List.of("sns:Publish"), "sns", "", topicArns);
        }

        /**
         * Lets the principal publish to an SNS topic that is encrypted with a customer managed key.
         *
         * @param topicArn the topic
         * @param keyArn the KMS key, which may be used through SNS only
         * @return this
         */
        public Builder publishToEncryptedTopic(String topicArn, String keyArn) {
            return publishToTopic(topicArn)
                    .through("sns", "publishToEncryptedTopic", "EncryptNotifications", ENCRYPT, keyArn);
        }

        /**
         * Lets the principal read all objects of S3 buckets.
         *
         * @param bucketArns such as {@code arn:aws:s3:::reports}
         * @return this
         */
        public Builder readObjects(String... bucketArns) {
            return buckets(
                    "readObjects", bucketArns, bucket -> objects("ReadObjects", List.of("s3:GetObject"), bucket, ""));
        }

        /**
         * Lets the principal read the objects of an S3 bucket whose keys begin with a prefix.
         *
         * @param bucketArn such as {@code arn:aws:s3:::reports}
         * @param prefix such as {@code 2026/}
         * @return this
         */
        public Builder readObjectsUnder(String bucketArn, String prefix) {
            return buckets(
                    "readObjectsUnder",
                    new String[] {bucketArn},
                    bucket -> objects("ReadObjects", List.of("s3:GetObject"), bucket, prefix));
        }

        /**
         * Lets the principal write all objects of S3 buckets, in parts if they are large.
         *
         * @param bucketArns such as {@code arn:aws:s3:::reports}
         * @return this
         */
        public Builder writeObjects(String... bucketArns) {
            return buckets("writeObjects", bucketArns, bucket -> writeObjects(bucket, ""));
        }

        /**
         * Lets the principal write the objects of an S3 bucket whose keys begin with a prefix, in parts if they are
         * large.
         *
         * @param bucketArn such as {@code arn:aws:s3:::reports}
         * @param prefix such as {@code 2026/}
         * @return this
         */
        public Builder writeObjectsUnder(String bucketArn, String prefix) {
            return buckets("writeObjectsUnder", new String[] {bucketArn}, bucket -> writeObjects(bucket, prefix));
        }

        /**
         * Lets the principal list the objects of an S3 bucket whose keys begin with a prefix.
         *
         * @param bucketArn such as {@code arn:aws:s3:::reports}
         * @param prefix such as {@code 2026/}; empty for all objects
         * @return this
         */
        public Builder listObjects(String bucketArn, String prefix) {
            return buckets("listObjects", new String[] {bucketArn}, bucket -> {
                Condition[] conditions = prefix.isEmpty()
                        ? new Condition[0]
                        : new Condition[] {
                            new Condition(ConditionOperator.of(STRING_LIKE), "s3:prefix", List.of(prefix + "*"))
                        };
                grants.add("ListObjects", List.of("s3:ListBucket"), bucket.toString(), conditions);
            });
        }

        /**
         * Lets the principal read items of DynamoDB tables, by their keys and by queries.
         *
         * @param tableArns such as {@code arn:aws:dynamodb:us-east-1:111122223333:table/orders}
         * @return this
         */
        public Builder readTable(String... tableArns) {
            return grant("readTable", "ReadTable", READ_TABLE, "dynamodb", "table/", tableArns);
        }

        /**
         * Lets the principal put, update and delete items of DynamoDB tables.
         *
         * @param tableArns such as {@code arn:aws:dynamodb:us-east-1:111122223333:table/orders}
         * @return this
         */
        public Builder writeTable(String... tableArns) {
            return grant("writeTable", "WriteTable", WRITE_TABLE, "dynamodb", "table/", tableArns);
        }

        /**
         * Lets the principal read the records of the streams of DynamoDB tables.
         *
         * @param tableArns such as {@code arn:aws:dynamodb:us-east-1:111122223333:table/orders}
         * @return this
         */
        public Builder readTableStreams(String... tableArns) {
            return tables(
                    "readTableStreams", tableArns, table -> streams(table, "ReadTableStreams", READ_TABLE_STREAM));
        }

        /**
         * Lets the principal read the records of Kinesis streams, shard by shard.
         *
         * @param streamArns such as {@code arn:aws:kinesis:us-east-1:111122223333:stream/orders}
         * @return this
         */
        public Builder consumeStream(String... streamArns) {
            return grant("consumeStream", "ConsumeStream", CONSUME_STREAM, "kinesis", "stream/", streamArns);
        }

        /**
         * Lets the principal put records into Kinesis streams.
         *
         * @param streamArns such as {@code arn:aws:kinesis:us-east-1:111122223333:stream/orders}
         * @return this
         */
        public Builder putToStream(String... streamArns) {
            return grant("putToStream", "PutToStream", PUT_TO_STREAM, "kinesis", "stream/", streamArns);
        }

        /**
         * Lets the principal read secrets of Secrets Manager, by their full ARNs.
         *
         * @param secretArns with the six characters that Secrets Manager appends to the name
         * @return this
         */
        public Builder readSecret(String... secretArns) {
            return grant(
                    "readSecret",
                    "ReadSecrets",
                    List.of("secretsmanager:GetSecretValue"),
                    "secretsmanager",
                    "secret:",
                    secretArns);
        }

        /**
         * Lets the principal read secrets of Secrets Manager whose six appended characters are not known, for example
         * because the secrets do not exist yet.
         *
         * @param secretArns up to the end of the name
         * @return this
         */
        public Builder readSecretOfAnySuffix(String... secretArns) {
            return forEach("readSecretOfAnySuffix", "secretsmanager", "secret:", secretArns, secret -> {
                grants.add("ReadSecrets", List.of("secretsmanager:GetSecretValue"), secret + "-??????");
                grants.note(
                        "not-narrowable",
                        "Secrets Manager appends six characters to a secret's name, which the statement writes as \"??????\".",
                        "Name the full ARN once the secret exists.");
            });
        }

        /**
         * Lets the principal decrypt secrets of Secrets Manager that are encrypted with a customer managed key.
         *
         * @param keyArn the KMS key, which may be used through Secrets Manager only
         * @return this
         */
        public Builder decryptSecrets(String keyArn) {
            return through("secretsmanager", "decryptSecrets", "DecryptSecrets", DECRYPT, keyArn);
        }

        /**
         * Lets the principal read parameters of Systems Manager, by their names.
         *
         * @param parameterArns such as {@code arn:aws:ssm:us-east-1:111122223333:parameter/shop/database-url}
         * @return this
         */
        public Builder readParameter(String... parameterArns) {
            return grant(
                    "readParameter",
                    "ReadParameters",
                    List.of("ssm:GetParameter", "ssm:GetParameters"),
                    "ssm",
                    "parameter/",
                    parameterArns);
        }

        /**
         * Lets the principal read all parameters of Systems Manager below a path.
         *
         * @param pathArns such as {@code arn:aws:ssm:us-east-1:111122223333:parameter/shop}
         * @return this
         */
        public Builder readParametersByPath(String... pathArns) {
            return forEach("readParametersByPath", "ssm", "parameter/", pathArns, path -> {
                List<String> actions = List.of("ssm:GetParametersByPath");
                grants.add("ReadParametersByPath", actions, path.toString());
                grants.add("ReadParametersByPath", actions, path + "/*");
                grants.note(
                        "not-narrowable",
                        "Whoever may read the parameters of a path may read those of every path below it, so "
                                + "the statement applies to both.",
                        null);
            });
        }

        /**
         * Lets the principal decrypt with KMS keys.
         *
         * @param keyArns such as {@code arn:aws:kms:us-east-1:111122223333:key/1234abcd}
         * @return this
         */
        public Builder decrypt(String... keyArns) {
            return grant("decrypt", "Decrypt", DECRYPT, "kms", "key/", keyArns);
        }

        /**
         * Lets the principal generate data keys with KMS keys, to encrypt with them.
         *
         * @param keyArns such as {@code arn:aws:kms:us-east-1:111122223333:key/1234abcd}
         * @return this
         */
        public Builder generateDataKey(String... keyArns) {
            return grant("generateDataKey", "GenerateDataKey", List.of("kms:GenerateDataKey"), "kms", "key/", keyArns);
        }

        /**
         * Lets the principal decrypt with a KMS key, but only through a service.
         *
         * @param service the service's name in its endpoints, such as {@code s3}
         * @param keyArn such as {@code arn:aws:kms:us-east-1:111122223333:key/1234abcd}
         * @return this
         */
        public Builder decryptThrough(String service, String keyArn) {
            return through(service, "decryptThrough", "DecryptThroughService", DECRYPT, keyArn);
        }

        /**
         * Lets the principal generate data keys with a KMS key, but only through a service.
         *
         * @param service the service's name in its endpoints, such as {@code s3}
         * @param keyArn such as {@code arn:aws:kms:us-east-1:111122223333:key/1234abcd}
         * @return this
         */
        public Builder generateDataKeyThrough(String service, String keyArn) {
            return through(
                    service,
                    "generateDataKeyThrough",
                    "GenerateDataKeyThroughService",
                    List.of("kms:GenerateDataKey"),
                    keyArn);
        }

        /**
         * Grants any other actions on any other resources.
         *
         * @param sid the statement's id, letters and digits
         * @param actions such as {@code sqs:ListQueueTags}
         * @param resources ARNs, wildcards allowed
         * @return this
         */
        public Builder allow(String sid, List<String> actions, List<String> resources) {
            grants.checks.sid("allow", sid);
            resources.forEach(resource -> grants.add(sid, List.copyOf(actions), resource));
            return this;
        }

        /**
         * Grants any other actions on any other resources, under conditions.
         *
         * @param sid the statement's id, letters and digits
         * @param actions such as {@code cloudwatch:GetMetricData}
         * @param resources ARNs, wildcards allowed
         * @param conditions which must all hold
         * @return this
         */
        public Builder allow(String sid, List<String> actions, List<String> resources, List<Condition> conditions) {
            grants.checks.sid("allow", sid);
            Condition[] all = conditions.toArray(Condition[]::new);
            resources.forEach(resource -> grants.add(sid, List.copyOf(actions), resource, all));
            return this;
        }

        private Builder buckets(String field, String[] arns, Consumer<Arn> grant) {
            return forEach(field, "s3", "", arns, bucket -> {
                if (bucket.resource().indexOf('/') >= 0) {
                    grants.checks.error(
                            "invalid-arn",
                            field,
                            "\"" + bucket + "\" is the ARN of an object, but a bucket is expected.",
                            "Name the bucket: arn:" + bucket.partition().id() + ":s3:::"
                                    + bucket.resource()
                                            .substring(0, bucket.resource().indexOf('/')) + ".");
                } else {
                    grant.accept(bucket);
                }
            });
        }

        private void objects(String sid, List<String> actions, Arn bucket, String prefix) {
            grants.add(sid, actions, bucket + "/" + prefix + "*");
            grants.note(
                    "not-narrowable",
                    "The keys of objects are known only when the objects are written, so the statement "
                            + "applies to all keys that begin with the prefix.",
                    null);
        }

        private void writeObjects(Arn bucket, String prefix) {
            objects("WriteObjects", List.of("s3:PutObject", "s3:AbortMultipartUpload"), bucket, prefix);
        }

        private Builder through(String service, String field, String sid, List<String> actions, String keyArn) {
            return forEach(
                    field,
                    "kms",
                    "key/",
                    new String[] {keyArn},
                    key -> grants.add(
                            sid,
                            actions,
                            key.toString(),
                            equal(
                                    "kms:ViaService",
                                    service + "." + key.region() + "."
                                            + key.partition().dnsSuffix())));
        }
    }
}
