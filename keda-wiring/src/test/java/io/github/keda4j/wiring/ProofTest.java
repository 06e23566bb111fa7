package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE;
import static io.github.keda4j.wiring.Parts.deployment;
import static io.github.keda4j.wiring.Parts.scaledObject;
import static io.github.keda4j.wiring.Parts.serviceAccount;
import static io.github.keda4j.wiring.Parts.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a stack's proof says, and what it does not claim to know. */
class ProofTest {

    @Test
    void everyHopOfTheDefaultWiringIsProved() {
        Proof proof = stack().build().prove();

        assertThat(proof.isComplete()).as(proof.toString()).isTrue();
        assertThat(proof.toString())
                .startsWith("ALLOWED keda/keda-operator -> role/keda-operator (sts:AssumeRole + sts:TagSession,")
                .contains("ALLOWED role/keda-operator -> role/q-read-scaler")
                .contains("ALLOWED role/q-read-scaler -> sqs:GetQueueAttributes on event-messages-queue")
                .contains("ALLOWED role/q-read -> sqs:DeleteMessage on event-messages-queue");
        assertThat(proof.toMarkdown()).contains("Every hop of the chain is allowed.", "```mermaid\nflowchart LR\n");
    }

    @Test
    void aRoleOfAnotherAccountIsLeftAloneAndProvedOnlyAsFarAsItsPoliciesAreKnown() {
        String arn = "arn:aws:iam::444455556666:role/queue-reader";
        ScalingStack unknown = stack().scalerIdentity(
                        ScalerIdentity.role(IamRole.existing(arn)).withExternalId("shared-secret"))
                .build();

        assertThat(unknown.roles())
                .extracting(definition -> definition.role().name())
                .containsExactly("keda-operator", "q-read");
        assertThat(unknown.prove().isComplete()).isFalse();
        assertThat(unknown.prove().hops()).extracting(Hop::verdict).contains(Verdict.DEPENDS);

        PolicyDocument trust = PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},
                  "Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"shared-secret"}}},
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},
                  "Action":"sts:TagSession"}]}""");
        PolicyDocument read = stack().build().policies().get("q-read-scaler.read-events-of-security.q-read");
        ScalingStack known = stack().scalerIdentity(ScalerIdentity.role(
                                IamRole.existing(arn).withTrustPolicy(trust).withPermissions(read))
                        .withExternalId("shared-secret"))
                .build();
        assertThat(known.prove().hops())
                .filteredOn(hop -> hop.to().equals("role/queue-reader"))
                .extracting(Hop::verdict)
                .containsExactly(Verdict.ALLOWED);
    }

    @Test
    void aRoleWhosePermissionsAreNotKnownIsReachedAndThenDependsOnThem() {
        String arn = "arn:aws:iam::111122223333:role/team/queue-reader";
        PolicyDocument trust = stack().build().policies().get("q-read-scaler.trust");

        Proof proof = stack().scalerIdentity(
                        ScalerIdentity.role(IamRole.existing(arn).withTrustPolicy(trust)))
                .build()
                .prove();

        assertThat(proof.toString())
                .contains("ALLOWED role/keda-operator -> role/team/queue-reader")
                .contains("DEPENDS role/team/queue-reader -> sqs:GetQueueAttributes on event-messages-queue");
        assertThat(proof.denied()).isEmpty();
        assertThat(proof.isComplete()).isFalse();
    }

    @Test
    void aPermissionsBoundaryCountsInTheProofAndOneThatIsNotKnownLeavesItOpen() {
        String boundary = "arn:aws:iam::111122223333:policy/boundary";
        PolicyDocument onlyRead = PolicyDocument.of(Statement.allow()
                .action("sqs:ReceiveMessage", "sqs:GetQueueUrl")
                .resource("*")
                .build());
        IamRole open = IamRole.named("reader").withPermissionsBoundary(boundary);
        IamRole known = IamRole.named("reader").withPermissionsBoundary(boundary, onlyRead);

        assertThat(withWorkloadRole(open).toString())
                .contains("DEPENDS role/reader -> sqs:DeleteMessage on event-messages-queue");
        assertThat(withWorkloadRole(known).denied().orElseThrow().to()).startsWith("sqs:DeleteMessage");
        assertThat(withWorkloadRole(known).denied().orElseThrow().explanation()).contains("boundary");
    }

    @Test
    void anAdjustedTrustPolicyWithoutTagSessionBreaksTheProofAtThatHop() {
        Proof proof = stack().adjustTrustPolicy(
                        "q-read-scaler",
                        trust -> PolicyDocument.parse(trust.toJson()
                                .replace("[\"sts:AssumeRole\",\"sts:TagSession\"]", "\"sts:AssumeRole\"")))
                .build()
                .prove();

        Hop denied = proof.denied().orElseThrow();
        assertThat(denied.from()).isEqualTo("role/keda-operator");
        assertThat(denied.to()).isEqualTo("role/q-read-scaler");
        assertThat(denied.explanation()).startsWith("sts:TagSession: the trust policy does not allow");
        assertThat(proof.toMarkdown()).contains("The chain breaks at", "## What to do");
    }

    @Test
    void adjustmentsOfOneRoleAreMadeOneAfterTheOther() {
        Statement team = Statement.allow()
                .sid("Team")
                .principal(Principal.aws("arn:aws:iam::111122223333:role/team"))
                .action("sts:AssumeRole")
                .build();
        ScalingStack stack = stack().adjustTrustPolicy(
                        "q-read-scaler",
                        trust -> trust.toBuilder().statement(team).build())
                .adjustTrustPolicy(
                        "q-read-scaler",
                        trust -> PolicyDocument.parse(trust.toJson().replace("role/team", "role/platform")))
                .build();

        PolicyDocument adjusted = stack.roles().stream()
                .filter(role -> role.role().name().equals("q-read-scaler"))
                .findFirst()
                .orElseThrow()
                .trustPolicy();
        assertThat(adjusted.statements()).hasSize(2);
        assertThat(adjusted.toJson()).contains("role/platform").doesNotContain("role/team");
    }

    @Test
    void thePageOfAProofHasARowForEachHop() {
        Proof proof = stack().build().prove();

        assertThat(proof.toMarkdown().lines().filter(line -> line.startsWith("| ALLOWED | ")))
                .containsExactlyElementsOf(proof.hops().stream()
                        .map(hop ->
                                "| ALLOWED | `" + hop.from() + "` | `" + hop.to() + "` | " + hop.explanation() + " |")
                        .toList());
        assertThat(proof.toMarkdown())
                .contains("Every hop of the chain is allowed.")
                .doesNotContain("What to do");
    }

    @Test
    void aTriggerInAnotherPartitionIsNotReached() {
        ScaledObject scaledObject = new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .withTriggers(new ScaleTriggersBuilder()
                        .withType("aws-kinesis-stream")
                        .withMetadata(Map.of("streamName", "orders", "awsRegion", "cn-north-1"))
                        .withNewAuthenticationRef()
                        .withName("aws")
                        .endAuthenticationRef()
                        .build())
                .endSpec()
                .build();
        Proof proof = stack().scaledObject(scaledObject).build().prove();

        assertThat(proof.denied().orElseThrow().explanation()).contains("not of the same partition");
    }

    private static Proof withWorkloadRole(IamRole role) {
        return stack().workload(
                        deployment("q-read"),
                        serviceAccount(),
                        access -> access.role(role).consume(QUEUE))
                .build()
                .prove();
    }
}
