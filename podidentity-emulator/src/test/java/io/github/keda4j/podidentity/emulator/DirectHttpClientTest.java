package io.github.keda4j.podidentity.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Calls without a connection get the answers that calls over a connection get. */
class DirectHttpClientTest {

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"],
             "Principal": {"Service": "pods.eks.amazonaws.com"}}]}""";

    private static IamClient iam(PodIdentityEmulator emulator, SdkHttpClient http) {
        return IamClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(emulator.administrator())
                .httpClient(http)
                .build();
    }

    private static EksClient eks(PodIdentityEmulator emulator, SdkHttpClient http) {
        return EksClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(emulator.administrator())
                .httpClient(http)
                .build();
    }

    @Test
    void whatOneClientWritesTheOtherReads() {
        try (PodIdentityEmulator emulator =
                        PodIdentityEmulator.builder().cluster("demo").start();
                SdkHttpClient direct = emulator.httpClient();
                SdkHttpClient connected = UrlConnectionHttpClient.create()) {
            String role = iam(emulator, direct)
                    .createRole(create -> create.roleName("reader")
                            .assumeRolePolicyDocument(TRUST)
                            .description("Größe: 1 + 1 = 2 % ?"))
                    .role()
                    .arn();
            String id = eks(emulator, direct)
                    .createPodIdentityAssociation(create -> create.clusterName("demo")
                            .namespace("shop")
                            .serviceAccount("orders")
                            .roleArn(role))
                    .association()
                    .associationId();

            assertThat(iam(emulator, direct)
                            .getRole(get -> get.roleName("reader"))
                            .role())
                    .isEqualTo(iam(emulator, connected)
                            .getRole(get -> get.roleName("reader"))
                            .role());
            List.of(direct, connected)
                    .forEach(http -> assertThat(eks(emulator, http)
                                    .listPodIdentityAssociations(
                                            list -> list.clusterName("demo").namespace("shop"))
                                    .associations())
                            .singleElement()
                            .satisfies(
                                    found -> assertThat(found.associationId()).isEqualTo(id)));
            assertThatThrownBy(() -> iam(emulator, direct).getRole(get -> get.roleName("other")))
                    .isInstanceOfSatisfying(NoSuchEntityException.class, refusal -> {
                        assertThat(refusal.statusCode()).isEqualTo(404);
                        assertThat(refusal.requestId()).isNotEmpty();
                    });
            assertThat(emulator.calls())
                    .extracting(Call::action)
                    .startsWith("iam:CreateRole", "eks:CreatePodIdentityAssociation");
        }
    }

    @Test
    void aClosedEmulatorRefusesConnections() {
        PodIdentityEmulator emulator = PodIdentityEmulator.builder().start();
        IamClient iam = iam(emulator, emulator.httpClient());
        emulator.close();

        assertThatThrownBy(iam::listRoles)
                .isInstanceOf(SdkClientException.class)
                .hasStackTraceContaining("the emulator is closed");
    }
}
