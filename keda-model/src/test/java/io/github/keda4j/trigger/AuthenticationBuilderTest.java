package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.AwsSecretManagerBuilder;
import io.github.keda4j.keda.v1alpha1.AwsSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.AzureKeyVaultBuilder;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.GcpSecretManagerBuilder;
import io.github.keda4j.keda.v1alpha1.HashiCorpVault;
import io.github.keda4j.keda.v1alpha1.HashiCorpVaultBuilder;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.keda.v1alpha1.VaultAuthentication;
import io.github.keda4j.trigger.RabbitmqTrigger.AuthParameter;
import io.github.keda4j.trigger.internal.TriggerData;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Authentications that are built with the trigger's own builder. */
class AuthenticationBuilderTest {

    private static HashiCorpVault vault() {
        return new HashiCorpVaultBuilder()
                .withAddress("https://vault.shop.test")
                .withAuthentication(VaultAuthentication.TOKEN)
                .build();
    }

    @Test
    void everySourceEndsUpInItsPlace() {
        TriggerAuthenticationSpec specification = RabbitmqTrigger.authentication()
                .fromSecret(AuthParameter.HOST, "rabbitmq", "host")
                .fromConfigMap(AuthParameter.CA, "rabbitmq", "ca")
                .fromEnv(AuthParameter.USERNAME, "USER", "app")
                .fromBoundServiceAccountToken(AuthParameter.KEY, "orders")
                .fromVault(AuthParameter.PASSWORD, "shop/rabbitmq", "password")
                .vault(vault())
                .buildSpec();

        assertThat(specification.getSecretTargetRef()).singleElement().satisfies(secret -> {
            assertThat(secret.getParameter()).isEqualTo("host");
            assertThat(secret.getName()).isEqualTo("rabbitmq");
            assertThat(secret.getKey()).isEqualTo("host");
        });
        assertThat(specification.getConfigMapTargetRef()).hasSize(1);
        assertThat(specification.getEnv())
                .singleElement()
                .satisfies(variable -> assertThat(variable.getContainerName()).isEqualTo("app"));
        assertThat(specification.getBoundServiceAccountToken()).hasSize(1);
        assertThat(specification.getHashiCorpVault().getSecrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.getPath()).isEqualTo("shop/rabbitmq"));
    }

    @Test
    void theStoresOfTheCloudsTakeTheirConnection() {
        TriggerAuthenticationSpec specification = RabbitmqTrigger.authentication()
                .fromAwsSecretManager(AuthParameter.HOST, "shop/rabbitmq")
                .fromAwsSecretManager(AuthParameter.CA, versioned())
                .awsSecretManager(new AwsSecretManagerBuilder()
                        .withRegion("us-east-1")
                        .withNewPodIdentity()
                        .withProvider(PodIdentityProvider.AWS)
                        .endPodIdentity()
                        .build())
                .fromAzureKeyVault(AuthParameter.USERNAME, "rabbitmq-user")
                .azureKeyVault(new AzureKeyVaultBuilder()
                        .withVaultUri("https://shop.vault.azure.net")
                        .build())
                .fromGcpSecretManager(AuthParameter.PASSWORD, "rabbitmq-password")
                .gcpSecretManager(new GcpSecretManagerBuilder()
                        .withNewPodIdentity()
                        .withProvider(PodIdentityProvider.GCP)
                        .endPodIdentity()
                        .build())
                .buildSpec();

        assertThat(specification.getAwsSecretManager().getRegion()).isEqualTo("us-east-1");
        assertThat(specification.getAwsSecretManager().getSecrets())
                .extracting(AwsSecretManagerSecret::getParameter, AwsSecretManagerSecret::getSecretKey)
                .containsExactly(tuple("host", null), tuple("ca", "ca.pem"));
        assertThat(specification.getAzureKeyVault().getSecrets()).hasSize(1);
        assertThat(specification.getGcpSecretManager().getSecrets()).hasSize(1);
    }

    private static AwsSecretManagerSecret versioned() {
        AwsSecretManagerSecret secret = new AwsSecretManagerSecret();
        secret.setName("shop/certificates");
        secret.setSecretKey("ca.pem");
        return secret;
    }

    @Test
    void anObjectHasNameAndNamespace() {
        RabbitmqTrigger.Authentication builder = RabbitmqTrigger.authentication()
                .name("rabbitmq")
                .namespace("shop")
                .fromSecret(AuthParameter.HOST, "rabbitmq", "host");

        TriggerAuthentication authentication = builder.build();
        ClusterTriggerAuthentication ofTheCluster = builder.buildCluster();

        assertThat(authentication.getMetadata().getName()).isEqualTo("rabbitmq");
        assertThat(authentication.getMetadata().getNamespace()).isEqualTo("shop");
        assertThat(ofTheCluster.getMetadata().getNamespace()).isNull();
        assertThat(ofTheCluster.getSpec()).isEqualTo(authentication.getSpec());
    }

    @Test
    void whatWasBuiltDoesNotChangeWithTheBuilder() {
        RabbitmqTrigger.Authentication builder =
                RabbitmqTrigger.authentication().fromSecret(AuthParameter.HOST, "rabbitmq", "host");
        TriggerAuthenticationSpec first = builder.buildSpec();

        builder.fromSecret(AuthParameter.CA, "rabbitmq", "ca").buildSpec();

        assertThat(first.getSecretTargetRef()).hasSize(1);
    }

    @Test
    void everyProblemIsToldAtOnce() {
        assertThatExceptionOfType(FindingsException.class)
                .isThrownBy(() -> RabbitmqTrigger.authentication()
                        .fromSecret(AuthParameter.HOST, "rabbitmq", "host")
                        .fromEnv(AuthParameter.HOST, "HOST")
                        .fromAwsSecretManager(AuthParameter.CA, "shop/ca")
                        .vault(vault())
                        .build())
                .satisfies(refused -> assertThat(refused.findings())
                        .extracting(Finding::rule)
                        .containsExactlyInAnyOrder(
                                "authentication-name",
                                "authentication-parameter-twice",
                                "authentication-store",
                                "authentication-store"))
                .withMessageContaining("authentication of a trigger of type rabbitmq")
                .withMessageContaining(
                        "/spec/secretTargetRef/0: host is given twice, first in /spec/env/0. KEDA would silently use one")
                .withMessageContaining("The connection to AWS Secrets Manager is missing. Pass credentials");
    }

    @Test
    void nothingAtAllIsRefused() {
        assertThatThrownBy(() -> RabbitmqTrigger.authentication().buildSpec())
                .hasMessageContaining("The authentication sets neither a parameter nor a pod identity.");
    }

    @Test
    void aTriggerOffersTheIdentitiesThatItTakes() {
        assertThat(AwsSqsQueueTrigger.authentication()
                        .awsPodIdentity("arn:aws:iam::111122223333:role/orders")
                        .buildSpec()
                        .getPodIdentity()
                        .getRoleArn())
                .isEqualTo("arn:aws:iam::111122223333:role/orders");
        assertThat(AzureServicebusTrigger.authentication()
                        .azureWorkloadIdentity("client-id")
                        .buildSpec()
                        .getPodIdentity()
                        .getProvider())
                .isEqualTo(PodIdentityProvider.AZURE_WORKLOAD);
        assertThat(GcpStorageTrigger.authentication()
                        .gcpPodIdentity()
                        .buildSpec()
                        .getPodIdentity()
                        .getProvider())
                .isEqualTo(PodIdentityProvider.GCP);
        assertThat(List.of(GcpStorageTrigger.Authentication.class.getDeclaredMethods()))
                .noneMatch(method -> method.getName().startsWith("aws"));
    }

    @Test
    void anIdentityIsCheckedAsKedasWebhookDoes() {
        AuthPodIdentity identity = new AuthPodIdentity();
        identity.setProvider(PodIdentityProvider.AWS);
        identity.setRoleArn("arn:aws:iam::111122223333:role/orders");
        identity.setIdentityOwner(IdentityOwner.WORKLOAD);
        AuthPodIdentity azure = new AuthPodIdentity();
        azure.setProvider(PodIdentityProvider.AZURE_WORKLOAD);
        azure.setIdentityId("");
        azure.setIdentityAuthorityHost("https://login.shop.test");
        AuthPodIdentity external = new AuthPodIdentity();
        external.setProvider(PodIdentityProvider.AWS);
        external.setExternalID("x");

        assertThatThrownBy(() -> AwsSqsQueueTrigger.authentication()
                        .podIdentity(identity)
                        .buildSpec())
                .hasMessageContaining("roleArn must not be given with identityOwner workload.");
        assertThatThrownBy(() -> AwsSqsQueueTrigger.authentication()
                        .podIdentity(external)
                        .buildSpec())
                .hasMessageContaining("externalID must not be given without roleArn.");
        assertThatThrownBy(() -> AzureServicebusTrigger.authentication()
                        .podIdentity(azure)
                        .buildSpec())
                .hasMessageContaining("identityId must not be empty.")
                .hasMessageContaining("identityTenantId is missing");
        assertThatThrownBy(() ->
                        AwsSqsQueueTrigger.authentication().podIdentity(azure).buildSpec())
                .hasMessageContaining(
                        "The pod identity is \"azure-workload\". For a trigger of type aws-sqs-queue it must be aws or aws-eks.");
        assertThatThrownBy(() -> AwsSqsQueueTrigger.authentication()
                        .podIdentity(new AuthPodIdentity())
                        .buildSpec())
                .hasMessageContaining("The provider of the pod identity is missing.");
    }

    @Test
    void theParametersOfATriggerAreItsOwnAndThoseThatItReadsFromAnAuthentication() {
        for (String type : Triggers.types()) {
            List<String> read = Triggers.parameters(type).stream()
                    .filter(parameter -> parameter.sources().contains(ParameterSource.AUTH))
                    .filter(parameter -> parameter.ignoredSince().isEmpty())
                    .map(ParameterInfo::name)
                    .toList();

            assertThat(offered(type)).as(type).containsExactlyElementsOf(read);
        }
    }

    private static List<String> offered(String type) {
        for (Class<?> nested :
                TriggerIndex.view(type, new TriggerData()).getClass().getDeclaredClasses()) {
            if (nested.getSimpleName().equals("AuthParameter")) {
                return Arrays.stream(nested.getEnumConstants())
                        .map(parameter -> ((AuthenticationParameter) parameter).parameterName())
                        .toList();
            }
        }
        return List.of();
    }
}
