package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The SDK's clients, created once, because creating one takes longer than a call. The emulator and the caller are set
 * when a client is requested, and apply to all clients until the next request. Not thread-safe.
 */
final class PointedClients {

    static final SdkHttpClient HTTP = new Pointer();

    private static final Map<String, Object> CLIENTS = new HashMap<>();
    private static @Nullable PodIdentityEmulator emulator;
    private static AwsCredentialsProvider caller = () -> {
        throw new IllegalStateException("nobody calls");
    };

    private PointedClients() {}

    @SuppressWarnings("unchecked") // Each client is stored under the class of its builder.
    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            Supplier<B> builder, PodIdentityEmulator newEmulator, AwsCredentialsProvider newCaller, Region region) {
        emulator = newEmulator;
        caller = newCaller;
        B made = builder.get();
        return (C) CLIENTS.computeIfAbsent(
                made.getClass().getName() + region,
                any -> made.endpointOverride(newEmulator.endpoint())
                        .region(region)
                        .credentialsProvider(new Caller())
                        .httpClient(HTTP)
                        .build());
    }

    private static final class Caller implements AwsCredentialsProvider {
        @Override
        public AwsCredentials resolveCredentials() {
            return caller.resolveCredentials();
        }
    }

    /** Hands each call to the emulator, whatever its address was when the client was made. */
    private static final class Pointer implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return Objects.requireNonNull(emulator).httpClient().prepareRequest(request);
        }

        @Override
        public void close() {
            // The emulators are closed by those who start them.
        }
    }
}
