package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.permission.Permissions;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** What is accepted at a glance, a full check accepts too. */
class PlainPolicyTest {

    private static final PolicyValidator INLINE =
            PolicyValidator.forType(PolicyType.ROLE_INLINE).onlyErrors();

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void aDocumentHasTheErrorsOfItsJson(@ForAll("documents") PolicyDocument document) {
        assertThat(INLINE.validate(document)).isEqualTo(INLINE.validate(document.toJson()));
    }

    @Test
    void whatTheBuilderMakesIsRecognized() {
        PolicyDocument document = Permissions.builder()
                .assumeRole("arn:aws:iam::111122223333:role/keda/reader")
                .consumeEncryptedQueue(
                        "arn:aws:sqs:us-east-1:111122223333:orders.fifo",
                        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                .build()
                .document();

        assertThat(PlainPolicy.isAccepted(document)).isTrue();
    }

    @Test
    void aLongDocumentIsStillRefused() {
        String[] queues = new String[200];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = "arn:aws:sqs:us-east-1:111122223333:a-queue-with-a-long-name-" + i;
        }
        PolicyDocument document =
                Permissions.builder().consumeQueue(queues).build().document();

        assertThat(INLINE.validate(document).asList())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("policy-size"));
    }

    @Provide
    Arbitrary<PolicyDocument> documents() {
        return statements()
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(statements ->
                        PolicyDocument.builder().statements(statements).build());
    }

    private static Arbitrary<Statement> statements() {
        Arbitrary<String> sids = mostly(List.of("Read", "Write", "Send2"), "", "Read it", "Ré", "Read");
        Arbitrary<String> actions = mostly(
                List.of("sqs:SendMessage", "sts:AssumeRole", "x-y:Z1"),
                "*",
                "sqs:*",
                "sqs",
                "sqs:",
                ":Send",
                "sqs:Send:Message",
                "s_s:Send",
                "sqs:Sénd",
                "*:Send",
                "",
                "sqs:Send Message");
        Arbitrary<String> resources = mostly(
                List.of(
                        "*",
                        "arn:aws:sqs:us-east-1:111122223333:orders",
                        "arn:aws:iam::111122223333:role/reader",
                        "arn:aws-cn:kinesis:cn-north-1:111122223333:stream/s:1"),
                "arn:aws:iam:us-east-1:111122223333:role/reader",
                "arn:aws:iam::111122223333:reader",
                "arn:aws:s3:us-east-1:111122223333:bucket",
                "arn:aws:s3:::bucket",
                "arn:aws:route53:us-east-1::hostedzone/Z",
                "arn:other:sqs:us-east-1:111122223333:orders",
                "arn:aws::us-east-1:111122223333:orders",
                "arn:aws:sqs:us-east-1:111122223333",
                "arn:aws:sqs",
                "arn:aws:sqs:us-east-1:1111:orders",
                "arn:aws:sqs:us-east-1:111122223333:",
                "arn:aws:sqs:us-east-1:111122223333:${x}",
                "arn:aws:sqs:us-east-1:111122223333:öl",
                "arn:aws:sqs:us-east-1:111122223333:\u2603",
                "arn:aws:sqs:us-east-1:111122223333:a\u0001",
                "https://sqs.us-east-1.amazonaws.com/111122223333/orders",
                "orders",
                "");
        Arbitrary<Condition> conditions = Combinators.combine(
                        mostly(
                                List.of("StringEquals"),
                                "NumericEquals",
                                "StringEqualsIfExists",
                                "ForAllValues:StringEquals",
                                "Bool",
                                "Nothing",
                                "IpAddress"),
                        mostly(
                                List.of("aws:RequestedRegion", "aws:ResourceTag/team"),
                                "aws",
                                ":x",
                                "aws:",
                                "aws:x y",
                                "aws:PrincipalTag/\u2603",
                                ""),
                        mostly(List.of("us-east-1", ""), "${aws:x}", "${", "*", "\u2603", "a\nb"))
                .as((operator, key, value) -> new Condition(ConditionOperator.of(operator), key, List.of(value)));
        return Combinators.combine(
                        sids,
                        actions.list().ofMinSize(1).ofMaxSize(2),
                        resources.list().ofMinSize(1).ofMaxSize(2),
                        conditions.list().ofMaxSize(2))
                .as(PlainPolicyTest::statement);
    }

    private static Statement statement(
            String sid, List<String> actions, List<String> resources, List<Condition> conditions) {
        Statement.Builder statement =
                Statement.allow().action(actions.toArray(String[]::new)).resource(resources.toArray(String[]::new));
        conditions.forEach(statement::condition);
        return (sid.isEmpty() ? statement : statement.sid(sid)).build();
    }

    private static Arbitrary<String> mostly(List<String> plain, String... others) {
        return Arbitraries.frequencyOf(
                Tuple.of(others.length * 2 + 8, Arbitraries.of(plain)),
                Tuple.of(others.length, Arbitraries.of(others)));
    }
}
