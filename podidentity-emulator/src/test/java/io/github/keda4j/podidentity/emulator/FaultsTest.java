package io.github.keda4j.podidentity.emulator;

import static io.github.keda4j.podidentity.emulator.Demo.OPERATOR_TRUST;
import static io.github.keda4j.podidentity.emulator.Demo.SCALER_TRUST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class FaultsTest {

    @Test
    void aNewRoleIsUnseenByEksAndByTrustPoliciesForAWhile() {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            emulator.hideNewRoles(2);
            Aws aws = Aws.of(emulator);
            Demo.role(aws, "keda-operator", OPERATOR_TRUST);

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> Demo.associate(aws, association -> {}))
                        .isInstanceOf(InvalidParameterException.class)
                        .hasMessageContaining("Role provided in the request does not exist.");
                assertThatThrownBy(() -> Demo.role(aws, "scaler", SCALER_TRUST))
                        .isInstanceOf(MalformedPolicyDocumentException.class)
                        .hasMessageContaining("Invalid principal in policy");
            }
            Demo.associate(aws, association -> {});
            Demo.role(aws, "scaler", SCALER_TRUST);
        }
    }

    @Test
    void aNewAssociationIsUnseenByListsAndTheAgentForAWhile() throws Exception {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            emulator.hideNewAssociations(2);
            Aws aws = Aws.of(emulator);
            Demo.role(aws, "keda-operator", OPERATOR_TRUST);
            Demo.associate(aws, association -> {});
            String token = emulator.mintToken("demo", "keda", "keda-operator", "pod-0");

            assertThat(aws.eks()
                            .listPodIdentityAssociations(list -> list.clusterName("demo"))
                            .associations())
                    .isEmpty();
            assertThat(Agent.ask(emulator, token).status()).isEqualTo(404);
            assertThat(Agent.ask(emulator, token).status()).isEqualTo(200);
            assertThat(aws.eks()
                            .listPodIdentityAssociations(list -> list.clusterName("demo"))
                            .associations())
                    .hasSize(1);
        }
    }

    @Test
    void throttledCallsAreRepeatedByTheSdkUntilItGivesUp() {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            Aws aws = Aws.of(emulator);
            emulator.throttle(2);
            assertThat(aws.eks()
                            .describeCluster(describe -> describe.name("demo"))
                            .cluster()
                            .name())
                    .isEqualTo("demo");
            emulator.throttle(2);
            assertThat(aws.iam().listRoles().roles()).isEmpty();
            emulator.throttle(2);
            assertThat(aws.sts().getCallerIdentity().account()).isEqualTo("111122223333");

            emulator.throttle(1000);
            assertThatThrownBy(() -> aws.iam().listRoles())
                    .isInstanceOfSatisfying(
                            IamException.class,
                            e -> assertThat(e.isThrottlingException()).isTrue())
                    .hasMessageContaining("Rate exceeded");
            emulator.stopFailing();
            aws.iam().listRoles();
        }
    }

    @Test
    void writesFailAfterSomeAndReadsDoNot() {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            Aws aws = Aws.of(emulator);
            emulator.failAfterWrites(1);
            Demo.role(aws, "keda-operator", OPERATOR_TRUST);

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> Demo.role(aws, "scaler", SCALER_TRUST)).hasMessageContaining("made to fail");
            }
            assertThatThrownBy(() -> aws.iam().getRole(get -> get.roleName("scaler")))
                    .isInstanceOf(NoSuchEntityException.class);
            emulator.stopFailing();
            Demo.role(aws, "scaler", SCALER_TRUST);
        }
    }

    @Test
    void aCallerThatCrashesHasWrittenWhatItDoesNotKnowOf() {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            Aws aws = Aws.of(emulator);
            emulator.crashAfterWrites(1);
            Demo.role(aws, "keda-operator", OPERATOR_TRUST);

            assertThatThrownBy(() -> Demo.role(aws, "scaler", SCALER_TRUST)).hasMessageContaining("made to fail");

            assertThat(aws.iam().getRole(get -> get.roleName("scaler")).role()).isNotNull();
            assertThatThrownBy(() -> aws.iam().deleteRole(delete -> delete.roleName("scaler")))
                    .hasMessageContaining("made to fail");
            assertThat(aws.iam().getRole(get -> get.roleName("scaler")).role()).isNotNull();
        }
    }

    @Test
    void aWriteThatIsRefusedAnywayIsNotCounted() {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            Aws aws = Aws.of(emulator);
            emulator.failAfterWrites(1);

            assertThatThrownBy(() -> aws.iam().deleteRole(delete -> delete.roleName("none")))
                    .isInstanceOf(NoSuchEntityException.class);
            assertThatThrownBy(() -> aws.eks()
                            .deletePodIdentityAssociation(
                                    delete -> delete.clusterName("demo").associationId("a-none")))
                    .isInstanceOf(ResourceNotFoundException.class);
            Demo.role(aws, "keda-operator", OPERATOR_TRUST);
        }
    }

    @Test
    void aClusterIsFullAtItsLimit() {
        try (PodIdentityEmulator emulator = PodIdentityEmulator.builder()
                .cluster("demo")
                .associationsPerCluster(1)
                .start()) {
            Aws aws = Aws.of(emulator);
            Demo.role(aws, "keda-operator", OPERATOR_TRUST);
            Demo.associate(aws, association -> {});

            assertThatThrownBy(() -> Demo.associate(aws, association -> association.namespace("other")))
                    .isInstanceOf(ResourceLimitExceededException.class);
        }
    }
}
