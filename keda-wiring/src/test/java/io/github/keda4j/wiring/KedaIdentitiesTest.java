package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE_URL;
import static io.github.keda4j.wiring.Parts.deployment;
import static io.github.keda4j.wiring.Parts.scaledObject;
import static io.github.keda4j.wiring.Parts.serviceAccount;
import static io.github.keda4j.wiring.Parts.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which credentials KEDA uses for each trigger, and what the proof says if they are unknown. */
class KedaIdentitiesTest {

    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";

    private static ScaledObject with(ScaleTriggers... more) {
        return new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .addToTriggers(more)
                .endSpec()
                .build();
    }

    private static ScaledObject only(ScaleTriggers trigger) {
        return new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .withTriggers(trigger)
                .endSpec()
                .build();
    }

    private static ScaleTriggers rabbit() {
        return new ScaleTriggersBuilder()
                .withType("rabbitmq")
                .withMetadata(Map.of("protocol", "amqp", "queueName", "orders", "mode", "QueueLength", "value", "5"))
                .withNewAuthenticationRef()
                .withName("rabbit")
                .endAuthenticationRef()
                .build();
    }

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

    private static TriggerAuthentication fromSecretsManager(String roleArn) {
        return new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName("rabbit")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewAwsSecretManager()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS)
                .withRoleArn(roleArn)
                .endPodIdentity()
                .addNewSecret()
                .withParameter("host")
                .withName("shop/rabbit")
                .endSecret()
                .endAwsSecretManager()
                .endSpec()
                .build();
    }

    /** The secret shop/rabbit, read with the scaler's role. */
    static ScalingStack.Builder readingASecret() {
        return stack().scaledObject(with(rabbit()))
                .authentication(fromSecretsManager("arn:aws:iam::111122223333:role/q-read-scaler"));
    }

    private static ScaleTriggers sqs(Map<String, String> metadata) {
        return new ScaleTriggersBuilder()
                .withType("aws-sqs-queue")
                .withMetadata(metadata)
                .withNewAuthenticationRef()
                .withName("aws")
                .endAuthenticationRef()
                .build();
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

    private static ContainerBuilder container(String name) {
        return new ContainerBuilder().withName(name).withImage(name);
    }

    private static Container withQueue(ContainerBuilder container) {
        return container
                .addNewEnv()
                .withName("QUEUE")
                .withValue(QUEUE_URL)
                .endEnv()
                .build();
    }

    /** A stack whose pods have these containers and no access to AWS. */
    private static ScalingStack.Builder withContainers(Container... containers) {
        return stack().workload(
                        new DeploymentBuilder(deployment("q-read"))
                                .editSpec()
                                .editTemplate()
                                .editSpec()
                                .withContainers(containers)
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build(),
                        serviceAccount(),
                        access -> {});
    }

    @ParameterizedTest
    @CsvSource({"reader, false", "sidecar, true", "'', false"})
    void theEnvironmentIsThatOfTheContainerThatTheScaledObjectNames(String container, boolean known) {
        ScaledObject scaledObject = only(sqs(Map.of("queueURLFromEnv", "QUEUE", "awsRegion", "us-east-1")));
        scaledObject.getSpec().getScaleTargetRef().setEnvSourceContainerName(container);
        ScalingStack.Builder stack = withContainers(container("reader").build(), withQueue(container("sidecar")))
                .scaledObject(scaledObject);

        if (known) {
            assertThat(stack.build().prove().isComplete()).isTrue();
        } else {
            assertThatThrownBy(stack::build)
                    .isInstanceOfSatisfying(
                            FindingsException.class,
                            refused -> assertThat(refused.findings())
                                    .singleElement()
                                    .satisfies(finding -> assertThat(finding.hint())
                                            .contains(
                                                    "The container does not set the variable that queueURLFromEnv names,"
                                                            + " or leaves it empty.")));
        }
    }

    @Test
    void aQueueInTheEnvironmentIsKnownIfTheContainerSaysIt() {
        ScaleTriggers trigger = sqs(Map.of("queueURLFromEnv", "QUEUE", "awsRegion", "us-east-1"));
        ScalingStack known = withContainers(withQueue(container("reader")))
                .scaledObject(only(trigger))
                .build();
        assertThat(known.prove().isComplete()).isTrue();

        ScalingStack unknown = withContainers(container("reader")
                        .addNewEnvFrom()
                        .withNewSecretRef("queues", false)
                        .endEnvFrom()
                        .build())
                .scaledObject(only(trigger))
                .build();
        assertThat(unknown.findings()).extracting(Finding::rule).containsExactly("stack-trigger-source-unknown");
        assertThat(unknown.prove().isComplete()).isFalse();
        assertThat(unknown.prove().toString())
                .contains("DEPENDS role/q-read-scaler -> sqs:GetQueueAttributes: queueURL is not known");
    }

    @Test
    void theNameOfAQueueDoesNotSayWhoseItIs() {
        ScalingStack stack = stack().scaledObject(only(sqs(Map.of("queueURL", "orders", "awsRegion", "us-east-1"))))
                .build();

        assertThat(stack.policies()
                        .get("q-read-scaler.read-events-of-security.q-read")
                        .toJson())
                .contains("arn:aws:sqs:us-east-1:111122223333:orders");
        assertThat(stack.prove().isComplete()).isFalse();
        assertThat(stack.prove().denied()).isEmpty();
        assertThat(stack.prove().toString()).contains("queueURL does not say which account the resource belongs to");
    }

    @Test
    void aSecretOfAnAuthenticationIsReadWithTheRoleThatItNames() {
        String role = "arn:aws:iam::111122223333:role/q-read-scaler";
        ScalingStack stack = stack().scaledObject(with(rabbit()))
                .authentication(fromSecretsManager(role))
                .build();

        assertThat(stack.policies()
                        .get("q-read-scaler.read-events-of-security.q-read")
                        .toJson())
                .contains("arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/rabbit-??????");
        assertThat(stack.prove().isComplete()).as(stack.prove().toString()).isTrue();
    }

    @Test
    void theOwnerOfAKeyInAnotherAccountIsAskedToAllowItThroughSecretsManagerOnly() {
        String key = KEY.replace("111122223333", "444455556666");

        assertThat(readingASecret().secretKey("shop/rabbit", key).build().handOvers())
                .singleElement()
                .satisfies(document -> assertThat(document.document()).isEqualTo(PolicyDocument.parse("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Principal":{"AWS":"arn:aws:iam::111122223333:role/q-read-scaler"},
                         "Action":"kms:Decrypt","Resource":"*",
                         "Condition":{"StringEquals":{"kms:ViaService":"secretsmanager.us-east-1.amazonaws.com"}}}]}""")));
    }

    @Test
    void thePolicyOfASecretCountsThoughKedaNamesTheSecretWithoutItsSuffix() {
        PolicyDocument closed = PolicyDocument.of(Statement.deny()
                .principal(Principal.everyone())
                .action("secretsmanager:*")
                .resource("*")
                .build());
        ScalingStack.Builder builder = readingASecret();

        assertThat(builder.resourcePolicy(
                                "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/other-AbCdEf", closed)
                        .build()
                        .prove()
                        .isComplete())
                .isTrue();
        assertThat(builder.resourcePolicy(
                                "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/rabbit-AbCdEf", closed)
                        .build()
                        .prove()
                        .denied()
                        .orElseThrow()
                        .to())
                .isEqualTo("secretsmanager:GetSecretValue on secret:shop/rabbit-AbCdEf");
    }

    @Test
    void aSecretUnderAKeyOfYourOwnNeedsTheKeyAndDependsOnItsPolicy() {
        ScalingStack.Builder builder = readingASecret().secretKey("shop/rabbit", KEY);

        assertThat(builder.build().prove().hops())
                .filteredOn(hop -> hop.to().startsWith("kms:Decrypt"))
                .extracting(Hop::verdict)
                .containsExactly(Verdict.DEPENDS);
        PolicyDocument delegates = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("arn:aws:iam::111122223333:root"))
                .action("kms:*")
                .resource("*")
                .build());
        Proof proof = builder.resourcePolicy(KEY, delegates).build().prove();
        assertThat(proof.isComplete()).as(proof.toString()).isTrue();
    }

    @Test
    void aRoleThatIsThereIsProvedWithItsPolicies() {
        String arn = "arn:aws:iam::111122223333:role/secrets";
        ScalingStack.Builder builder = stack().scaledObject(with(rabbit())).authentication(fromSecretsManager(arn));

        assertThat(builder.build().prove().isComplete()).isFalse();
        ExistingRole role = IamRole.existing(arn);
        for (HandOver document : builder.build().handOvers()) {
            role = document.kind() == HandOver.Kind.TRUST_POLICY
                    ? role.withTrustPolicy(document.document())
                    : role.withPermissions(document.document());
        }
        Proof proof = builder.existingRole(role).build().prove();
        assertThat(proof.isComplete()).as(proof.toString()).isTrue();
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
    void aSecretThatIsReadAsTheWorkloadDependsOnItsAnnotation() {
        TriggerAuthentication workload = new TriggerAuthenticationBuilder(fromSecretsManager("unused"))
                .editSpec()
                .editAwsSecretManager()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS)
                .withIdentityOwner(IdentityOwner.WORKLOAD)
                .endPodIdentity()
                .endAwsSecretManager()
                .endSpec()
                .build();

        Proof proof = stack().scaledObject(with(rabbit()))
                .authentication(workload)
                .build()
                .prove();

        assertThat(proof.isComplete()).isFalse();
        assertThat(proof.toString()).contains("eks.amazonaws.com/role-arn, which is missing");
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

    /** If KEDA has its own token, it first tries to assume the role with the token, without an external id. */
    @Test
    void aRoleThatTrustsTheOperatorsTokenIsReachedByItAlone() {
        String provider = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";
        ExistingRole reader = IamRole.existing("arn:aws:iam::444455556666:role/reader")
                .withTrustPolicy(TrustPolicies.irsa()
                        .oidcProvider(provider.replace("111122223333", "444455556666"))
                        .serviceAccount("keda", "keda-operator")
                        .build());
        ScalingStack.Builder builder = stack().operator(KedaOperator.inNamespace("keda")
                        .withWebIdentity(provider)
                        .withProviderIn("444455556666"))
                .scaledObject(only(sqs(Map.of(
                        "queueURL", QUEUE_URL.replace("111122223333", "444455556666"), "awsRegion", "us-east-1"))));
        PolicyDocument read = builder.scalerIdentity(ScalerIdentity.role(reader))
                .build()
                .handOvers()
                .get(1)
                .document();
        assertThat(builder.build().prove().paths().get(0).verdict()).isEqualTo(Verdict.DEPENDS);

        Proof proof = builder.scalerIdentity(ScalerIdentity.role(reader.withPermissions(read)))
                .build()
                .prove();

        assertThat(proof.isComplete()).as(proof.toString()).isTrue();
        assertThat(proof.paths().get(0).hops())
                .extracting(Hop::from)
                .containsExactly("keda/keda-operator", "role/reader");
        PolicyDocument noTokens = PolicyDocument.of(
                Statement.allow().action("*").resource("*").build(),
                Statement.deny()
                        .action("sqs:*")
                        .resource("*")
                        .condition(Base.NULL, "aws:FederatedProvider", "false")
                        .build());
        assertThat(builder.scalerIdentity(ScalerIdentity.role(reader.withPermissions(noTokens)))
                        .build()
                        .prove()
                        .denied())
                .isPresent();
    }

    /** STS looks for the provider in the account of the role; without it, KEDA assumes the role by the operator's role. */
    @Test
    void aRoleOfAnotherAccountTrustsTheProviderOfItsOwnAccountOrTheOperatorsRole() {
        String provider = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";
        PolicyDocument ofTheCluster = trusting(provider);
        PolicyDocument ofItsOwn = trusting(provider.replace("111122223333", "444455556666"));
        PolicyDocument byRole = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("arn:aws:iam::111122223333:role/keda-operator"))
                .action("sts:AssumeRole")
                .build());
        PolicyDocument both =
                ofItsOwn.toBuilder().statements(byRole.statements()).build();

        assertThat(elsewhere(provider, ofTheCluster).denied()).isPresent();
        assertThat(elsewhere(provider, ofItsOwn).denied()).isEmpty();
        assertThat(elsewhere(provider, ofItsOwn).isComplete()).isFalse();
        assertThat(elsewhere(provider, ofItsOwn).toString())
                .contains("it is unknown whether account 444455556666 has an OIDC provider");
        assertThat(elsewhere(provider, byRole).isComplete()).isTrue();
        assertThat(elsewhere(provider, both).isComplete()).isTrue();
    }

    private static Proof elsewhere(String provider, PolicyDocument trust) {
        ExistingRole reader = IamRole.existing("arn:aws:iam::444455556666:role/reader")
                .withTrustPolicy(trust)
                .withPermissions(PolicyDocument.of(Statement.allow()
                        .action("sqs:GetQueueAttributes")
                        .resource("*")
                        .build()));
        return stack().operator(KedaOperator.inNamespace("keda").withWebIdentity(provider))
                .scaledObject(only(sqs(Map.of(
                        "queueURL", QUEUE_URL.replace("111122223333", "444455556666"), "awsRegion", "us-east-1"))))
                .scalerIdentity(ScalerIdentity.role(reader))
                .build()
                .prove();
    }

    private static PolicyDocument trusting(String provider) {
        return TrustPolicies.irsa()
                .oidcProvider(provider)
                .serviceAccount("keda", "keda-operator")
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "https://vpce-1.sqs.us-east-1.vpce.amazonaws.com, true",
        "https://sqs.us-east-1.api.aws, true",
        "http://sqs.us-east-1.amazonaws.com, false",
        "http://localhost:9324, false",
        "https://sqs.us-east-1.amazonaws.com.example.org, false",
        "https://evilamazonaws.com, false",
        "https://keda-1.us-east-1.elb.amazonaws.com, false",
        "https://ec2-1-2-3-4.compute-1.amazonaws.com, false",
        "https://abc.execute-api.us-east-1.amazonaws.com, false",
        "https://sqs.eu-west-1.amazonaws.com, false",
        "https://sns.us-east-1.amazonaws.com, false",
        "%, false"
    })
    void anotherEndpointThanOneOfAwsByTlsLeavesTheProofOpen(String endpoint, boolean proved) {
        Proof proof = stack().scaledObject(
                        only(sqs(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1", "awsEndpoint", endpoint))))
                .build()
                .prove();

        assertThat(proof.isComplete()).as(proof.toString()).isEqualTo(proved);
        assertThat(proof.denied()).isEmpty();
        assertThat(proof.toString().contains("awsEndpoint is \"" + endpoint + "\""))
                .isEqualTo(!proved);
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
