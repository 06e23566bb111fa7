package io.github.keda4j.podidentity.policy;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_EQUALS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

class PolicyDiffTest {

    private static final Statement SEND = Statement.allow()
            .sid("Send")
            .action("sqs:SendMessage", "sqs:GetQueueUrl")
            .resource("arn:aws:sqs:eu-central-1:111122223333:a")
            .condition(STRING_EQUALS, "aws:PrincipalTag/team", "books")
            .build();

    @Test
    void saysInWordsWhatChanged() {
        Statement changed = Statement.deny()
                .sid("Send")
                .action("sqs:SendMessage", "sqs:PurgeQueue")
                .resource("arn:aws:sqs:eu-central-1:111122223333:b")
                .build();
        Statement added =
                Statement.allow().action("sqs:ListQueues").resource("*").build();
        Statement removed =
                Statement.allow().sid("Old").notAction("iam:*").resource("*").build();

        assertThat(PolicyDocument.of(SEND, removed)
                        .diff(PolicyDocument.of(added, changed))
                        .lines())
                .containsExactly(
                        "statement added: Allow, Action sqs:ListQueues, Resource *",
                        "statement Send: Effect Allow -> Deny",
                        "statement Send: Action sqs:PurgeQueue added",
                        "statement Send: Action sqs:GetQueueUrl removed",
                        "statement Send: Resource arn:aws:sqs:eu-central-1:111122223333:a ->"
                                + " arn:aws:sqs:eu-central-1:111122223333:b",
                        "statement Send: Condition StringEquals aws:PrincipalTag/team books removed",
                        "statement Old removed: Allow, NotAction iam:*, Resource *");
    }

