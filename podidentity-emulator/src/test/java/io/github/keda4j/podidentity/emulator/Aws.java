package io.github.keda4j.podidentity.emulator;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The SDK's own clients, pointed at an emulator and signed by one caller. */
final class Aws {

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    private final PodIdentityEmulator emulator;
    private final AwsCredentialsProvider caller;

    private Aws(PodIdentityEmulator emulator, AwsCredentialsProvider caller) {
        this.emulator = emulator;
        this.caller = caller;
    }

    static Aws of(PodIdentityEmulator emulator) {
        return new Aws(emulator, emulator.administrator());
    }

    Aws as(AwsCredentialsProvider other) {
        return new Aws(emulator, other);
    }

    Aws as(Credentials credentials) {
        return as(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())));
    }

    IamClient iam() {
        return pointed(IamClient.builder()).region(Region.AWS_GLOBAL).build();
    }

    EksClient eks() {
        return pointed(EksClient.builder()).build();
    }

    StsClient sts() {
        return pointed(StsClient.builder()).build();
    }

    SqsClient sqs() {
        return pointed(SqsClient.builder()).build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B pointed(B builder) {
        return builder.endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(caller)
                .httpClient(HTTP)
                .overrideConfiguration(quickRetries());
    }

    /** The SDK's own retries, but without waiting. */
    private static ClientOverrideConfiguration quickRetries() {
        BackoffStrategy soon = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(1));
        return ClientOverrideConfiguration.builder()
                .retryStrategy(StandardRetryStrategy.builder()
                        .backoffStrategy(soon)
                        .throttlingBackoffStrategy(soon)
                        .build())
                .build();
    }
}
