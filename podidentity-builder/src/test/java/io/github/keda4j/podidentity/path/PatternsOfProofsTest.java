package io.github.keda4j.podidentity.path;

import static io.github.keda4j.podidentity.path.ChainVariant.OPERATOR;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE_ELSEWHERE;
import static io.github.keda4j.podidentity.path.Proofs.EVERYTHING;
import static io.github.keda4j.podidentity.path.Proofs.POD_TRUST;
import static io.github.keda4j.podidentity.path.Proofs.bounded;
import static io.github.keda4j.podidentity.path.Proofs.pod;
import static io.github.keda4j.podidentity.path.Proofs.receive;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a proof makes of actions and resources that are patterns: every call that they represent counts. What AWS denies
 * is never reported as allowed, and a decision that rests on something unknown is reported as depending on it.
 */
class PatternsOfProofsTest {

    @Test
    void everyActionOfAPatternIsDecided() {
        PolicyDocument noReceiving = PolicyDocument.of(
                Statement.allow().action("*").resource("*").build(),
                Statement.deny()
                        .sid("NoReceiving")
                        .action("sqs:ReceiveMessage")
                        .resource("*")
                        .build());
        RolePolicies role = bounded(
                PolicyDocument.of(
                        Statement.allow().action("sqs:*").resource(QUEUE).build()),
                noReceiving);

        AccessPath path = pod().role(role).act("sqs:*", QUEUE).build();

        assertThat(path.verdict()).isEqualTo(Verdict.DENIED);
        assertThat(path.denied().orElseThrow().denial().map(one -> one.request().action()))
                .contains("sqs:ReceiveMessage");
        assertThat(pod().role(role).act("sqs:Send*", QUEUE).build().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(AccessPath.ofRole(role).act("*", "*").build().toString())
                .startsWith("DEPENDS ")
                .contains("statement NoReceiving of the permissions boundary denies it if the action matches"
                        + " sqs:ReceiveMessage");
    }

    @Test
    void anAllowOfEverythingUnderABoundaryWithExceptionsDependsOnTheResource() {
        PolicyDocument noProduction = PolicyDocument.of(
                Statement.allow().action("*").resource("*").build(),
                Statement.deny()
                        .sid("NoProduction")
                        .action("sqs:*")
                        .resource("arn:aws:sqs:*:*:prod-*")
                        .build());
        RolePolicies role = bounded(EVERYTHING, noProduction);
        String all = "arn:aws:sqs:us-east-1:111122223333:*";

        Hop hop = pod().role(role).act("sqs:SendMessage", all).build().hops().get(1);
        assertThat(hop.verdict()).isEqualTo(Verdict.DEPENDS);
        assertThat(hop.explanation())
                .contains("statement NoProduction of the permissions boundary denies it if the resource matches"
                        + " arn:aws:sqs:*:*:prod-*");
        assertThat(pod().role(role)
                        .act("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:test-*")
                        .build()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
        assertThat(pod().role(role)
                        .act("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:prod-*")
                        .build()
                        .verdict())
                .isEqualTo(Verdict.DENIED);
        assertThat(AccessPath.ofRole(role).act("*", "*").build().verdict()).isEqualTo(Verdict.DEPENDS);
    }

    @Test
    void anActionWithoutResourceIsDecidedOnTheStar() {
        RolePolicies role = RolePolicies.of(
                OPERATOR,
                POD_TRUST,
                Permissions.builder().readMetrics("us-east-1").build().document(),
                PolicyDocument.of(Statement.deny()
                        .action("*")
                        .resource("arn:aws:sqs:*:*:*")
                        .build()));

        assertThat(pod().region("us-east-1")
                        .role(role)
                        .act("cloudwatch:GetMetricStatistics", "*")
                        .build()
                        .verdict())
                .isEqualTo(Verdict.DENIED);
        assertThat(pod().region("us-east-1")
                        .role(role)
                        .act("cloudwatch:GetMetricData", "*")
                        .build()
                        .hops()
                        .get(1)
                        .decisions())
                .extracting(Decision::outcome)
                .containsOnly(Decision.Outcome.ALLOWED);
    }

    @Test
    void aVariableBeforeTheResourcePartOfAnArnIsNotReplaced() {
        String own = "arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:*";
        PolicyDocument allow = PolicyDocument.of(
                Statement.allow().action("sqs:*").resource(own).build());
        PolicyDocument deny = PolicyDocument.of(
                Statement.allow().action("sqs:*").resource("*").build(),
                Statement.deny().action("sqs:*").resource(own).build());

        assertThat(receive(RolePolicies.of(OPERATOR, POD_TRUST, allow), null).verdict())
                .isEqualTo(Verdict.DENIED);
        assertThat(receive(RolePolicies.of(OPERATOR, POD_TRUST, deny), null).verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    /** A pattern may include keys and roles, whose own policies must always allow the call. */
    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "kms:Decrypt, arn:aws:kms:us-east-1:111122223333:key/*, DEPENDS",
        "kms:Decrypt, *, DEPENDS",
        "kms:*, arn:aws:kms:us-east-1:111122223333:*, DEPENDS",
        "*, arn:aws:kms:us-east-1:111122223333:key/1234, DEPENDS",
        "*, *, DEPENDS",
        "kms:Decrypt, arn:aws:kms:us-east-1:111122223333:alias/app, DEPENDS",
        "kms:GenerateDataKey, arn:aws:kms:us-east-1:111122223333:alias/app-*, DEPENDS",
        "kms:DeleteAlias, arn:aws:kms:us-east-1:111122223333:alias/app, ALLOWED",
        "kms:ListKeys, *, ALLOWED",
        "sts:AssumeRole, *, DEPENDS",
        "sts:AssumeRole, arn:aws:iam::*:*, DEPENDS",
        "s*, arn:aws:iam::111122223333:role/reader, DEPENDS",
        "*, arn:aws:iam::111122223333:role/reader, DEPENDS",
        "sts:GetCallerIdentity, *, ALLOWED",
        "iam:GetRole, arn:aws:iam::111122223333:role/*, ALLOWED",
        "sqs:*, arn:aws:sqs:*:111122223333:*, ALLOWED",
        "s3:*, *, ALLOWED"
    })
    void aPatternThatStandsForKeysOrRolesDependsOnTheirPolicies(String action, String resource, Verdict verdict) {
        AccessPath path = pod().role(RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING))
                .act(action, resource)
                .build();

        assertThat(path.verdict()).as(path.toString()).isEqualTo(verdict);
        if (verdict == Verdict.DEPENDS) {
            assertThat(path.hops().get(1).explanation()).containsAnyOf("KMS key", "the policy of", "assuming roles");
        }
    }

    @ParameterizedTest(name = "allowed on {0}: {1}")
    @CsvSource({"alias/app, DENIED", "key/1234, DEPENDS", "*, DEPENDS"})
    void aCallOnAnAliasIsDecidedOnTheKeysItMayStandFor(String allowed, Verdict verdict) {
        String account = "arn:aws:kms:us-east-1:111122223333:";
        PolicyDocument decrypt = PolicyDocument.of(Statement.allow()
                .action("kms:Decrypt")
                .resource(account + allowed)
                .build());

        AccessPath path = pod().role(RolePolicies.of(OPERATOR, POD_TRUST, decrypt))
                .act("kms:Decrypt", account + "alias/app")
                .build();

        assertThat(path.verdict()).as(path.toString()).isEqualTo(verdict);
    }

    /** The policy of one resource counts for every pattern that covers the resource. */
    @ParameterizedTest(name = "{0} on {1} with a policy of {2}: {3}")
    @CsvSource({
        "sqs:ReceiveMessage, arn:aws:sqs:us-east-1:111122223333:orders-*, QUEUE, DEPENDS",
        "sqs:ReceiveMessage, arn:aws:sqs:*:111122223333:orders-1, QUEUE, DEPENDS",
        "sqs:ReceiveMessage, *, QUEUE, DEPENDS",
        "sqs:*, arn:aws:sqs:us-east-1:111122223333:orders-?, QUEUE, DEPENDS",
        "*, arn:aws:sqs:us-east-1:111122223333:orders-?, QUEUE, DEPENDS",
        "sqs:ReceiveMessage, arn:aws:sqs:us-east-1:111122223333:bills-*, QUEUE, ALLOWED",
        "sns:Publish, *, QUEUE, ALLOWED",
        "sqs:ListQueues, *, QUEUE, ALLOWED",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:us-east-1:111122223333:secret:db-??????, SECRET, DENIED",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:us-east-1:111122223333:secret:d*-??????, SECRET, DEPENDS",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:us-east-1:111122223333:secret:dc-??????, SECRET, ALLOWED",
        "dynamodb:Query, arn:aws:dynamodb:us-east-1:111122223333:table/T/index/by-day, TABLE, DENIED",
        "dynamodb:Query, arn:aws:dynamodb:us-east-1:111122223333:table/T/index/*, TABLE, DENIED",
        "dynamodb:Query, arn:aws:dynamodb:us-east-1:111122223333:table/*/index/by-day, TABLE, DEPENDS",
        "dynamodb:Query, arn:aws:dynamodb:us-east-1:111122223333:table/U/index/by-day, TABLE, ALLOWED",
        "dynamodb:DescribeStream, arn:aws:dynamodb:us-east-1:111122223333:table/T/stream/*, TABLE, ALLOWED",
        "kafka-cluster:Connect, arn:aws:kafka:us-east-1:111122223333:cluster/*, CLUSTER, DEPENDS",
        "kafka-cluster:DescribeTopic, arn:aws:kafka:us-east-1:111122223333:topic/*/orders, CLUSTER, DEPENDS",
        "kafka-cluster:DescribeTopic, arn:aws:kafka:us-east-1:111122223333:topic/demo/1-2/orders, CLUSTER, DENIED",
        "kafka-cluster:DescribeGroup, arn:aws:kafka:us-east-1:111122223333:group/*/billing, CLUSTER, DEPENDS",
        "kafka-cluster:DescribeGroup, arn:aws:kafka:us-east-1:111122223333:group/other/*, CLUSTER, ALLOWED"
    })
    void thePolicyOfAResourceCountsForThePatternsThatCoverIt(
            String action, String resource, String owner, Verdict verdict) {
        String arn = switch (owner) {
            case "QUEUE" -> "arn:aws:sqs:us-east-1:111122223333:orders-1";
            case "SECRET" -> "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf";
            case "CLUSTER" -> "arn:aws:kafka:us-east-1:111122223333:cluster/demo/1-2";
            default -> "arn:aws:dynamodb:us-east-1:111122223333:table/T";
        };
        PolicyDocument closed = PolicyDocument.of(Statement.deny()
                .principal(Principal.everyone())
                .action("*")
                .resource("*")
                .build());
        AccessPath path = pod().resourcePolicy(arn, closed)
                .role(RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING))
                .act(action, resource)
                .build();

        assertThat(path.verdict()).as(path.toString()).isEqualTo(verdict);
        if (verdict == Verdict.DEPENDS) {
            assertThat(path.toString()).contains(resource + " covers " + arn);
        }
    }