    @Test
    void seesNoChangeInOrderOrWriting() {
        PolicyDocument one = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":[\"a:b\",\"a:c\"]}}");
        PolicyDocument other = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":[\"arn:aws:iam::111122223333:root\"]},\"Action\":[\"a:c\",\"a:b\"]}]}");

        assertThat(one.diff(other).isEmpty()).isTrue();
        assertThat(one.diff(other)).hasToString("no change");
    }

    @Test
    void putsAStatementInPlaceAndNeverThereTwice() {
        Statement other =
                Statement.allow().action("sqs:ListQueues").resource("*").build();
        Statement wider = SEND.toBuilder()
                .resource("arn:aws:sqs:eu-central-1:111122223333:b")
                .build();

        PolicyDocument document = PolicyDocument.of(SEND, other);

        assertThat(document.upsert(other)).isEqualTo(document);
        assertThat(document.upsert(wider).statements()).containsExactly(wider, other);
        assertThat(document.merge(PolicyDocument.of(other, wider)).statements()).containsExactly(wider, other);
    }

    @Test
    void keepsTheVersionAndTheIdOfADocument() {
        PolicyDocument queuePolicy = PolicyDocument.parse("""
                {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__owner_statement","Effect":"Allow",
                 "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"SQS:*",
                 "Resource":"arn:aws:sqs:us-east-1:111122223333:q"}]}""");
        Statement reader = Statement.allow()
                .sid("Reader")
                .principal(Principal.aws("arn:aws:iam::444455556666:role/reader"))
                .action("sqs:ReceiveMessage")
                .resource("arn:aws:sqs:us-east-1:111122223333:q")
                .build();

        PolicyDocument both = queuePolicy.upsert(reader);

        assertThat(both.toJson())
                .startsWith("{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[")
                .contains("\"Sid\":\"__owner_statement\"", "\"Sid\":\"Reader\"");
        assertThat(both.upsert(reader)).isEqualTo(both);
    }

    @Test
    void doesNotPutAVariableWhereItWouldBePlainText() {
        PolicyDocument old = PolicyDocument.parse("{\"Version\":\"2008-10-17\",\"Statement\":[]}");
        Statement own = Statement.allow()
                .action("s3:GetObject")
                .resource("arn:aws:s3:::b/${aws:username}")
                .build();

        assertThatThrownBy(() -> old.upsert(own))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("policy variable", "2008-10-17", "literally");
    }

    @Test
    void losesNoStatementWhoseSidIsTaken() {
        Statement same = Statement.deny()
                .sid("Send")
                .action("sqs:PurgeQueue")
                .resource("*")
                .build();

        assertThat(PolicyDocument.of(SEND, same)
                        .upsert(Statement.allow().action("a:b").resource("*").build())
                        .statements())
                .hasSize(3);
    }

    @Test
    void doesNotTurnPlainTextIntoAVariable() {
        PolicyDocument old = PolicyDocument.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::b/${aws:username}\"}}");

        assertThatThrownBy(() -> old.merge(PolicyDocument.of(SEND)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which would become a policy variable");
    }

    @Test
    void splitsAtAQuotaWithoutLosingAnything() {
        String[] queues = IntStream.range(0, 300)
                .mapToObj(i -> "arn:aws:sqs:eu-central-1:111122223333:q" + i)
                .toArray(String[]::new);
        PolicyDocument document = PolicyDocument.of(
                SEND,
                Statement.allow()
                        .sid("Read")
                        .action("sqs:ReceiveMessage")
                        .resource(queues)
                        .build());

        List<PolicyDocument> parts = document.split(2048);

        assertThat(parts).allSatisfy(part -> {
            assertThat(part.size()).isLessThanOrEqualTo(2048);
            assertThat(PolicyValidator.forType(PolicyType.SESSION).validate(part))
                    .isEmpty();
        });
        assertThat(parts.stream()
                        .flatMap(part -> part.statements().stream())
                        .filter(statement -> !statement.equals(SEND))
                        .flatMap(statement -> statement.resource().orElseThrow().values().stream()))
                .containsExactly(queues);
        assertThat(parts.get(0).statement("Send")).contains(SEND);
        assertThat(document.split(100_000)).containsExactly(document);
    }

    @Test
    void doesNotDivideWhatMustStayTogether() {
        PolicyDocument document = PolicyDocument.of(Statement.deny()
                .action("sqs:*")
                .notResource("arn:aws:sqs:eu-central-1:111122223333:a", "arn:aws:sqs:eu-central-1:111122223333:b")
                .build());

        assertThatThrownBy(() -> document.split(100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be divided");
    }

    @Test
    void goesToTheSdksTypeAndBack() {
        PolicyDocument document = PolicyDocument.of(
                SEND,
                Statement.deny()
                        .notPrincipal(Principal.aws("111122223333"), Principal.service("sns.amazonaws.com"))
                        .notAction("sqs:*")
                        .notResource("arn:aws:s3:::b")
                        .condition(ConditionOperator.Base.BOOL, "aws:SecureTransport", "false")
                        .build(),
                Statement.allow()
                        .principal(Principal.everyone())
                        .action("a:b")
                        .resource("*")
                        .build());

        assertThat(IamPolicies.fromIamPolicy(IamPolicies.toIamPolicy(document))).isEqualTo(document);
        assertThat(IamPolicies.fromIamPolicy(IamPolicy.builder()
                        .addStatement(statement -> statement
                                .effect(IamEffect.ALLOW)
                                .addAction("sqs:SendMessage")
                                .addResource("*")
                                .addCondition(condition -> condition
                                        .operator(IamConditionOperator.STRING_EQUALS)
                                        .key("aws:PrincipalTag/team")
                                        .value("books")))
                        .build()))
                .isEqualTo(PolicyDocument.of(Statement.allow()
                        .action("sqs:SendMessage")
                        .resource("*")
                        .condition(STRING_EQUALS, "aws:PrincipalTag/team", "books")
                        .build()));
    }

    @Test
    void saysAllThatTheSdksTypeWouldLose() {
        PolicyDocument document = PolicyDocument.parse("{\"Owner\":\"me\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"a:b\",\"Resource\":[],\"Note\":1,\"Condition\":{\"Bool\":{\"a:k\":[]}}}]}");

        assertThatThrownBy(() -> IamPolicies.toIamPolicy(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "names no version",
                        "the element Owner",
                        "/Statement/0 has the element Note",
                        "/Statement/0 has an element with an empty list",
                        "compares a:k with no value");
    }
}
