package io.github.keda4j.podidentity.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import org.junit.jupiter.api.Test;

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
