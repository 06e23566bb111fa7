package io.github.keda4j.podidentity.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.evaluation.AuthorizationPolicies;
import io.github.keda4j.podidentity.evaluation.AuthorizationRequest;
import io.github.keda4j.podidentity.evaluation.Caller;
import io.github.keda4j.podidentity.evaluation.PolicyEvaluator;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.internal.reference.ServiceActions;
import io.github.keda4j.podidentity.internal.reference.ServiceActions.Action;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each grant allows exactly what it says, out of all actions of all known services on all resources of this test. */
class LeastPrivilegeTest {

    private static final String ACCOUNT = "111122223333";
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/orders";
    private static final String STREAM = TABLE + "/stream/2026-01-01T00:00:00.000";
    private static final String KINESIS = "arn:aws:kinesis:us-east-1:111122223333:stream/orders";
    private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:orders";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders-AbCdEf";
    private static final String PARAMETER = "arn:aws:ssm:us-east-1:111122223333:parameter/shop/orders";
    private static final String PATH = "arn:aws:ssm:us-east-1:111122223333:parameter/shop";
    private static final String BUCKET = "arn:aws:s3:::orders";
    private static final String OBJECT = BUCKET + "/2026/one";
    private static final String OLD_OBJECT = BUCKET + "/2025/one";

    /** The resources of the grants, their neighbours, and {@code *} for actions without a resource. */
    private static final List<String> RESOURCES = Stream.of(
                    TABLE, STREAM, KINESIS, TOPIC, QUEUE, KEY, SECRET, PARAMETER, PATH, BUCKET, OBJECT, OLD_OBJECT)
            .flatMap(resource -> Stream.of(
                    resource,
                    resource + "-2",
                    resource.replace("orders", "other"),
                    resource.replace("us-east-1", "us-east-2"),
                    resource.replace(ACCOUNT, "444455556666"),
                    "*"))
            .distinct()
            .toList();

    private static final Caller CALLER = new Caller.RoleSession("aws", ACCOUNT, "orders", "one", "/");

    private static final Map<String, RequestContext> PLAIN = Map.of("", RequestContext.empty());

    private static final Map<String, RequestContext> THROUGH_SERVICES = contexts(
            "kms:ViaService",
            Map.of(
                    " through s3", "s3.us-east-1.amazonaws.com",
                    " through secretsmanager", "secretsmanager.us-east-1.amazonaws.com",
                    " through sns", "sns.us-east-1.amazonaws.com",
                    " through sqs", "sqs.us-east-1.amazonaws.com"));

    private static final Map<String, RequestContext> WITH_PREFIXES = contexts(
            "s3:prefix",
            Map.of(
                    " with prefix 2025/", "2025/",
                    " with prefix 2026/", "2026/",
                    " with prefix 2026/01/", "2026/01/"));

