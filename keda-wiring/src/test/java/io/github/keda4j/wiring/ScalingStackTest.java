package io.github.keda4j.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalingStackTest {

    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:event-messages-queue";
    private static final String QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/111122223333/event-messages-queue";

    @Test
    void leastPrivilegeIsTheDefaultThreeRolesEachForOnePurpose() {
        ScalingStack stack = stack().build();

        assertThat(stack.roles())
                .extracting(definition -> definition.role().name())
                .containsExactly("keda-operator", "q-read", "q-read-scaler");
        assertThat(stack.policies().keySet())
                .containsExactly(
                        "keda-operator.trust",
                        "keda-operator.assume-q-read-scaler",
                        "q-read.trust",
                        "q-read.run-q-read",
                        "q-read-scaler.trust",
                        "q-read-scaler.read-events-of-q-read");
        assertThat(stack.policies().get("q-read-scaler.read-events-of-q-read"))
                .isEqualTo(PolicyDocument.parse("""
                        {"Version":"2012-10-17","Statement":[{"Sid":"ReadQueueDepth","Effect":"Allow",
                         "Action":"sqs:GetQueueAttributes","Resource":"%s"}]}""".formatted(QUEUE)));
        assertThat(stack.policies().get("q-read-scaler.trust")).isEqualTo(PolicyDocument.parse("""
                        {"Version":"2012-10-17","Statement":[{"Sid":"AllowKedaOperatorToAssume","Effect":"Allow",
                         "Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},
                         "Action":["sts:AssumeRole","sts:TagSession"]}]}"""));
        assertThat(stack.policies().get("keda-operator.trust")).isEqualTo(PolicyDocument.parse("""
                        {"Version":"2012-10-17","Statement":[{"Sid":"AllowEksAuthToAssumeRoleForPodIdentity",
                         "Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},
                         "Action":["sts:AssumeRole","sts:TagSession"],
                         "Condition":{"StringEquals":{"aws:SourceAccount":"111122223333",
                          "aws:RequestTag/eks-cluster-arn":"arn:aws:eks:us-east-1:111122223333:cluster/demo",
                          "aws:RequestTag/kubernetes-namespace":"keda",
                          "aws:RequestTag/kubernetes-service-account":"keda-operator"}}}]}"""));
    }

    @Test
    void theTriggerAuthenticationIsMadeAndNamesTheScalersRole() {
        List<HasMetadata> manifests = stack().build().manifests();

        assertThat(manifests)
                .extracting(HasMetadata::getKind)
                .containsExactly("ServiceAccount", "Deployment", "TriggerAuthentication", "ScaledObject");
        TriggerAuthentication authentication = (TriggerAuthentication) manifests.get(2);
        assertThat(authentication.getMetadata().getName()).isEqualTo("q-read-trigger-auth");
        assertThat(authentication.getMetadata().getNamespace()).isEqualTo("security");
        assertThat(authentication.getSpec().getPodIdentity().getProvider()).isEqualTo(PodIdentityProvider.AWS);
        assertThat(authentication.getSpec().getPodIdentity().getRoleArn())
                .isEqualTo("arn:aws:iam::111122223333:role/q-read-scaler");
    }

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
    void withTheWorkloadsRoleOneRoleTrustsBothAndMayDoBoth() {
        ScalingStack stack = stack().workload(
                        deployment(),
                        serviceAccount(),
                        access -> access.role(IamRole.named("APG-keda-identity-test"))
                                .consume(QUEUE))
                .scalerIdentity(ScalerIdentity.workloadRole())
                .build();

        assertThat(stack.roles())
                .extracting(definition -> definition.role().name())
                .containsExactly("keda-operator", "APG-keda-identity-test");
        assertThat(stack.policies().get("APG-keda-identity-test.trust").statements())
                .extracting(statement -> statement.sid().orElseThrow())
                .containsExactly("AllowEksAuthToAssumeRoleForPodIdentity", "AllowKedaOperatorToAssume");
        assertThat(stack.prove().isComplete()).isTrue();
    }

    @Test
    void withTheOperatorsRoleThereIsNoSecondHop() {
        ScalingStack stack =
                stack().scalerIdentity(ScalerIdentity.operatorRole()).build();

        assertThat(stack.roles())
                .extracting(definition -> definition.role().name())
                .containsExactly("keda-operator", "q-read");
        assertThat(((TriggerAuthentication) stack.manifests().get(2))
                        .getSpec()
                        .getPodIdentity()
                        .getRoleArn())
                .isNull();
        assertThat(stack.prove().isComplete()).isTrue();
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
        assertThat(unknown.prove().hops()).extracting(Hop::verdict).contains(Verdict.NOT_CHECKED);

        PolicyDocument trust = PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},
                  "Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"shared-secret"}}},
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},
                  "Action":"sts:TagSession"}]}""");
        PolicyDocument read = stack().build().policies().get("q-read-scaler.read-events-of-q-read");
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
    void aStackThatDoesNotFitTogetherIsRefusedWithEveryProblemAtOnce() {
        ScaledObject elsewhere = new ScaledObjectBuilder(scaledObject())
                .editMetadata()
                .withNamespace("other")
                .endMetadata()
                .editSpec()
                .withNewScaleTargetRef()
                .withName("q-write")
                .endScaleTargetRef()
                .editFirstTrigger()
                .withAuthenticationRef(null)
                .endTrigger()
                .endSpec()
                .build();

        assertThatThrownBy(() -> stack().scaledObject(elsewhere)
                        .adjustTrustPolicy("nobody", trust -> trust)
                        .build())
                .isInstanceOfSatisfying(
                        FindingsException.class,
                        refusal -> assertThat(refusal.findings())
                                .extracting(Finding::rule)
                                .containsExactly(
                                        "stack-namespace-mismatch",
                                        "stack-namespace-mismatch",
                                        "stack-scale-target-mismatch",
                                        "stack-trigger-without-authentication",
                                        "stack-adjustment-of-unknown-role"));
    }

    @Test
    void whatIsMissingIsNamedAllAtOnce() {
        assertThatThrownBy(() -> ScalingStack.builder().build())
                .hasMessage("a ScalingStack needs also: cluster, operator, workload, scaledObject");
    }

    @Test
    void fixedReplicasAndAnotherRegionAreWarnedOf() {
        Deployment fixed = new DeploymentBuilder(deployment())
                .editSpec()
                .withReplicas(2)
                .endSpec()
                .build();
        ScaledObject otherRegion = new ScaledObjectBuilder(scaledObject())
                .editSpec()
                .editFirstTrigger()
                .addToMetadata("awsRegion", "eu-west-1")
                .endTrigger()
                .endSpec()
                .build();

        ScalingStack stack = stack().workload(fixed, serviceAccount(), access -> access.consume(QUEUE))
                .scaledObject(otherRegion)
                .build();

        assertThat(stack.findings())
                .extracting(Finding::rule)
                .containsExactly("stack-fixed-replicas", "stack-region-mismatch");
    }

    @Test
    void theSameDescriptionAlwaysGivesTheSameResult() {
        ScalingStack first = stack().build();
        ScalingStack second = stack().build();

        assertThat(first.policies()).isEqualTo(second.policies());
        assertThat(first.manifests()).isEqualTo(second.manifests());
        assertThat(first.associations()).isEqualTo(second.associations());
        assertThat(first.prove()).hasToString(second.prove().toString());
    }

    private static ScalingStack.Builder stack() {
        return ScalingStack.builder()
                .cluster(CLUSTER)
                .operator(KedaOperator.inNamespace("keda"))
                .workload(deployment(), serviceAccount(), access -> access.consume(QUEUE))
                .scaledObject(scaledObject());
    }

    private static Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("q-read")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .withServiceAccountName("my-sqs-read-msgs")
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static ServiceAccount serviceAccount() {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("my-sqs-read-msgs")
                .withNamespace("security")
                .endMetadata()
                .build();
    }

    private static ScaledObject scaledObject() {
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withName("q-read")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withName("q-read")
                .endScaleTargetRef()
                .addNewTrigger()
                .withType("aws-sqs-queue")
                .withMetadata(Map.of("queueURL", QUEUE_URL, "queueLength", "5", "awsRegion", "us-east-1"))
                .withNewAuthenticationRef()
                .withName("q-read-trigger-auth")
                .endAuthenticationRef()
                .endTrigger()
                .endSpec()
                .build();
    }
}
