package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE_URL;
import static io.github.keda4j.wiring.Parts.deployment;
import static io.github.keda4j.wiring.Parts.serviceAccount;
import static io.github.keda4j.wiring.Parts.stack;
import static io.github.keda4j.wiring.TriggerParts.only;
import static io.github.keda4j.wiring.TriggerParts.rabbit;
import static io.github.keda4j.wiring.TriggerParts.sqs;
import static io.github.keda4j.wiring.TriggerParts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which credentials KEDA uses for each trigger, and what the proof says if they are unknown. */
class KedaIdentitiesTest {

    private static TriggerAuthenticationBuilder rabbitAuthentication() {
        return new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName("rabbit")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .addNewSecretTargetRef()
                .withParameter("host")
                .withName("rabbit")
                .withKey("url")
                .endSecretTargetRef()
                .endSpec();
    }

    @Test
    void anAuthenticationThatIsNeitherGivenNorThereDoesNotBuild() {
        assertThatThrownBy(() -> stack().scaledObject(with(rabbit())).build())
                .hasMessageContaining("stack-authentication-missing")
                .hasMessageContaining("/spec/triggers/1/authenticationRef/name")
                .hasMessageContaining("rabbit");
    }

    @Test
    void anAuthenticationThatIsGivenIsAManifest() {
        TriggerAuthentication rabbit = rabbitAuthentication().build();

        ScalingStack stack =
                stack().scaledObject(with(rabbit())).authentication(rabbit).build();

        assertThat(stack.manifests())
                .extracting(HasMetadata::getKind)
                .containsExactly(
                        "ServiceAccount",
                        "Deployment",
                        "TriggerAuthentication",
                        "TriggerAuthentication",
                        "ScaledObject");
        assertThat(stack.manifests()).contains(rabbit);
        assertThat(stack.prove().isComplete()).isTrue();
    }

    @Test
    void anAuthenticationThatIsThereIsLeftAlone() {
        ScalingStack stack =
                stack().scaledObject(with(rabbit())).existing("rabbit").build();

        assertThat(stack.manifests()).hasSize(4);
        assertThat(stack.prove().isComplete()).isTrue();
    }

    @Test
    void anAuthenticationOfTheClusterCanOnlyBeReferredTo() {
        AuthenticationRef reference = new AuthenticationRef();
        reference.setName("aws");
        reference.setKind(AuthenticationRefKind.CLUSTER_TRIGGER_AUTHENTICATION);
        ScaleTriggers trigger = sqs(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1"));
        trigger.setAuthenticationRef(reference);

        assertThatThrownBy(() -> stack().scaledObject(only(trigger)).build())
                .hasMessageContaining("stack-cluster-trigger-authentication");
        ScalingStack stack =
                stack().scaledObject(only(trigger)).existing(reference).build();
        assertThat(stack.prove().isComplete()).isFalse();
        assertThat(stack.prove().toString())
                .contains("DEPENDS keda/keda-operator -> sqs:GetQueueAttributes on event-messages-queue:"
                        + " ClusterTriggerAuthentication aws was not given");
        assertThat(stack.associations()).hasSize(1);
    }

    @Test
    void identityOwnerOperatorIsTheOperatorsIdentityWithoutAnAuthentication() {
        ScaleTriggers trigger =
                sqs(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1", "identityOwner", "operator"));
        trigger.setAuthenticationRef(null);

        ScalingStack stack = stack().scaledObject(only(trigger)).build();

        assertThat(stack.policies()).containsKey("keda-operator.read-events-of-security.q-read");
        assertThat(stack.manifests()).hasSize(3);
        assertThat(stack.prove().isComplete()).isTrue();
    }

    @Test
    void theWorkloadsIdentityIsTheRoleOfItsAnnotation() {
        TriggerAuthentication workload = new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName("aws")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS)
                .withIdentityOwner(IdentityOwner.WORKLOAD)
                .endPodIdentity()
                .endSpec()
                .build();
        ScaledObject scaledObject = only(sqs(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1")));

        assertThatThrownBy(() -> stack().scaledObject(scaledObject)
                        .authentication(workload)
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("must have the annotation eks.amazonaws.com/role-arn");

        ServiceAccount annotated = new ServiceAccountBuilder(serviceAccount())
                .editMetadata()
                .addToAnnotations("eks.amazonaws.com/role-arn", "arn:aws:iam::111122223333:role/reader")
                .endMetadata()
                .build();
        assertThat(stack().workload(deployment("q-read"), annotated, access -> {})
                        .scaledObject(scaledObject)
                        .authentication(workload)
                        .build()
                        .prove()
                        .toString())
                .contains("role/reader");
    }

    @Test
    void anAnnotationThatNamesNoRoleLeavesTheProofOpen() {
        TriggerAuthentication workload = new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName("aws")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS)
                .withIdentityOwner(IdentityOwner.WORKLOAD)
                .endPodIdentity()
                .endSpec()
                .build();
        ServiceAccount annotated = new ServiceAccountBuilder(serviceAccount())
                .editMetadata()
                .addToAnnotations("eks.amazonaws.com/role-arn", "reader")
                .endMetadata()
                .build();

        Proof proof = stack().workload(deployment("q-read"), annotated, access -> {})
                .scaledObject(only(sqs(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1"))))
                .authentication(workload)
                .build()
                .prove();

        assertThat(proof.isComplete()).isFalse();
        assertThat(proof.toString()).contains("\"reader\" is not the ARN of a role");
    }

    @Test
    void accessKeysOfASecretLeaveTheProofOpen() {
        TriggerAuthentication keys = new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName("aws")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .addNewSecretTargetRef()
                .withParameter("awsAccessKeyID")
                .withName("aws")
                .withKey("id")
                .endSecretTargetRef()
                .addNewSecretTargetRef()
                .withParameter("awsSecretAccessKey")
                .withName("aws")
                .withKey("key")
                .endSecretTargetRef()
                .endSpec()
                .build();

        Proof proof = stack().scaledObject(only(sqs(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1"))))
                .authentication(keys)
                .build()
                .prove();

        assertThat(proof.isComplete()).isFalse();
        assertThat(proof.toString()).contains("KEDA reads it with a role or access keys that are not known here");
    }

    @Test
    void aTriggerWithTheProviderOfIrsaIsRefusedWithoutTheAnnotation() {
        TriggerAuthentication irsa = new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName("aws")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS_EKS)
                .endPodIdentity()
                .endSpec()
                .build();

        ScalingStack.Builder stack = stack().scaledObject(
                        only(sqs(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1"))))
                .authentication(irsa);

        assertThatThrownBy(stack::build)
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("Credentials for AWS are missing: there is no awsAccessKeyID.");
    }

    /** The provisioner adds its own tags to the described ones. */
    @Test
    void aBoundaryThatTurnsOnTheProvisionersTagsLeavesTheProofOpen() {
        PolicyDocument boundary = PolicyDocument.of(
                Statement.allow().action("*").resource("*").build(),
                Statement.deny()
                        .action("*")
                        .resource("*")
                        .condition(Base.NULL, "aws:PrincipalTag/keda4j/described", "false")
                        .build());

        Proof proof = stack().scalerIdentity(ScalerIdentity.role(IamRole.named("reader")
                        .withPermissionsBoundary("arn:aws:iam::111122223333:policy/limit", boundary)))
                .build()
                .prove();

        assertThat(proof.isComplete()).isFalse();
        assertThat(proof.hops())
                .extracting(Hop::unknownKeys)
                .anyMatch(keys -> keys.contains("aws:PrincipalTag/keda4j/described"));
    }
}