    static Stream<Arguments> grants() {
        return Stream.of(
                grant(
                        "readTable",
                        all -> all.readTable(TABLE),
                        Set.of(
                                "dynamodb:GetItem " + TABLE,
                                "dynamodb:BatchGetItem " + TABLE,
                                "dynamodb:Query " + TABLE)),
                grant(
                        "writeTable",
                        all -> all.writeTable(TABLE),
                        Set.of(
                                "dynamodb:PutItem " + TABLE,
                                "dynamodb:UpdateItem " + TABLE,
                                "dynamodb:DeleteItem " + TABLE,
                                "dynamodb:BatchWriteItem " + TABLE)),
                grant(
                        "readTableStreams",
                        all -> all.readTableStreams(TABLE),
                        Set.of(
                                "dynamodb:DescribeStream " + STREAM,
                                "dynamodb:GetShardIterator " + STREAM,
                                "dynamodb:GetRecords " + STREAM,
                                "dynamodb:DescribeStream " + STREAM + "-2",
                                "dynamodb:GetShardIterator " + STREAM + "-2",
                                "dynamodb:GetRecords " + STREAM + "-2")),
                grant(
                        "consumeStream",
                        all -> all.consumeStream(KINESIS),
                        Set.of(
                                "kinesis:DescribeStreamSummary " + KINESIS,
                                "kinesis:ListShards " + KINESIS,
                                "kinesis:GetShardIterator " + KINESIS,
                                "kinesis:GetRecords " + KINESIS)),
                grant(
                        "putToStream",
                        all -> all.putToStream(KINESIS),
                        Set.of("kinesis:PutRecord " + KINESIS, "kinesis:PutRecords " + KINESIS)),
                grant("publishToTopic", all -> all.publishToTopic(TOPIC), Set.of("sns:Publish " + TOPIC)),
                grant(
                        "publishToEncryptedTopic",
                        all -> all.publishToEncryptedTopic(TOPIC, KEY),
                        Set.of(
                                "sns:Publish " + TOPIC,
                                "kms:GenerateDataKey " + KEY + " through sns",
                                "kms:Decrypt " + KEY + " through sns")),
                grant(
                        "consumeEncryptedQueue",
                        all -> all.consumeEncryptedQueue(QUEUE, KEY),
                        Set.of(
                                "sqs:GetQueueUrl " + QUEUE,
                                "sqs:ReceiveMessage " + QUEUE,
                                "sqs:DeleteMessage " + QUEUE,
                                "kms:Decrypt " + KEY + " through sqs")),
                grant(
                        "readObjects",
                        all -> all.readObjects(BUCKET),
                        Set.of(
                                "s3:GetObject " + OBJECT,
                                "s3:GetObject " + OBJECT + "-2",
                                "s3:GetObject " + OLD_OBJECT,
                                "s3:GetObject " + OLD_OBJECT + "-2")),
                grant(
                        "readObjectsUnder",
                        all -> all.readObjectsUnder(BUCKET, "2026/"),
                        Set.of("s3:GetObject " + OBJECT, "s3:GetObject " + OBJECT + "-2")),
                grant(
                        "writeObjects",
                        all -> all.writeObjects(BUCKET),
                        Set.of(
                                "s3:PutObject " + OBJECT,
                                "s3:PutObject " + OBJECT + "-2",
                                "s3:PutObject " + OLD_OBJECT,
                                "s3:PutObject " + OLD_OBJECT + "-2",
                                "s3:AbortMultipartUpload " + OBJECT,
                                "s3:AbortMultipartUpload " + OBJECT + "-2",
                                "s3:AbortMultipartUpload " + OLD_OBJECT,
                                "s3:AbortMultipartUpload " + OLD_OBJECT + "-2")),
                grant(
                        "writeObjectsUnder",
                        all -> all.writeObjectsUnder(BUCKET, "2026/"),
                        Set.of(
                                "s3:PutObject " + OBJECT,
                                "s3:PutObject " + OBJECT + "-2",
                                "s3:AbortMultipartUpload " + OBJECT,
                                "s3:AbortMultipartUpload " + OBJECT + "-2")),
                grant(
                        "listObjects",
                        all -> all.listObjects(BUCKET, "2026/"),
                        Set.of(
                                "s3:ListBucket " + BUCKET + " with prefix 2026/",
                                "s3:ListBucket " + BUCKET + " with prefix 2026/01/")),
                grant("readSecret", all -> all.readSecret(SECRET), Set.of("secretsmanager:GetSecretValue " + SECRET)),
                grant(
                        "decryptSecrets",
                        all -> all.decryptSecrets(KEY),
                        Set.of("kms:Decrypt " + KEY + " through secretsmanager")),
                grant(
                        "readParameter",
                        all -> all.readParameter(PARAMETER),
                        Set.of("ssm:GetParameter " + PARAMETER, "ssm:GetParameters " + PARAMETER)),
                grant(
                        "readParametersByPath",
                        all -> all.readParametersByPath(PATH),
                        Set.of(
                                "ssm:GetParametersByPath " + PATH,
                                "ssm:GetParametersByPath " + PARAMETER,
                                "ssm:GetParametersByPath " + PARAMETER + "-2",
                                "ssm:GetParametersByPath " + PARAMETER.replace("orders", "other"))),
                grant(
                        "decrypt",
                        all -> all.decrypt(KEY),
                        Set.of(
                                "kms:Decrypt " + KEY,
                                "kms:Decrypt " + KEY + " through s3",
                                "kms:Decrypt " + KEY + " through secretsmanager",
                                "kms:Decrypt " + KEY + " through sns",
                                "kms:Decrypt " + KEY + " through sqs")),
                grant(
                        "decryptThrough",
                        all -> all.decryptThrough("s3", KEY),
                        Set.of("kms:Decrypt " + KEY + " through s3")),
                grant(
                        "generateDataKeyThrough",
                        all -> all.generateDataKeyThrough("s3", KEY),
                        Set.of("kms:GenerateDataKey " + KEY + " through s3")));
    }

    private static Arguments grant(String name, UnaryOperator<Permissions.Builder> grant, Set<String> calls) {
        return Arguments.of(
                Named.of(name, grant.apply(Permissions.builder()).build().document()), new TreeSet<>(calls));
    }

    @ParameterizedTest
    @MethodSource("grants")
    void allowsTheCallsThatItIsForAndNoOther(PolicyDocument document, Set<String> calls) {
        AuthorizationPolicies policies =
                AuthorizationPolicies.builder().identity(document).build();
        Set<String> allowed = new TreeSet<>();
        for (String service :
                List.of("dynamodb", "kinesis", "sns", "sqs", "kms", "s3", "secretsmanager", "ssm", "sts", "iam")) {
            for (Action action : ServiceActions.of(service).orElseThrow().actions()) {
                String name = action.fullName();
                variants(action)
                        .forEach((words, context) -> RESOURCES.forEach(resource -> {
                            if (PolicyEvaluator.evaluate(
                                            AuthorizationRequest.of(CALLER, name, resource, context), policies)
                                    .isAllowed()) {
                                allowed.add(name + " " + resource + words);
                            }
                        }));
            }
        }
        assertThat(allowed).isEqualTo(calls);
    }

    @ParameterizedTest
    @MethodSource("grants")
    void passesTheValidator(PolicyDocument document, Set<String> calls) {
        assertThat(PolicyValidator.forType(PolicyType.ROLE_INLINE).validate(document))
                .isEmpty();
    }

    /** The condition keys that a call may carry, by the words for them. */
    private static Map<String, RequestContext> variants(Action action) {
        if (action.service().equals("kms")) {
            return THROUGH_SERVICES;
        }
        return action.fullName().equals("s3:ListBucket") ? WITH_PREFIXES : PLAIN;
    }

    private static Map<String, RequestContext> contexts(String key, Map<String, String> valuesByWords) {
        Map<String, RequestContext> contexts = new TreeMap<>(PLAIN);
        valuesByWords.forEach(
                (words, value) -> contexts.put(words, RequestContext.empty().with(key, value)));
        return contexts;
    }
}
