package io.github.keda4j.podidentity.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An AWS account, or several, in one process: IAM roles and policies, EKS pod identity associations, STS, and the Pod
 * Identity agent of a node. The AWS SDK's own clients talk to it through {@code endpointOverride}, pods through the
 * container credentials provider.
 *
 * <p>Roles are assumed as in STS: the stored trust policy and the caller's own permissions decide, with the session
 * tags that EKS sets and that are passed along the chain. A denial carries AWS's error code and names the missing
 * action.
 *
 * <p>For the other services that KEDA's scalers read, only access control is emulated: CloudWatch, DynamoDB and its
 * streams, Kinesis, MSK with IAM, Managed Service for Prometheus and Secrets Manager decide KEDA's calls on the
 * caller's policies, and answer as if the resource existed and were empty.
 *
 * <p>It is for tests and offline runs. It listens on the loopback interface only, keeps everything in memory, and does
 * not verify signatures: an access key with its session token identifies its owner. AWS's own managed policies can be
 * attached but grant nothing. Nobody has an MFA device.
 */
public final class PodIdentityEmulator implements AutoCloseable {

    static final String CREDENTIALS_PATH = "/v1/credentials";
    /** A numeric address, because the meaning of "localhost" depends on the machine. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    static final String AGENT_ACTION = "eks-auth:AssumeRoleForPodIdentity";

    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    static {
        // The JDK's server sends headers and body separately; with Nagle's algorithm that takes 40 ms per call. The
        // fix can only be set with a system property, and only before the first server is created.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
    }

    private final Cloud cloud;
    private final HttpServer server;
    private final Front front;
    private final ExecutorService threads;
    private final Faults faults;
    private final List<Call> calls = new ArrayList<>();
    private final List<Consumer<Call>> listeners = new CopyOnWriteArrayList<>();

    PodIdentityEmulator(PodIdentityEmulatorBuilder builder) {
        this.cloud = new Cloud(builder.partition, builder.region, builder.clock, builder.accountId);
        builder.otherAccounts.forEach(cloud::addAccount);
        cloud.resourcePolicies.putAll(builder.resourcePolicies);
        cloud.keys.putAll(builder.keys);
        builder.clusters.forEach(cluster -> cloud.clusters.put(cluster, new TreeMap<>()));
        this.faults = new Faults();
        cloud.oidcProviders.addAll(builder.oidcProviders);
        EksAssociations associations =
                new EksAssociations(cloud, builder.pageSize, builder.associationsPerCluster, faults);
        this.front = new Front(
                cloud,
                new IamService(cloud, faults, builder.pageSize, builder.rolesPerAccount),
                new StsService(cloud),
                new EksService(cloud, associations, builder.agent),
                new AgentService(cloud, associations),
                builder.sqs == null ? null : new SqsGate(cloud, builder.sqs),
                gates(cloud),
                faults,
                this::record);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
        // As many threads as calls, because a receiver that waits for messages blocks a thread while it waits.
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "pod-identity-emulator");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", front);
        server.start();
    }

    /** The services by their name in signatures. */
    private static Map<String, Gate> gates(Cloud cloud) {
        return Map.of(
                "monitoring", new CloudWatchGate(),
                "dynamodb", new DynamoDbGate(cloud),
                "kinesis", new KinesisGate(cloud),
                "kafka-cluster", new KafkaGate(cloud),
                "secretsmanager", new SecretsManagerGate(cloud),
                "aps", new PrometheusGate(cloud));
    }

    /**
     * Returns a builder for an emulator.
     *
     * @return a builder: account 111122223333, region us-east-1, no cluster
     */
    public static PodIdentityEmulatorBuilder builder() {
        return new PodIdentityEmulatorBuilder();
    }

