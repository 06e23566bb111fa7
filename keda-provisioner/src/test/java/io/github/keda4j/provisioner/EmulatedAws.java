package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulatorBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** An emulator with a cluster called demo, and the SDK's clients for it, which do not retry and need no connection. */
record EmulatedAws(
        PodIdentityEmulator emulator,
        IamClient iam,
        EksClient eks,
        StsClient sts,
        IamClient theirIam,
        EksClient theirEks,
        StsClient theirSts)
        implements AutoCloseable {

    /** More than the default quota, for the tests with thousands of workloads. */
    private static final int ROLES = 20_000;

    static EmulatedAws start() {
        return start(new ExecutionInterceptor() {});
    }

    static EmulatedAws start(ExecutionInterceptor interceptor) {
        return start(interceptor, List.of("demo", "other"));
    }

    static EmulatedAws start(ExecutionInterceptor interceptor, List<String> clusters) {
        return start(interceptor, clusters, Region.US_EAST_1);
    }

    static EmulatedAws start(ExecutionInterceptor interceptor, List<String> clusters, Region region) {
        return start(interceptor, region, account -> clusters.forEach(account::cluster));
    }

    /** An account with other settings than its defaults. */
    static EmulatedAws start(Consumer<PodIdentityEmulatorBuilder> settings) {
        return start(new ExecutionInterceptor() {}, settings);
    }

    static EmulatedAws start(ExecutionInterceptor interceptor, Consumer<PodIdentityEmulatorBuilder> settings) {
        return start(interceptor, Region.US_EAST_1, account -> settings.accept(account.cluster("demo")));
    }

    /** The clients call over connections, as they call AWS. */
    static EmulatedAws startOverHttp(ExecutionInterceptor interceptor) {
        return start(
                interceptor,
                Region.US_EAST_1,
                account -> account.cluster("demo"),
                emulator -> UrlConnectionHttpClient.create());
    }

    private static EmulatedAws start(
            ExecutionInterceptor interceptor, Region region, Consumer<PodIdentityEmulatorBuilder> settings) {
        return start(interceptor, region, settings, PodIdentityEmulator::httpClient);
    }

    private static EmulatedAws start(
            ExecutionInterceptor interceptor,
            Region region,
            Consumer<PodIdentityEmulatorBuilder> settings,
            Function<PodIdentityEmulator, SdkHttpClient> transport) {
        PodIdentityEmulatorBuilder account = PodIdentityEmulator.builder()
                .accountId("111122223333")
                .region(region.id())
                .rolesPerAccount(ROLES);
        settings.accept(account);
        PodIdentityEmulator emulator = account.start();
        SdkHttpClient http = transport.apply(emulator);
        ExecutionInterceptor nothing = new ExecutionInterceptor() {};
        return new EmulatedAws(
                emulator,
                iam(emulator, http, interceptor),
                eks(emulator, http, interceptor, region),
                sts(emulator, http, interceptor, region),
                iam(emulator, http, nothing),
                eks(emulator, http, nothing, region),
                sts(emulator, http, nothing, region));
    }

    private static IamClient iam(PodIdentityEmulator emulator, SdkHttpClient http, ExecutionInterceptor interceptor) {
        return client(IamClient.builder(), emulator, http, interceptor, Region.AWS_GLOBAL);
    }

    private static EksClient eks(
            PodIdentityEmulator emulator, SdkHttpClient http, ExecutionInterceptor interceptor, Region region) {
        return client(EksClient.builder(), emulator, http, interceptor, region);
    }

    private static StsClient sts(
            PodIdentityEmulator emulator, SdkHttpClient http, ExecutionInterceptor interceptor, Region region) {
        return client(StsClient.builder(), emulator, http, interceptor, region);
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(
            B builder,
            PodIdentityEmulator emulator,
            SdkHttpClient http,
            ExecutionInterceptor interceptor,
            Region region) {
        return builder.endpointOverride(emulator.endpoint())
                .region(region)
                .httpClient(http)
                .credentialsProvider(emulator.administrator())
                .overrideConfiguration(settings -> quick(settings, interceptor))
                .build();
    }

    private static void quick(ClientOverrideConfiguration.Builder settings, ExecutionInterceptor interceptor) {
        settings.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(interceptor);
    }

    /** Another user's clients, over a line that nothing intercepts. */
    Provisioner undisturbed(KubernetesClient kubernetes) {
        return provisioner(
                kubernetes, builder -> builder.iam(theirIam).eks(theirEks).sts(theirSts));
    }

    /** Does not wait. */
    Provisioner provisioner(KubernetesClient kubernetes) {
        return provisioner(kubernetes, builder -> {});
    }

    Provisioner provisioner(KubernetesClient kubernetes, Consumer<Provisioner.Builder> more) {
        Provisioner.Builder builder = Provisioner.builder()
                .iam(iam)
                .eks(eks)
                .sts(sts)
                .kubernetes(kubernetes)
                .pause(duration -> {})
                .patience(Duration.ofMinutes(2));
        more.accept(builder);
        return builder.build();
    }

    @Override
    public void close() {
        iam.close();
        eks.close();
        sts.close();
        theirSts.close();
        theirIam.close();
        theirEks.close();
        emulator.close();
    }
}
