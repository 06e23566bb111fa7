package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE;
import static io.github.keda4j.wiring.Parts.deployment;
import static io.github.keda4j.wiring.Parts.scaledObject;
import static io.github.keda4j.wiring.Parts.serviceAccount;
import static io.github.keda4j.wiring.Parts.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScalingStackTest {

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
                        "q-read.run-security.q-read",
                        "q-read-scaler.trust",
                        "q-read-scaler.read-events-of-security.q-read");
        assertThat(stack.policies().get("q-read-scaler.read-events-of-security.q-read"))
                .isEqualTo(PolicyDocument.parse("""
                        {"Version":"2012-10-17","Statement":[{"Sid":"SqsGetQueueAttributes","Effect":"Allow",
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
    void withTheWorkloadsRoleOneRoleTrustsBothAndMayDoBoth() {
        ScalingStack stack = stack().workload(
                        deployment("q-read"),
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
    void aStatefulSetIsScaledLikeADeployment() {
        StatefulSet statefulSet = new StatefulSetBuilder()
                .withNewMetadata()
                .withName("q-read")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withTemplate(Parts.template())
                .endSpec()
                .build();
        ScaledObject scaledObject = new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .editScaleTargetRef()
                .withKind("StatefulSet")
                .endScaleTargetRef()
                .endSpec()
                .build();

        ScalingStack stack = stack().workload(statefulSet, serviceAccount(), access -> access.consume(QUEUE))
                .scaledObject(scaledObject)
                .build();

        assertThat(stack.workload()).isEqualTo(statefulSet);
        assertThat(stack.findings()).extracting(Finding::rule).containsExactly("workload-fixed-replicas");
        assertThat(stack.prove().isComplete()).isTrue();
    }

    @Test
    void severalAwsTriggersShareOneScalerRoleThatMayReadEachAndNothingElse() {
        ScaledObject scaledObject = new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .addNewTrigger()
                .withType("aws-kinesis-stream")
                .withMetadata(Map.of("streamName", "clicks", "awsRegion", "us-east-1"))
                .withNewAuthenticationRef()
                .withName("streams")
                .endAuthenticationRef()
                .endTrigger()
                .addNewTrigger()
                .withType("aws-sqs-queue")
                .withMetadata(Map.of(
                        "queueURL", "https://sqs.us-east-1.amazonaws.com/111122223333/more", "awsRegion", "us-east-1"))
                .withNewAuthenticationRef()
                .withName("q-read-trigger-auth")
                .endAuthenticationRef()
                .endTrigger()
                .addToTriggers(cron())
                .endSpec()
                .build();

        ScalingStack stack = stack().scaledObject(scaledObject).build();

        assertThat(stack.manifests())
                .filteredOn(TriggerAuthentication.class::isInstance)
                .extracting(manifest -> manifest.getMetadata().getName())
                .containsExactly("q-read-trigger-auth", "streams");
        assertThat(stack.prove().toString())
                .contains("ALLOWED role/q-read-scaler -> sqs:GetQueueAttributes on event-messages-queue")
                .contains("ALLOWED role/q-read-scaler -> sqs:GetQueueAttributes on more")
                .contains("ALLOWED role/q-read-scaler -> kinesis:DescribeStreamSummary on stream/clicks");
        assertThat(stack.prove().isComplete()).isTrue();
    }

    @Test
    void withoutAwsTriggersKedaNeedsNoRoleAndWithoutAccessThePodsNeedNoneEither() {
        ScaledObject byTheClock = new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .withTriggers()
                .addToTriggers(cron())
                .endSpec()
                .build();

        ScalingStack stack = stack().scaledObject(byTheClock).build();
        assertThat(stack.roles()).extracting(role -> role.role().name()).containsExactly("q-read");
        assertThat(stack.associations()).hasSize(1);
        assertThat(stack.manifests())
                .extracting(HasMetadata::getKind)
                .containsExactly("ServiceAccount", "Deployment", "ScaledObject");
        assertThat(stack.prove().isComplete()).isTrue();

        ScalingStack nothing = stack().scaledObject(byTheClock)
                .workload(deployment("q-read"), serviceAccount(), access -> {})
                .build();
        assertThat(nothing.roles()).isEmpty();
        assertThat(nothing.associations()).isEmpty();
    }

    @Test
    void whatIsGivenIsCopied() {
        Deployment given = deployment("q-read");
        ScaledObject scaledObject = scaledObject("q-read");
        ScalingStack stack = stack().workload(given, serviceAccount(), access -> access.consume(QUEUE))
                .scaledObject(scaledObject)
                .build();

        given.getMetadata().setName("changed");
        scaledObject.getSpec().getTriggers().get(0).getMetadata().put("queueLength", "99");

        assertThat(stack.workload().getMetadata().getName()).isEqualTo("q-read");
        assertThat(((ScaledObject) stack.manifests().get(3))
                        .getSpec()
                        .getTriggers()
                        .get(0)
                        .getMetadata())
                .containsEntry("queueLength", "5");
    }

    @Test
    void whatIsDescribedLaterHasNoEffect() {
        AtomicReference<WorkloadAccess> kept = new AtomicReference<>();
        ScalingStack stack = stack().workload(
                        deployment("q-read"), serviceAccount(), access -> kept.set(access.consume(QUEUE)))
                .scaledObject(scaledObject("q-read"))
                .build();
        List<RoleDefinition> roles = stack.roles();

        kept.get().role(IamRole.named("other")).send(QUEUE + "-of-others");

        assertThat(stack.prove().isComplete()).isTrue();
        assertThat(stack.roles()).isEqualTo(roles);
        assertThat(stack.prove().toString()).doesNotContain("of-others");
    }

    @Test
    void aStackThatDoesNotFitTogetherIsRefusedWithEveryProblemAtOnce() {
        ScaledObject elsewhere = new ScaledObjectBuilder(scaledObject("q-read"))
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
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll("/cluster", "/operator", "/workload", "/scaledObject");
    }

    @Test
    void fixedReplicasAreWarnedOf() {
        Deployment fixed = new DeploymentBuilder(deployment("q-read"))
                .editSpec()
                .withReplicas(2)
                .endSpec()
                .build();
        assertThat(stack().workload(fixed, serviceAccount(), access -> access.consume(QUEUE))
                        .build()
                        .findings())
                .extracting(Finding::rule)
                .containsExactly("workload-fixed-replicas");
    }

    @Test
    void aRegionThatIsNotTheQueuesIsRefused() {
        ScaledObject otherRegion = new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .editFirstTrigger()
                .addToMetadata("awsRegion", "eu-west-1")
                .endTrigger()
                .endSpec()
                .build();

        assertThatThrownBy(() -> stack().scaledObject(otherRegion).build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("ERROR ScaledObject security/q-read /spec/triggers/0/metadata/awsRegion")
                .hasMessageContaining("trigger-region-mismatch");
    }

    @Test
    void everythingThatKedaWouldRefuseIsListedAtOnce() {
        ScaledObject refused = new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .withMinReplicaCount(5)
                .withMaxReplicaCount(2)
                .withPollingInterval(0)
                .editFirstTrigger()
                .addToMetadata("queueLength", "0")
                .endTrigger()
                .endSpec()
                .build();

        assertThatThrownBy(() -> stack().scaledObject(refused).build())
                .isInstanceOfSatisfying(
                        FindingsException.class,
                        refusal -> assertThat(refusal.findings())
                                .extracting(Finding::pointer)
                                .containsExactlyInAnyOrder(
                                        "/spec/pollingInterval",
                                        "/spec/minReplicaCount",
                                        "/spec/triggers/0/metadata/queueLength"));
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

    private static ScaleTriggers cron() {
        return new ScaleTriggersBuilder()
                .withType("cron")
                .withMetadata(
                        Map.of("timezone", "UTC", "start", "0 8 * * *", "end", "0 9 * * *", "desiredReplicas", "2"))
                .build();
    }
}