    /**
     * Returns the address of all services, including SQS if an endpoint was given.
     *
     * @return an address for {@code endpointOverride}
     */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Returns an HTTP client that hands calls of the SDK's synchronous clients to this emulator on the caller's thread,
     * without a connection. Tests with thousands of calls take much less processor time. The clients still need
     * {@link #endpoint}.
     *
     * @return a client for {@code httpClient}; after {@link #close}, its calls fail as if nothing listened
     */
    public SdkHttpClient httpClient() {
        return new DirectHttpClient(front, threads::isShutdown);
    }

    /**
     * Returns the address where a pod asks for its credentials.
     *
     * @return an address for {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}
     */
    public URI credentialsUri() {
        return endpoint().resolve(CREDENTIALS_PATH);
    }

    /**
     * Returns credentials of an administrator who may do everything in the account of the clusters.
     *
     * @return credentials for the clients of tests and provisioners
     */
    public AwsCredentialsProvider administrator() {
        return administrator(cloud.home.id);
    }

    /**
     * Returns credentials of an administrator who may do everything in one of the accounts.
     *
     * @param accountId the emulator's account, or another one that it was built with
     * @return credentials for the clients of tests and provisioners
     * @throws IllegalArgumentException if the emulator was built without that account
     */
    public AwsCredentialsProvider administrator(String accountId) {
        Account account = cloud.accounts.get(accountId);
        if (account == null) {
            throw new IllegalArgumentException("there is no account " + accountId + "; the emulator has "
                    + String.join(", ", cloud.accounts.keySet()));
        }
        Identity.Keys keys = account.administrator.keys();
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
    }

    /**
     * Returns a service account's token for EKS Pod Identity, as the kubelet would project it into a pod. It is valid
     * for 24 hours. The kubelet renews such files in time; here the caller has to do that.
     *
     * @param cluster name of a cluster of this account
     * @param namespace the pod's namespace
     * @param serviceAccount the service account that it runs under
     * @param podName the pod's name
     * @return a token for the file that {@code AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE} names
     * @throws IllegalArgumentException if the emulator was built without that cluster, or Kubernetes does not allow one
     *     of the names
     */
    public String mintToken(String cluster, String namespace, String serviceAccount, String podName) {
        synchronized (cloud) {
            if (!cloud.clusters.containsKey(cluster)) {
                throw new IllegalArgumentException("there is no cluster " + cluster + "; the emulator has "
                        + String.join(", ", cloud.clusters.keySet()));
            }
            return cloud.tokens.mint(cluster, namespace, serviceAccount, podName);
        }
    }

    /**
     * Returns a service account's token for STS, as a cluster with an OIDC provider projects it for IRSA. It is valid
     * for 24 hours.
     *
     * @param oidcProviderArn a provider that the emulator was built with
     * @param namespace the service account's namespace
     * @param serviceAccount its name
     * @return a token for {@code AssumeRoleWithWebIdentity}, or for the file that {@code AWS_WEB_IDENTITY_TOKEN_FILE}
     *     names
     * @throws IllegalArgumentException if the emulator was built without that provider, or Kubernetes does not allow
     *     one of the names
     */
    public String mintWebIdentityToken(String oidcProviderArn, String namespace, String serviceAccount) {
        synchronized (cloud) {
            if (!cloud.oidcProviders.contains(oidcProviderArn)) {
                throw new IllegalArgumentException("there is no OIDC provider " + oidcProviderArn
                        + "; the emulator has " + String.join(", ", cloud.oidcProviders));
            }
            return cloud.tokens.mintWebIdentity(oidcProviderArn, namespace, serviceAccount);
        }
    }

    /**
     * Like {@link #mintToken}, but writes the token to a file that only its owner may read.
     *
     * @param directory where to write it; created if necessary
     * @param cluster name of a cluster of this account
     * @param namespace the pod's namespace
     * @param serviceAccount the service account that it runs under
     * @param podName the pod's name, which is also the name of the file
     * @return the file, for {@code AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE}
     * @throws IllegalArgumentException if the emulator was built without that cluster, or Kubernetes does not allow one
     *     of the names
     * @throws UncheckedIOException if the file cannot be written
     */
    public Path writeToken(Path directory, String cluster, String namespace, String serviceAccount, String podName) {
        try {
            String token = mintToken(cluster, namespace, serviceAccount, podName);
            Files.createDirectories(directory);
            return writeSecret(directory.resolve(podName + ".token"), token);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the token of " + podName + " to " + directory, e);
        }
    }

    /** Creates a file that only its owner can read, from the first moment on. */
    private static Path writeSecret(Path file, String text) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.deleteIfExists(file);
        return Files.writeString(Files.createFile(file, ownerOnly), text);
    }

    /**
     * Returns the calls so far.
     *
     * @return a copy, in order
     */
    public List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /**
     * Reports every call from now on.
     *
     * @param listener called on the emulator's threads, while the caller waits for its answer; must neither block nor throw
     */
    public void onCall(Consumer<Call> listener) {
        listeners.add(listener);
    }

    /**
     * Makes writes to IAM and EKS fail after a number of further writes, as if the caller had crashed at that point.
     *
     * @param writes how many more writes succeed
     */
    public void failAfterWrites(int writes) {
        faults.failAfter(writes);
    }

    /**
     * Answers a write to IAM or EKS with an error although it took effect, as if the caller had crashed before it
     * received the answer; all later writes are refused.
     *
     * @param writes how many succeed before that write
     */
    public void crashAfterWrites(int writes) {
        faults.crashAfter(writes);
    }

    /**
     * Throttles the next calls to IAM, STS and EKS, of any kind. The SDK's clients retry such calls by themselves.
     *
     * @param calls how many, retries included
     */
    public void throttle(int calls) {
        faults.throttle(calls);
    }

    /** Lets calls succeed again after {@link #failAfterWrites}, {@link #crashAfterWrites} or {@link #throttle}. */
    public void stopFailing() {
        faults.stop();
    }

    /**
     * Hides new roles for a while from EKS and from trust policies that name them, because IAM is eventually
     * consistent. This concerns roles that are created after this call.
     *
     * @param times how often EKS does not see such a role, and how often trust policies do not; 0 to stop
     */
    public void hideNewRoles(int times) {
        faults.hideNewRoles(times);
    }

    /**
     * Hides new roles for a while from IAM's own calls: reading or changing a role that is created after this call
     * fails with {@code NoSuchEntity}, as if not every part of IAM knew it yet.
     *
     * @param times how often such a role is not found; 0 to stop
     */
    public void hideNewRolesFromIam(int times) {
        faults.hideNewRolesFromIam(times);
    }

    /**
     * Hides new associations for a while from listings and the agent, because EKS is eventually consistent. This
     * concerns associations that are created after this call.
     *
     * @param times how often listings and the agent do not see such an association; 0 to stop
     */
    public void hideNewAssociations(int times) {
        faults.hideNewAssociations(times);
    }

    /**
     * Gives an owner to associations that are created after this call, like those that EKS creates for an add-on. Other
     * programs should not change them.
     *
     * @param ownerArn the ARN of the owner, for example of an add-on; empty for no owner
     */
    public void ownNewAssociations(String ownerArn) {
        faults.ownNewAssociations(ownerArn);
    }

    /** Frees the port and the threads. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void record(Call call) {
        synchronized (calls) {
            calls.add(call);
        }
        listeners.forEach(listener -> listener.accept(call));
    }
}
