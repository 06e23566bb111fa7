package io.github.keda4j.podidentity.path;

import static io.github.keda4j.podidentity.path.ChainVariant.OPERATOR;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE_ELSEWHERE;
import static io.github.keda4j.podidentity.path.ChainVariant.READER;
import static io.github.keda4j.podidentity.path.Proofs.EVERYTHING;
import static io.github.keda4j.podidentity.path.Proofs.POD_TRUST;
import static io.github.keda4j.podidentity.path.Proofs.chain;
import static io.github.keda4j.podidentity.path.Proofs.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a proof makes of the accounts and partitions of roles and resources, and of the policies of their owners. What AWS denies
 * is never reported as allowed, and a decision that rests on something unknown is reported as depending on it.
 */
class OwnersOfProofsTest {

    @Test
    void aTrustThatNamesTheRoleUnderAnotherPathDoesNotNameIt() {
        String withPath = "arn:aws:iam::111122223333:role/team/keda-operator";
        RolePolicies caller = RolePolicies.of(withPath, POD_TRUST, EVERYTHING);

        assertThat(chain(caller, TrustPolicies.roleChaining().trusting(OPERATOR).build())
                        .verdict())
                .isEqualTo(Verdict.DENIED);
        assertThat(chain(
                                caller,
                                TrustPolicies.roleChaining()
                                        .trusting("arn:aws:iam::111122223333:role/other/keda-operator")
                                        .build())
                        .verdict())
                .isEqualTo(Verdict.DENIED);
        assertThat(chain(caller, TrustPolicies.roleChaining().trusting(withPath).build())
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void aBucketBelongsToNobodyUnlessSomebodySaysWhose() {
        String object = "arn:aws:s3:::reports/2026/*";
        RolePolicies role = RolePolicies.of(
                OPERATOR,
                POD_TRUST,
                PolicyDocument.of(Statement.allow()
                        .action("s3:GetObject")
                        .resource(object)
                        .build()));
        PolicyDocument letsIn = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws(OPERATOR))
                .action("s3:GetObject")
                .resource("arn:aws:s3:::reports/*")
                .build());

        AccessPath untold = pod().role(role).act("s3:GetObject", object).build();
        assertThat(untold.verdict()).isEqualTo(Verdict.DEPENDS);
        assertThat(untold.hops().get(1).unknownKeys()).containsExactly("aws:ResourceAccount");
        assertThat(bucketOf("111122223333", role, object, null)).isEqualTo(Verdict.ALLOWED);
        assertThat(bucketOf("444455556666", role, object, null)).isEqualTo(Verdict.DENIED);
        assertThat(bucketOf("444455556666", role, object, letsIn)).isEqualTo(Verdict.ALLOWED);
        assertThat(pod().resourcePolicy("arn:aws:s3:::reports", letsIn)
                        .role(role)
                        .act("s3:GetObject", object)
                        .build()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    private static Verdict bucketOf(String account, RolePolicies role, String object, PolicyDocument policy) {
        AccessPath.Builder path = pod().resourceAccount("arn:aws:s3:::reports", account);
        if (policy != null) {
            path.resourcePolicy("arn:aws:s3:::reports", policy);
        }
        return path.role(role).act("s3:GetObject", object).build().verdict();
    }

    @Test
    void aKeyIsUsedOnlyAsItsPolicyAllows() {
        String key = "arn:aws:kms:us-east-1:111122223333:key/1234";
        RolePolicies role = RolePolicies.of(
                OPERATOR,
                POD_TRUST,
                Permissions.builder().consumeEncryptedQueue(QUEUE, key).build().document());
        PolicyDocument closed = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws(READER))
                .action("kms:*")
                .resource("*")
                .build());

        assertThat(through(role, key, null)).isEqualTo(Verdict.DEPENDS);
        assertThat(through(role, key, KeyPolicies.delegating(key))).isEqualTo(Verdict.ALLOWED);
        assertThat(through(role, key, closed)).isEqualTo(Verdict.DENIED);
        assertThat(pod().resourcePolicy(key, KeyPolicies.delegating(key))
                        .role(role)
                        .act("kms:Decrypt", key)
                        .build()
                        .verdict())
                .as("the permission does not hold for direct calls, only through SQS")
                .isEqualTo(Verdict.DENIED);
        RolePolicies ofTheAccount = RolePolicies.of(
                OPERATOR,
                POD_TRUST,
                PolicyDocument.of(Statement.allow()
                        .action("kms:Decrypt")
                        .resource(key)
                        .condition(Base.STRING_EQUALS, "kms:CallerAccount", "111122223333")
                        .build()));
        assertThat(pod().resourcePolicy(key, KeyPolicies.delegating(key))
                        .role(ofTheAccount)
                        .act("kms:Decrypt", key)
                        .build()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    /** AWS Fault Isolation Boundaries, "Partitions": credentials of one have no effect in another. */
    @Test
    void nothingIsAllowedAcrossPartitions() {
        RolePolicies role = RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING);
        PolicyDocument trust = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("111122223333"))
                .action("sts:AssumeRole", "sts:TagSession")
                .build());
        RolePolicies inChina = RolePolicies.of("arn:aws-cn:iam::111122223333:role/reader", trust);
        RolePolicies here = RolePolicies.of(READER, trust);