    @Test
    void aPatternInAnotherAccountIsNotDeniedIfOneOfItsResourcesLetsTheRoleIn() {
        PolicyDocument letsIn = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws(OPERATOR))
                .action("sqs:*")
                .resource("*")
                .build());
        AccessPath.Builder path = pod().resourcePolicy(QUEUE_ELSEWHERE, letsIn);

        assertThat(path.role(RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING))
                        .act("sqs:ReceiveMessage", QUEUE_ELSEWHERE.replaceFirst(".$", "?"))
                        .build()
                        .verdict())
                .isEqualTo(Verdict.DEPENDS);
    }

    /** A policy that was given for a pattern counts for what the pattern covers, unless a resource has its own. */
    @ParameterizedTest
    @CsvSource({
        "sqs:us-east-1:111122223333:orders-*, deny, '', '', sqs:us-east-1:111122223333:orders-eu, DENIED",
        "sqs:us-east-1:111122223333:orders-*, deny, '', '', sqs:us-east-1:111122223333:orders-*, DENIED",
        "sqs:us-east-1:111122223333:orders-*, deny, '', '', sqs:us-east-1:111122223333:orders-eu-*, DENIED",
        "sqs:us-east-1:111122223333:orders-*, deny, '', '', sqs:us-east-1:111122223333:bills, ALLOWED",
        "sqs:us-east-1:111122223333:orders-eu-*, deny, '', '', sqs:us-east-1:111122223333:orders-*, DEPENDS",
        "sqs:us-east-1:444455556666:orders-*, allow, '', '', sqs:us-east-1:444455556666:orders-eu, ALLOWED",
        "sqs:us-east-1:444455556666:orders-*, allow, '', '', sqs:us-east-1:444455556666:bills, DENIED",
        "sqs:us-east-1:444455556666:orders-*, allow, sqs:us-east-1:444455556666:orders-eu, deny, "
                + "sqs:us-east-1:444455556666:orders-*, DEPENDS",
        "sqs:us-east-1:444455556666:orders-*, allow, sqs:us-east-1:444455556666:orders-eu, deny, "
                + "sqs:us-east-1:444455556666:orders-eu, DENIED",
        "sqs:us-east-1:444455556666:orders-*, deny, sqs:us-east-1:444455556666:orders-eu, allow, "
                + "sqs:us-east-1:444455556666:orders-eu, ALLOWED",
        "sqs:us-east-1:444455556666:orders-*, allow, sqs:us-east-1:444455556666:*-eu, deny, "
                + "sqs:us-east-1:444455556666:orders-eu, DEPENDS",
        "secretsmanager:us-east-1:444455556666:secret:db-??????, allow, '', '', "
                + "secretsmanager:us-east-1:444455556666:secret:db-AbCdEf, ALLOWED",
        "secretsmanager:us-east-1:111122223333:secret:db-??????, deny, '', '', "
                + "secretsmanager:us-east-1:111122223333:secret:db-AbCdEf, DENIED",
        "dynamodb:us-east-1:444455556666:table/shop-*, allow, '', '', "
                + "dynamodb:us-east-1:444455556666:table/shop-orders/index/by-day, ALLOWED"
    })
    void aPolicyOfAPatternCountsForWhatItCovers(
            String first, String effect, String second, String otherEffect, String called, Verdict verdict) {
        AccessPath.Builder path = pod().role(RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING))
                .resourcePolicy("arn:aws:" + first, forEverybody(effect));
        if (!second.isEmpty()) {
            path.resourcePolicy("arn:aws:" + second, forEverybody(otherEffect));
        }
        String service = called.substring(0, called.indexOf(':'));
        String action = switch (service) {
            case "sqs" -> "sqs:GetQueueAttributes";
            case "dynamodb" -> "dynamodb:Query";
            default -> "secretsmanager:GetSecretValue";
        };

        assertThat(path.act(action, "arn:aws:" + called).build().verdict()).isEqualTo(verdict);
    }

    /** An index has no policy of its own, so a policy that is given for it cannot overrule its table's. */
    @ParameterizedTest
    @CsvSource({"allow, deny, DENIED", "deny, allow, ALLOWED"})
    void aPolicyThatNobodyCanAttachCountsForNothing(String ofIndex, String ofTable, Verdict verdict) {
        String table = "arn:aws:dynamodb:us-east-1:444455556666:table/orders";
        String index = table + "/index/by-day";

        assertThat(pod().role(RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING))
                        .resourcePolicy(index, forEverybody(ofIndex))
                        .resourcePolicy(table, forEverybody(ofTable))
                        .act("dynamodb:Query", index)
                        .build()
                        .verdict())
                .isEqualTo(verdict);
    }

    private static PolicyDocument forEverybody(String effect) {
        Statement.Builder statement = effect.equals("allow") ? Statement.allow() : Statement.deny();
        return PolicyDocument.of(statement
                .principal(Principal.aws(OPERATOR))
                .action("*")
                .resource("*")
                .build());
    }
}
