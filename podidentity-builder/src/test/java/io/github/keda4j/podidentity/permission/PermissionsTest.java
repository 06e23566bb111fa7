package io.github.keda4j.podidentity.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionsTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:event-messages-queue";
    private static final String KEY = "arn:aws-cn:kms:cn-north-1:111122223333:key/1234";

    @Test
    void chainsIntoNamedRolesWithTheirTags() {
        PermissionPolicy policy = Permissions.builder()
                .assumeRole("arn:aws:iam::111122223333:role/scaler")
                .build();

        assertThat(policy.document()).isEqualTo(PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],
                 "Resource":["arn:aws:iam::111122223333:role/scaler"]}]}"""));
        assertThat(policy.notes().isEmpty()).isTrue();
    }

    @Test
    void readsTheDepthOfOneQueue() {
        assertThat(Permissions.builder()
                        .readQueueDepth(QUEUE)
                        .build()
                        .document()
                        .toJson())
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"ReadQueueDepth\",\"Effect\":\"Allow\","
                                + "\"Action\":\"sqs:GetQueueAttributes\",\"Resource\":\"" + QUEUE + "\"}]}");
    }

    @Test
    void putsResourcesOfOneKindIntoOneStatement() {
        PolicyDocument document = Permissions.builder()
                .consumeQueue(QUEUE, QUEUE + "-2")
                .consumeQueue(QUEUE)
                .build()
                .document();

        assertThat(document.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.action().values())
                    .containsExactly("sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:DeleteMessage");
            assertThat(statement.resource().orElseThrow().values()).containsExactly(QUEUE, QUEUE + "-2");
        });
    }

    static Stream<Arguments> grants() {
        return Stream.of(
                Arguments.of(Permissions.builder().consumeQueue(QUEUE), """
                        {"Sid":"ConsumeQueue","Effect":"Allow","Action":["sqs:GetQueueUrl","sqs:ReceiveMessage",
                         "sqs:DeleteMessage"],"Resource":"arn:aws:sqs:us-east-1:111122223333:event-messages-queue"}"""),
                Arguments.of(Permissions.builder().sendToQueue(QUEUE), """
                        {"Sid":"SendToQueue","Effect":"Allow","Action":["sqs:GetQueueUrl","sqs:SendMessage"],
                         "Resource":"arn:aws:sqs:us-east-1:111122223333:event-messages-queue"}"""),
                Arguments.of(Permissions.builder().readMetrics("us-east-1"), """
                        {"Sid":"ReadMetrics","Effect":"Allow","Action":"cloudwatch:GetMetricData","Resource":"*",
                         "Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}}"""),
                Arguments.of(
                        Permissions.builder()
                                .queryTable("arn:aws:dynamodb:us-east-1:111122223333:table/orders")
                                .queryIndex("arn:aws:dynamodb:us-east-1:111122223333:table/orders", "by-day"),
                        """
                        {"Sid":"QueryTable","Effect":"Allow","Action":"dynamodb:Query",
                         "Resource":["arn:aws:dynamodb:us-east-1:111122223333:table/orders",
                          "arn:aws:dynamodb:us-east-1:111122223333:table/orders/index/by-day"]}"""),
                Arguments.of(
                        Permissions.builder()
                                .describeTableStreams("arn:aws:dynamodb:us-east-1:111122223333:table/orders"),
                        """
                        {"Sid":"DescribeTable","Effect":"Allow","Action":"dynamodb:DescribeTable",
                         "Resource":"arn:aws:dynamodb:us-east-1:111122223333:table/orders"},
                        {"Sid":"DescribeTableStreams","Effect":"Allow","Action":"dynamodb:DescribeStream",
                         "Resource":"arn:aws:dynamodb:us-east-1:111122223333:table/orders/stream/*"}"""),
                Arguments.of(
                        Permissions.builder()
                                .describeStream("arn:aws-us-gov:kinesis:us-gov-west-1:111122223333:stream/orders"),
                        """
                        {"Sid":"DescribeStream","Effect":"Allow","Action":"kinesis:DescribeStreamSummary",
                         "Resource":"arn:aws-us-gov:kinesis:us-gov-west-1:111122223333:stream/orders"}"""),
                Arguments.of(
                        Permissions.builder()
                                .readKafkaLag(
                                        "arn:aws:kafka:us-east-1:111122223333:cluster/demo/uuid", "orders", "billing"),
                        """
                        {"Sid":"ConnectToKafka","Effect":"Allow","Action":"kafka-cluster:Connect",
                         "Resource":"arn:aws:kafka:us-east-1:111122223333:cluster/demo/uuid"},
                        {"Sid":"DescribeTopics","Effect":"Allow","Action":"kafka-cluster:DescribeTopic",
                         "Resource":"arn:aws:kafka:us-east-1:111122223333:topic/demo/uuid/orders"},
                        {"Sid":"DescribeConsumerGroups","Effect":"Allow","Action":"kafka-cluster:DescribeGroup",
                         "Resource":"arn:aws:kafka:us-east-1:111122223333:group/demo/uuid/billing"}"""),
                Arguments.of(
                        Permissions.builder().queryPrometheus("arn:aws:aps:us-east-1:111122223333:workspace/ws-1"),
                        """
                        {"Sid":"QueryPrometheus","Effect":"Allow","Action":"aps:QueryMetrics",
                         "Resource":"arn:aws:aps:us-east-1:111122223333:workspace/ws-1"}"""),
                Arguments.of(
                        Permissions.builder()
                                .readSecret("arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf")
                                .readSecretOfAnySuffix("arn:aws:secretsmanager:us-east-1:111122223333:secret:mq")
                                .decryptSecrets("arn:aws:kms:us-east-1:111122223333:key/1234"),
                        """
                        {"Sid":"ReadSecrets","Effect":"Allow","Action":"secretsmanager:GetSecretValue",
                         "Resource":["arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf",
                          "arn:aws:secretsmanager:us-east-1:111122223333:secret:mq-??????"]},
                        {"Sid":"DecryptSecrets","Effect":"Allow","Action":"kms:Decrypt",
                         "Resource":"arn:aws:kms:us-east-1:111122223333:key/1234",
                         "Condition":{"StringEquals":{"kms:ViaService":"secretsmanager.us-east-1.amazonaws.com"}}}"""));
    }

    @ParameterizedTest
    @MethodSource("grants")
    void grantsTheExactActionsOnTheResourceAlone(Permissions.Builder permissions, String statements) {
        PermissionPolicy policy = permissions.build();

        assertThat(policy.document())
                .isEqualTo(PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}"));
        assertThat(PolicyValidator.forType(PolicyType.ROLE_INLINE).validate(policy.document()))
                .isEmpty();
        boolean wide = policy.document().toJson().matches(".*(\\*|\\?)\".*");
        assertThat(policy.notes().stream().anyMatch(note -> note.rule().equals("not-narrowable")))
                .as("a note explains what is wide")
                .isEqualTo(wide);
    }

    @Test
    void lendsAKeyOnlyThroughTheServiceThatNeedsIt() {
        String document = Permissions.builder()
                .sendToEncryptedQueue("arn:aws-cn:sqs:cn-north-1:111122223333:q", KEY)
                .build()
                .document()
                .toJson();

        assertThat(document)
                .contains(
                        "[\"kms:GenerateDataKey\",\"kms:Decrypt\"],\"Resource\":\"" + KEY + "\"",
                        "{\"StringEquals\":{\"kms:ViaService\":\"sqs.cn-north-1.amazonaws.com.cn\"}}");
    }

    @Test
    void saysWhyAStatementIsWide() {
        PermissionPolicy policy = Permissions.builder().readMetrics().build();

        assertThat(policy.document()
                        .statements()
                        .get(0)
                        .resource()
                        .orElseThrow()
                        .values())
                .containsExactly("*");
        assertThat(policy.notes()).extracting(Finding::rule).containsExactly("not-narrowable");
    }

    @Test
    void refusesArnsOfAnotherKindAndNamesAllOfThem() {
        assertThatThrownBy(() -> Permissions.builder()
                        .readQueueDepth("event-messages-queue")
                        .assumeRole("arn:aws:iam::111122223333:user/bob")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll("/readQueueDepth", "/assumeRole", "role/");
    }
}
