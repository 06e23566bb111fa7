package io.github.keda4j.podidentity.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AccessPathTest {

    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";
    private static final String OPERATOR = "arn:aws:iam::111122223333:role/keda-operator";
    private static final String SCALER = "arn:aws:iam::111122223333:role/q-read-scaler";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:event-messages-queue";

    private static final PolicyDocument OPERATOR_TRUST = TrustPolicies.podIdentity()
            .cluster(CLUSTER)
            .namespace("keda")
            .serviceAccount("keda-operator")
            .build();
    private static final PolicyDocument MAY_ASSUME =
            Permissions.builder().assumeRole(SCALER).build().document();
    private static final PolicyDocument SCALER_TRUST =
            TrustPolicies.roleChaining().trusting(OPERATOR).build();
    private static final PolicyDocument MAY_READ =
            Permissions.builder().readQueueDepth(QUEUE).build().document();

    @Test
    void theScenariosChainIsAllowedAndNamesTheStatementBehindEveryStep() {
        AccessPath path = path(OPERATOR_TRUST, MAY_ASSUME, SCALER_TRUST, MAY_READ);

        assertThat(path.isAllowed()).isTrue();
        assertThat(path).hasToString("""
                        ALLOWED keda/keda-operator -> role/keda-operator (sts:AssumeRole + sts:TagSession, statement AllowEksAuthToAssumeRoleForPodIdentity)
                        ALLOWED role/keda-operator -> role/q-read-scaler (sts:AssumeRole + sts:TagSession, statement AllowRoleToAssume)
                        ALLOWED role/q-read-scaler -> sqs:GetQueueAttributes on event-messages-queue (sqs:GetQueueAttributes, statement ReadQueueDepth)""");
    }

    @Test
    void aTrustWithoutTagSessionIsDeniedAtThatHopAndTheFixMakesItPass() {
        Statement assumeOnly = Statement.allow()
                .sid("AllowOperator")
                .principal(Principal.aws(OPERATOR))
                .action("sts:AssumeRole")
                .build();
        AccessPath broken = path(OPERATOR_TRUST, MAY_ASSUME, PolicyDocument.of(assumeOnly), MAY_READ);

        Hop denied = broken.denied().orElseThrow();
        assertThat(denied.to()).isEqualTo("role/q-read-scaler");
        assertThat(denied.explanation())
                .isEqualTo("sts:TagSession: the trust policy does not allow sts:TagSession:"
                        + " statement AllowOperator is for sts:AssumeRole");
        assertThat(broken.hops()).last().returns(Verdict.NOT_REACHED, Hop::verdict);
        Fix fix = denied.fix();
        assertThat(fix).isNotNull();
        assertThat(fix.advice()).isNull();
        assertThat(fix.additions()).singleElement().satisfies(addition -> {
            assertThat(addition.where()).isEqualTo("the trust policy of role/q-read-scaler");
            PolicyDocument mended = PolicyDocument.of(assumeOnly, addition.statement());
            assertThat(path(OPERATOR_TRUST, MAY_ASSUME, mended, MAY_READ).isAllowed())
                    .isTrue();
        });
    }

    @Test
    void aPodOfAnotherNamespaceIsDeniedAtTheFirstHop() {
        PolicyDocument elsewhere = TrustPolicies.podIdentity()
                .cluster(CLUSTER)
                .namespace("keda-system")
                .serviceAccount("keda-operator")
                .build();

        Hop denied =
                path(elsewhere, MAY_ASSUME, SCALER_TRUST, MAY_READ).denied().orElseThrow();

        assertThat(denied.from()).isEqualTo("keda/keda-operator");
        assertThat(denied.explanation())
                .contains(
                        "asks for aws:RequestTag/kubernetes-namespace StringEquals keda-system, but the request has keda");
    }

    @Test
    void aMissingPermissionOnTheQueueIsDeniedAtTheLastHopWithItsFix() {
        PolicyDocument wrongAction = PolicyDocument.of(Statement.allow()
                .sid("ReceiveOnly")
                .action("sqs:ReceiveMessage")
                .resource(QUEUE)
                .build());

        Hop denied = path(OPERATOR_TRUST, MAY_ASSUME, SCALER_TRUST, wrongAction)
                .denied()
                .orElseThrow();

        assertThat(denied.to()).isEqualTo("sqs:GetQueueAttributes on event-messages-queue");
        assertThat(denied.fix())
                .isNotNull()
                .hasToString("add to a permission policy of role/q-read-scaler "
                        + "{\"Effect\":\"Allow\",\"Action\":\"sqs:GetQueueAttributes\",\"Resource\":\"" + QUEUE
                        + "\"}");
    }

    @Test
    void withoutSessionTagsTagSessionIsNotNeeded() {
        PolicyDocument untagged = TrustPolicies.podIdentity()
                .account("111122223333")
                .withoutSessionTags()
                .build();
        PolicyDocument assumeOnly = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws(OPERATOR))
                .action("sts:AssumeRole")
                .build());

        AccessPath path = AccessPath.of(PodIdentity.anyPodOf(CLUSTER, "keda", "keda-operator"))
                .role(RolePolicies.of(OPERATOR, untagged, MAY_ASSUME), false, null)
                .assume(RolePolicies.of(SCALER, assumeOnly, MAY_READ))
                .act("sqs:GetQueueAttributes", QUEUE)
                .build();

        assertThat(path.isAllowed()).as(path.toString()).isTrue();
    }

    @Test
    void whatIsKnownOfARoleOnlyByItsArnDependsOnItsPoliciesAndIsNotProved() {
        AccessPath path = AccessPath.of(PodIdentity.anyPodOf(CLUSTER, "keda", "keda-operator"))
                .role(RolePolicies.of(OPERATOR, OPERATOR_TRUST, MAY_ASSUME))
                .unknownRole(SCALER)
                .act("sqs:GetQueueAttributes", QUEUE)
                .build();

        assertThat(path.hops())
                .extracting(Hop::verdict)
                .containsExactly(Verdict.ALLOWED, Verdict.DEPENDS, Verdict.DEPENDS);
        assertThat(path.verdict()).isEqualTo(Verdict.DEPENDS);
        assertThat(path.toString()).contains("the policies of role/q-read-scaler were not given");
        assertThat(path.isAllowed()).isFalse();
        assertThat(path.denied()).isEmpty();
    }

    @Test
    void theChartHasANodeForEveryPlaceAndJsonTellsTheSameStory() {
        AccessPath path = path(OPERATOR_TRUST, MAY_ASSUME, SCALER_TRUST, MAY_READ);

        assertThat(path.toMermaid())
                .startsWith("flowchart LR\n")
                .contains("[\"keda/keda-operator\"]", "[\"role/keda-operator\"]", "[\"role/q-read-scaler\"]")
                .doesNotContain("DENIED");
        assertThat(path.toJson()).contains("\"allowed\":true", "\"to\":\"role/q-read-scaler\"");
    }

    @Test
    void aDenialIsToldInJsonWithItsReasonAndItsFix() throws IOException {
        PolicyDocument nothing =
                PolicyDocument.of(Statement.allow().action("s3:*").resource("*").build());

        JsonNode json = new ObjectMapper()
                .readTree(
                        path(OPERATOR_TRUST, MAY_ASSUME, SCALER_TRUST, nothing).toJson());

        assertThat(json.get("allowed").booleanValue()).isFalse();
        assertThat(json.get("hops")).hasSize(3);
        assertThat(json.at("/hops/1/actions/1/action").textValue()).isEqualTo("sts:TagSession");
        assertThat(json.at("/hops/1/actions/1/statement").textValue()).isEqualTo("AllowRoleToAssume");
        assertThat(json.at("/hops/1/actions/1/layer").textValue()).isEqualTo("TRUST");
        assertThat(json.at("/hops/2/verdict").textValue()).isEqualTo("DENIED");
        assertThat(json.at("/hops/2/actions/0/outcome").textValue()).isEqualTo("IMPLICITLY_DENIED");
        assertThat(json.at("/hops/2/actions/0/reason").textValue()).contains("statement #1 is for s3:*");
        assertThat(json.at("/hops/2/fix/additions/0/where").textValue())
                .isEqualTo("a permission policy of role/q-read-scaler");
        assertThat(json.at("/hops/2/fix/additions/0/statement/Action").textValue())
                .isEqualTo("sqs:GetQueueAttributes");
    }

    private static AccessPath path(
            PolicyDocument operatorTrust,
            PolicyDocument mayAssume,
            PolicyDocument scalerTrust,
            PolicyDocument mayRead) {
        return AccessPath.of(PodIdentity.anyPodOf(CLUSTER, "keda", "keda-operator"))
                .role(RolePolicies.of(OPERATOR, operatorTrust, mayAssume))
                .assume(RolePolicies.of(SCALER, scalerTrust, mayRead))
                .act("sqs:GetQueueAttributes", QUEUE)
                .build();
    }
}