        assertThat(List.of(
                        pod().role(role)
                                .act("sqs:ReceiveMessage", "arn:aws-cn:sqs:cn-north-1:111122223333:orders")
                                .build(),
                        pod().role(role)
                                .act("sqs:ReceiveMessage", "arn:aws:sqs:cn-north-1:111122223333:orders")
                                .build(),
                        pod().role(role)
                                .region("cn-north-1")
                                .act("cloudwatch:GetMetricData", "*")
                                .build(),
                        pod().role(role).assume(inChina).build(),
                        pod().role(role).region("us-gov-west-1").assume(here).build(),
                        pod().role(RolePolicies.of("arn:aws-cn:iam::111122223333:role/reader", POD_TRUST))
                                .build()))
                .allSatisfy(path -> {
                    assertThat(path.verdict()).as(path.toString()).isEqualTo(Verdict.DENIED);
                    Hop denied = path.denied().orElseThrow();
                    assertThat(denied.fix().isEnough()).isFalse();
                    assertThat(denied.explanation()).containsAnyOf("partition", "the cluster's account");
                });
        assertThat(pod().role(role)
                        .act("sqs:ReceiveMessage", "arn:*:sqs:*:111122223333:orders")
                        .build()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
        assertThat(pod().role(role).assume(here).build().verdict()).isEqualTo(Verdict.ALLOWED);
    }

    /** EKS says "Cross-account pass role is not allowed." when such an association is created. */
    @Test
    void aPodGetsOnlyARoleOfTheClustersAccount() {
        PolicyDocument open = PolicyDocument.of(Statement.allow()
                .principal(Principal.service("pods.eks.amazonaws.com"))
                .action("sts:AssumeRole", "sts:TagSession")
                .build());
        AccessPath path = pod().role(RolePolicies.of("arn:aws:iam::444455556666:role/reader", open))
                .build();

        assertThat(path.verdict()).isEqualTo(Verdict.DENIED);
        assertThat(path.hops().get(0).explanation()).contains("is not a role of the cluster's account");
        assertThat(path.hops().get(0).fix().isEnough()).isFalse();
    }

    private static Verdict through(RolePolicies role, String key, PolicyDocument policy) {
        AccessPath.Builder path = pod();
        if (policy != null) {
            path.resourcePolicy(key, policy);
        }
        return path.role(role).actThrough("sqs", "kms:Decrypt", key).build().verdict();
    }

    @Test
    void acrossAccountsBothSidesMustAllow() {
        RolePolicies role = RolePolicies.of(
                OPERATOR,
                POD_TRUST,
                Permissions.builder().readQueueDepth(QUEUE_ELSEWHERE).build().document());
        RolePolicies without = RolePolicies.of(OPERATOR, POD_TRUST);
        PolicyDocument letsIn = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws(OPERATOR))
                .action("sqs:GetQueueAttributes")
                .resource(QUEUE_ELSEWHERE)
                .build());

        assertThat(elsewhere(role, null)).isEqualTo(Verdict.DENIED);
        assertThat(elsewhere(role, letsIn)).isEqualTo(Verdict.ALLOWED);
        assertThat(elsewhere(without, letsIn)).isEqualTo(Verdict.DENIED);
    }

    private static Verdict elsewhere(RolePolicies role, PolicyDocument policy) {
        AccessPath.Builder path = pod();
        if (policy != null) {
            path.resourcePolicy(QUEUE_ELSEWHERE, policy);
        }
        return path.role(role)
                .act("sqs:GetQueueAttributes", QUEUE_ELSEWHERE)
                .build()
                .verdict();
    }

    /** Objects, indexes and topics have no policy of their own, so there is none to which a statement could be added. */
    @ParameterizedTest
    @CsvSource({
        "sqs:ReceiveMessage, arn:aws:sqs:us-east-1:444455556666:orders, arn:aws:sqs:us-east-1:444455556666:orders",
        "s3:GetObject, arn:aws:s3:::reports/2026.csv, arn:aws:s3:::reports",
        "dynamodb:Query, arn:aws:dynamodb:us-east-1:444455556666:table/orders/index/by-day, "
                + "arn:aws:dynamodb:us-east-1:444455556666:table/orders",
        "kafka-cluster:DescribeTopic, arn:aws:kafka:us-east-1:444455556666:topic/shop/1234-5/orders, "
                + "arn:aws:kafka:us-east-1:444455556666:cluster/shop/1234-5"
    })
    void aFixNamesThePolicyThatDecidesOnTheResource(String action, String resource, String bearer) {
        RolePolicies role = RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING);
        Fix fix = pod().role(role)
                .resourceAccount(bearer, "444455556666")
                .act(action, resource)
                .build()
                .denied()
                .orElseThrow()
                .fix();

        assertThat(fix.additions()).singleElement().satisfies(addition -> {
            assertThat(addition.where()).isEqualTo("the policy of " + bearer);
            assertThat(pod().role(role)
                            .resourceAccount(bearer, "444455556666")
                            .resourcePolicy(bearer, PolicyDocument.of(addition.statement()))
                            .act(action, resource)
                            .build()
                            .isAllowed())
                    .isTrue();
        });
    }
}
