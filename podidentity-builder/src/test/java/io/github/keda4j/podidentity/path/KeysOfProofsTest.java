package io.github.keda4j.podidentity.path;

import static io.github.keda4j.podidentity.path.ChainVariant.CLUSTER;
import static io.github.keda4j.podidentity.path.ChainVariant.OPERATOR;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE;
import static io.github.keda4j.podidentity.path.Proofs.EVERYTHING;
import static io.github.keda4j.podidentity.path.Proofs.POD_TRUST;
import static io.github.keda4j.podidentity.path.Proofs.bounded;
import static io.github.keda4j.podidentity.path.Proofs.chain;
import static io.github.keda4j.podidentity.path.Proofs.pod;
import static io.github.keda4j.podidentity.path.Proofs.receive;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.path.Hop.Verdict;
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
 * What a proof makes of condition keys: known ones, unknown ones, and those that are only partly documented. What AWS denies
 * is never reported as allowed, and a decision that rests on something unknown is reported as depending on it.
 */
class KeysOfProofsTest {

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
}
