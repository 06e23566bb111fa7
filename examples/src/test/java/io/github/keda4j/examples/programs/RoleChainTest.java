package io.github.keda4j.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.wiring.ScalingStack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The emulator as a unit test: KEDA's operator gets from its pod to the role that reads the topic's lag, or an error
 * that says why it does not.
 */
@Isolated("It sets system properties.")
class RoleChainTest {

    private static final ScalingStack STACK = BillingTopic.stack();

    @TempDir
    Path folder;

    @Test
    void kedaGetsToTheRoleOfTheScaler() {
        try (PodIdentityEmulator aws =
                        PodIdentityEmulator.builder().cluster("demo").start();
                IamClient iam = deployed(aws)) {
            assertThat(assumeAsKeda(aws)).isEqualTo("arn:aws:sts::111122223333:assumed-role/billing-scaler/KEDA");

            iam.updateAssumeRolePolicy(update -> update.roleName("billing-scaler")
                    .policyDocument(withoutTagSession("arn:aws:iam::111122223333:role/keda-operator")));
            assertThatThrownBy(() -> assumeAsKeda(aws)).hasMessageContaining("sts:TagSession");
        }
    }

    /** Applies the stack's roles and associations, and returns the IAM client. */
    private static IamClient deployed(PodIdentityEmulator aws) {
        IamClient iam = IamClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(aws.administrator())
                .build();
        STACK.roles().forEach(role -> {
            String name = role.role().name();
            iam.createRole(create -> create.roleName(name)
                    .path(role.role().path())
                    .assumeRolePolicyDocument(role.trustPolicy().toJson()));
            role.inlinePolicies()
                    .forEach((policy, document) -> iam.putRolePolicy(
                            put -> put.roleName(name).policyName(policy).policyDocument(document.toJson())));
        });
        try (EksClient eks = EksClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(aws.administrator())
                .build()) {
            STACK.associations().forEach(association -> eks.createPodIdentityAssociation(association.createRequest()));
        }
        return iam;
    }

    /**
     * Does what KEDA's pod does: gets credentials from the agent, then assumes the role of the TriggerAuthentication.
     */
    private String assumeAsKeda(PodIdentityEmulator aws) {
        // EKS sets these two in the environment of a pod; the SDK reads system properties as well.
        System.setProperty(
                "aws.containerCredentialsFullUri", aws.credentialsUri().toString());
        System.setProperty(
                "aws.containerAuthorizationTokenFile",
                aws.writeToken(folder, "demo", "keda", "keda-operator", "keda-operator-0")
                        .toString());
        try (ContainerCredentialsProvider agent =
                        ContainerCredentialsProvider.builder().build();
                StsClient sts = StsClient.builder()
                        .endpointOverride(aws.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(agent)
                        .build()) {
            return sts.assumeRole(call -> call.roleArn("arn:aws:iam::111122223333:role/billing-scaler")
                            .roleSessionName("KEDA"))
                    .assumedRoleUser()
                    .arn();
        } finally {
            System.clearProperty("aws.containerCredentialsFullUri");
            System.clearProperty("aws.containerAuthorizationTokenFile");
        }
    }

    private static String withoutTagSession(String operator) {
        return PolicyDocument.parse("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"},
                          "Action": "sts:AssumeRole"}]}
                        """.formatted(operator)).toJson();
    }
}
