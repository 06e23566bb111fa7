package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The SDK's clients, created once, because creating one takes longer than a call. The endpoint and the caller are set
 * when a client is requested, and apply to all clients until the next request. Not thread-safe.
 */
final class PointedClients {

    static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    private static final Map<String, Object> CLIENTS = new HashMap<>();
    private static URI endpoint = URI.create("http://127.0.0.1:1");
    private static AwsCredentialsProvider caller = () -> {
        throw new IllegalStateException("nobody calls");
    };

    private PointedClients() {}

    @SuppressWarnings("unchecked") // Each client is stored under the class of its builder.
    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            Supplier<B> builder, PodIdentityEmulator emulator, AwsCredentialsProvider newCaller, Region region) {
        endpoint = emulator.endpoint();
        caller = newCaller;
        B made = builder.get();
        return (C) CLIENTS.computeIfAbsent(
                made.getClass().getName() + region,
                any -> made.endpointOverride(endpoint)
                        .region(region)
                        .credentialsProvider(new Caller())
                        .httpClient(HTTP)
                        .overrideConfiguration(override -> override.addExecutionInterceptor(new Pointer()))
                        .build());
    }

    private static final class Caller implements AwsCredentialsProvider {
        @Override
        public AwsCredentials resolveCredentials() {
            return caller.resolveCredentials();
        }
    }

    private static final class Pointer implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().port(endpoint.getPort()).build();
        }
    }
}
