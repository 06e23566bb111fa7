package io.github.keda4j.podidentity.path;

import static io.github.keda4j.podidentity.path.ChainVariant.CLUSTER;
import static io.github.keda4j.podidentity.path.ChainVariant.OPERATOR;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE_ELSEWHERE;
import static io.github.keda4j.podidentity.path.ChainVariant.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RequestContext;
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
 * The limits of a proof: what AWS denies is never reported as allowed, and a decision that rests on something unknown
 * is reported as depending on it.
 */
class ProofLimitsTest {

    private static final PolicyDocument EVERYTHING =
            PolicyDocument.of(Statement.allow().action("*").resource("*").build());
    private static final PolicyDocument POD_TRUST = TrustPolicies.podIdentity()
            .cluster(CLUSTER)
            .namespace("keda")
            .serviceAccount("keda-operator")
            .build();

    /** A Deny with one condition, in the role's policy, in its boundary and in the queue's policy. */
    @ParameterizedTest(name = "Deny if {0} {1} {2}: {3}")
    @CsvSource({
        "aws:RequestedRegion, StringEquals, us-east-1, DENIED",
        "aws:RequestedRegion, StringNotEquals, us-east-1, ALLOWED",
        "aws:RequestedRegion, StringNotEquals, eu-west-1, DENIED",
        "aws:ViaAWSService, Bool, false, DENIED",
        "aws:ViaAWSService, Bool, true, ALLOWED",
        "aws:PrincipalIsAWSService, Bool, false, DENIED",
        "aws:PrincipalIsAWSService, Bool, true, ALLOWED",
        "aws:SecureTransport, Bool, true, DENIED",
        "aws:SecureTransport, Bool, false, ALLOWED",
        "aws:ResourceAccount, StringEquals, 111122223333, DENIED",
        "aws:ResourceAccount, StringNotEquals, 111122223333, ALLOWED",
        "aws:PrincipalAccount, StringNotEquals, 111122223333, ALLOWED",
        "aws:PrincipalType, StringEquals, AssumedRole, DENIED",
        "aws:CurrentTime, DateGreaterThan, 2020-01-01T00:00:00Z, DEPENDS",
        "aws:EpochTime, NumericGreaterThan, 1577836800, DEPENDS",
        "aws:TokenIssueTime, DateLessThan, 2030-01-01T00:00:00Z, DEPENDS",
        "aws:userid, StringLike, AROA*:eks-demo-*, DEPENDS",
        "aws:userid, StringLike, *:KEDA, DEPENDS",
        "aws:userid, StringLike, AIDA*, DEPENDS",
        "aws:username, StringLike, *, ALLOWED",
        "aws:username, StringNotLike, *, DENIED",
        "aws:SourceVpce, StringNotEquals, vpce-1, DEPENDS",
        "aws:SourceVpce, StringNotEqualsIfExists, vpce-1, DEPENDS",
        "aws:SourceIp, NotIpAddress, 10.0.0.0/8, DEPENDS",
        "aws:PrincipalOrgID, StringNotEquals, o-1234567890, DEPENDS",
        "aws:ResourceOrgID, StringNotEquals, ${aws:PrincipalOrgID}, DEPENDS",
        "aws:MultiFactorAuthPresent, BoolIfExists, false, DENIED",
        "aws:MultiFactorAuthPresent, Bool, true, ALLOWED",
        "aws:MultiFactorAuthAge, Null, true, DENIED",
        "aws:SourceIdentity, Null, true, DENIED",
        "aws:CalledVia, Null, false, ALLOWED",
        "aws:UserAgent, StringLike, *, DENIED",
        "aws:ResourceTag/env, StringEquals, prod, DEPENDS",
        "aws:PrincipalTag/kubernetes-namespace, StringEquals, keda, DENIED",
        "aws:PrincipalTag/kubernetes-pod-name, StringEquals, web-0, DEPENDS",
        "aws:PrincipalTag/team, StringEquals, books, ALLOWED",
        "s3:prefix, StringEquals, a, ALLOWED",
        "sqs:NewKey, StringEquals, a, DEPENDS"
    })
    void aDenyOnAKeyIsDecidedByWhatIsKnownOfIt(String key, String operator, String value, Verdict verdict) {
        PolicyDocument deny = PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"},
                 {"Sid":"Limit","Effect":"Deny","Action":"sqs:*","Resource":"*",
                  "Condition":{"%s":{"%s":"%s"}}}]}""".formatted(operator, key, value));
        PolicyDocument inQueue = PolicyDocument.parse(deny.toJson()
                .replace("\"Effect\":\"Deny\"", "\"Effect\":\"Deny\",\"Principal\":\"*\"")
                .replace("{\"Effect\":\"Allow\"", "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"}"));

        List<AccessPath> paths = List.of(
                receive(RolePolicies.of(OPERATOR, POD_TRUST, deny), null),
                receive(bounded(EVERYTHING, deny), null),
                receive(RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING), inQueue));

        assertThat(paths).allSatisfy(path -> {
            assertThat(path.verdict()).as(path.toString()).isEqualTo(verdict);
            assertThat(path.isAllowed()).isEqualTo(verdict == Verdict.ALLOWED);
            if (verdict == Verdict.DEPENDS) {
                Hop open = path.hops().get(1);
                assertThat(open.unknownKeys()).contains(key);
                assertThat(open.explanation()).contains("statement Limit", " denies it if " + key + " " + operator);
            }
        });
    }

    @Test
    void whatIsUnknownIsDecidedOnceItIsSaid() {
        PolicyDocument fromOneEndpoint = PolicyDocument.of(Statement.allow()
                .action("sqs:ReceiveMessage")
                .resource(QUEUE)
                .condition(Base.STRING_EQUALS, "aws:SourceVpce", "vpce-1")
                .build());
        RolePolicies role = RolePolicies.of(OPERATOR, POD_TRUST, fromOneEndpoint);

        assertThat(receive(role, null).verdict()).isEqualTo(Verdict.DEPENDS);
        assertThat(pod().setting(RequestContext.empty().with("aws:SourceVpce", "vpce-1"))
                        .role(role)
                        .act("sqs:ReceiveMessage", QUEUE)
                        .build()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
        assertThat(pod().setting(RequestContext.empty().without("aws:SourceVpce"))
                        .role(role)
                        .act("sqs:ReceiveMessage", QUEUE)
                        .build()
                        .verdict())
                .isEqualTo(Verdict.DENIED);
    }

    @Test
    void aDependencyIsToldInJsonAndInTheChart() {
        RolePolicies role = bounded(
                EVERYTHING,
                PolicyDocument.of(Statement.allow()
                        .sid("UntilNewYear")
                        .action("sqs:*")
                        .resource("*")
                        .condition(Base.DATE_LESS_THAN, "aws:CurrentTime", "2030-01-01T00:00:00Z")
                        .build()));
        AccessPath path = receive(role, null);

        assertThat(path.toJson())
                .contains(
                        "\"verdict\":\"DEPENDS\"",
                        "\"dependsOn\":[{\"keys\":[\"aws:CurrentTime\"],\"what\":\"statement UntilNewYear of the permissions"
                                + " boundary allows it only if aws:CurrentTime DateLessThan 2030-01-01T00:00:00Z\"}]");
        assertThat(path.toMermaid()).contains("|\"DEPENDS: aws:CurrentTime\"|");
    }

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

    @Test
    void aTrustOnAPodsNameOrOnTheNameOfAnEksSessionDepends() {
        PolicyDocument onePod = PolicyDocument.parse(POD_TRUST
                .toJson()
                .replace(
                        "\"aws:SourceAccount\":\"111122223333\"",
                        "\"aws:RequestTag/kubernetes-pod-name\":\"keda-operator-0\""));
        PolicyDocument oneSession = PolicyDocument.of(Statement.allow()
                .principal(
                        Principal.aws("arn:aws:sts::111122223333:assumed-role/keda-operator/eks-demo-keda-operator-0"))
                .action("sts:AssumeRole", "sts:TagSession")
                .build());

        assertThat(pod().role(RolePolicies.of(OPERATOR, onePod)).build().verdict())
                .isEqualTo(Verdict.DEPENDS);
        assertThat(chain(RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING), oneSession)
                        .verdict())
                .isEqualTo(Verdict.DEPENDS);
    }

    @Test
    void whetherATagThatIsOnlyPassedOnIsARequestTagIsNotDocumented() {
        String trust = TrustPolicies.roleChaining()
                .trusting(OPERATOR)
                .callerPod(CLUSTER, "keda", "keda-operator")
                .build()
                .toJson();
        PolicyDocument asked = PolicyDocument.parse(
                trust.replace("aws:PrincipalTag/kubernetes-namespace", "aws:RequestTag/kubernetes-namespace"));
        PolicyDocument ofAnother = PolicyDocument.parse(asked.toJson()
                .replace("RequestTag/kubernetes-namespace\":\"keda", "RequestTag/kubernetes-namespace\":\"other"));
        RolePolicies caller = RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING);

        assertThat(chain(caller, PolicyDocument.parse(trust)).verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(chain(caller, asked).verdict()).isEqualTo(Verdict.DEPENDS);
        assertThat(chain(caller, ofAnother).verdict()).isEqualTo(Verdict.DENIED);
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

    /** AWS Fault Isolation Boundaries, "Partitions": credentials of one have no effect in another. */
    @Test
    void nothingIsAllowedAcrossPartitions() {
        RolePolicies role = RolePolicies.of(OPERATOR, POD_TRUST, EVERYTHING);
        PolicyDocument trust = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("111122223333"))
                .action("sts:*")
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

    @Test
    void whatAPolicyGrantsIsProvedWithTheValuesThatItsConditionsAskFor() {
        PolicyDocument needed = PolicyDocument.of(
                Statement.allow()
                        .action("s3:ListBucket")
                        .resource("arn:aws:s3:::reports")
                        .condition(Base.STRING_LIKE, "s3:prefix", "2026/*")
                        .build(),
                Statement.allow()
                        .action("cloudwatch:GetMetricData")
                        .resource("*")
                        .condition(Base.STRING_EQUALS, "aws:RequestedRegion", "us-east-1", "eu-west-1")
                        .build());
        AccessPath.Builder path = pod().resourceAccount("arn:aws:s3:::reports", "111122223333");

        AccessPath proved = path.role(RolePolicies.of(OPERATOR, POD_TRUST, needed))
                .actAll(needed)
                .build();

        assertThat(proved.verdict()).as(proved.toString()).isEqualTo(Verdict.ALLOWED);
        assertThat(proved.hops()).hasSize(4);
    }

    private static AccessPath.Builder pod() {
        return AccessPath.of(PodIdentity.anyPodOf(CLUSTER, "keda", "keda-operator"));
    }

    private static AccessPath receive(RolePolicies role, PolicyDocument queuePolicy) {
        return pod().role(role).act("sqs:ReceiveMessage", QUEUE, queuePolicy).build();
    }

    private static AccessPath chain(RolePolicies caller, PolicyDocument trust) {
        return pod().role(caller).assume(RolePolicies.of(READER, trust)).build();
    }

    private static RolePolicies bounded(PolicyDocument permissions, PolicyDocument boundary) {
        return RolePolicies.builder(OPERATOR)
                .trustPolicy(POD_TRUST)
                .permissions(permissions)
                .permissionsBoundary(boundary)
                .build();
    }
}
