package io.github.keda4j.conformance.provisioning;

import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * An account with a cluster called demo.
 *
 * @param emulator the emulator of IAM and EKS
 * @param iam a client for its IAM
 * @param eks a client for its EKS
 */
record EmulatedCloud(PodIdentityEmulator emulator, IamClient iam, EksClient eks) implements AutoCloseable {

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    static EmulatedCloud start() {
        PodIdentityEmulator emulator = PodIdentityEmulator.builder()
                .accountId("111122223333")
                .region("us-east-1")
                .cluster("demo")
                .start();
        return new EmulatedCloud(
                emulator,
                IamClient.builder()
                        .endpointOverride(emulator.endpoint())
                        .region(Region.AWS_GLOBAL)
                        .httpClient(HTTP)
                        .credentialsProvider(emulator.administrator())
                        .build(),
                EksClient.builder()
                        .endpointOverride(emulator.endpoint())
                        .region(Region.US_EAST_1)
                        .httpClient(HTTP)
                        .credentialsProvider(emulator.administrator())
                        .build());
    }

    @Override
    public void close() {
        iam.close();
        eks.close();
        emulator.close();
    }
}
