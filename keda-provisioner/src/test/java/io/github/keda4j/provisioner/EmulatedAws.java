package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import java.time.Duration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/** An emulator with a cluster called demo, and the SDK's clients for it. */
record EmulatedAws(PodIdentityEmulator emulator, IamClient iam, EksClient eks) implements AutoCloseable {

    static EmulatedAws start() {
        PodIdentityEmulator emulator = PodIdentityEmulator.builder()
                .accountId("111122223333")
                .region("us-east-1")
                .cluster("demo")
                .start();
        return new EmulatedAws(
                emulator,
                IamClient.builder()
                        .endpointOverride(emulator.endpoint())
                        .region(Region.AWS_GLOBAL)
                        .credentialsProvider(emulator.administrator())
                        .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD))
                        .build(),
                EksClient.builder()
                        .endpointOverride(emulator.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(emulator.administrator())
                        .build());
    }

    Provisioner provisioner(KubernetesClient kubernetes) {
        return Provisioner.builder()
                .iam(iam)
                .eks(eks)
                .kubernetes(kubernetes)
                .patience(Duration.ofSeconds(10))
                .build();
    }

    @Override
    public void close() {
        iam.close();
        eks.close();
        emulator.close();
    }
}
