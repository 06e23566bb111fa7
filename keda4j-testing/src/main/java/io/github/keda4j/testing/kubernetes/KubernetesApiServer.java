package io.github.keda4j.testing.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.github.keda4j.testing.kubernetes.internal.mock.AdmissionGate;
import io.github.keda4j.testing.kubernetes.internal.mock.ApiDispatcher;
import io.github.keda4j.testing.kubernetes.internal.mock.DirectHttpClient;
import io.github.keda4j.testing.kubernetes.internal.mock.ServerSetup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An in-memory API server, on the loopback interface, for tests of code that writes to Kubernetes. It is fabric8's mock
 * server with a dispatcher that adds what the mock's own dispatcher lacks: server-side apply with field owners and
 * conflicts, dry runs, strict field validation, correct patches, preconditions, defaults. No controller runs: nothing
 * scales, and no pod starts.
 *
 * <pre>{@code
 * try (KubernetesApiServer server = KubernetesApiServer.start()) {
 *     KubernetesClient client = server.client();
 *     client.resource(deployment).fieldManager("my-operator").serverSideApply();
 * }
 * }</pre>
 *
 * <p>It has KEDA's CustomResourceDefinitions and the namespaces {@code default} and {@code test}; the client uses
 * {@code test}. Requests that a test expects with {@link KubernetesMockServer#expect()} are answered as the test says,
 * everything else by the API server: this is how to make a write fail.
 */
public final class KubernetesApiServer implements AutoCloseable {

    /** Shared by all clients, because preparing a class for it takes longer than most requests. */
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private final Dispatcher dispatcher;
    private final KubernetesMockServer mockServer;
    private final List<NamespacedKubernetesClient> clients = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private KubernetesApiServer(Builder builder) {
        Map<ServerRequest, Queue<ServerResponse>> expected = new ConcurrentHashMap<>();
        dispatcher = builder.dispatcher(expected);
        mockServer = new KubernetesMockServer(new Context(), new MockWebServer(), expected, dispatcher, builder.https);
        mockServer.start();
    }

    /** {@return a running server with default settings} */
    public static KubernetesApiServer start() {
        return builder().start();
    }

    /** {@return a builder with default settings} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a client of this server, which is closed with it} */
    public NamespacedKubernetesClient client() {
        return client(builder -> {});
    }

    /**
     * {@return a client of this server, which is closed with it}
     *
     * @param customizer changes the client's builder, which is configured for this server
     */
    public NamespacedKubernetesClient client(Consumer<KubernetesClientBuilder> customizer) {
        NamespacedKubernetesClient client = mockServer.createClient(builder -> {
            builder.withKubernetesSerialization(SERIALIZATION);
            customizer.accept(builder);
        });
        clients.add(client);
        return client;
    }

    /**
     * {@return a client that calls this server on the caller's thread, without a connection, and is closed with it}
     *
     * <p>Tests with thousands of requests take much less time with it. It cannot watch, answers that a test expects come
     * without delay, and the mock server does not record its requests.
     */
    public NamespacedKubernetesClient directClient() {
        return directClient(builder -> {});
    }

    /**
     * {@return a client as {@link #directClient()} returns it}
     *
     * @param customizer changes the client's builder, which is configured for this server
     */
    public NamespacedKubernetesClient directClient(Consumer<KubernetesClientBuilder> customizer) {
        return client(builder -> {
            builder.withHttpClientFactory(new DirectHttpClient.Factory(dispatcher));
            customizer.accept(builder);
        });
    }

    /** {@return fabric8's mock server, on which a test can expect requests and inspect those that arrived} */
    public KubernetesMockServer mockServer() {
        return mockServer;
    }

    /** Removes all objects and expectations, and restores the initial state. */
    public void reset() {
        mockServer.reset();
    }

    /** Closes the clients, then the server. If it is closed already, nothing happens. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        clients.forEach(NamespacedKubernetesClient::close);
        try {
            mockServer.destroy();
        } catch (RejectedExecutionException e) {
            // The mock server ends its threads while it still waits for the socket to be closed, so sometimes, its last
            // task is refused (fabric8io/kubernetes-client#7747). Everything is closed by then.
        }
    }

    /** Builds a {@link KubernetesApiServer}. */
    public static final class Builder {

        private final Set<String> namespaces = new LinkedHashSet<>(List.of("default", "kube-system", "test"));
        private final List<Admission> admissions = new ArrayList<>();
        private final List<Access> accesses = new ArrayList<>();
        private Clock clock = Clock.systemUTC();
        private boolean https;

        private Builder() {}

        /**
         * Adds a namespace. The namespaces {@code default}, {@code kube-system} and {@code test} always exist. As with
         * a real API server, nothing can be created in a namespace that does not exist.
         *
         * @param name the name of the namespace
         * @return this
         */
        public Builder namespace(String name) {
            namespaces.add(Objects.requireNonNull(name, "name"));
            return this;
        }

        /**
         * Adds an admission check that decides what may be stored. All checks must allow the object.
         *
         * @param admission the check, which runs after those that were added earlier
         * @return this
         */
        public Builder admission(Admission admission) {
            admissions.add(Objects.requireNonNull(admission, "admission"));
            return this;
        }

        /**
         * Adds a rule that decides what clients may do. Without rules they may do everything; all rules must allow a
         * request. What exists from the start needs no permission.
         *
         * @param access the rule
         * @return this
         */
        public Builder access(Access access) {
            accesses.add(Objects.requireNonNull(access, "access"));
            return this;
        }

        /**
         * Sets the clock for creation and deletion timestamps and the times of field owners. The default is the system
         * clock.
         *
         * @param value the clock
         * @return this
         */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "value");
            return this;
        }

        /**
         * Sets whether the server uses TLS, which makes it take seconds to start. The default is {@code false}.
         *
         * @param value true to use TLS
         * @return this
         */
        public Builder https(boolean value) {
            https = value;
            return this;
        }

        /** {@return a running server} */
        public KubernetesApiServer start() {
            return new KubernetesApiServer(this);
        }

        /**
         * {@return the dispatcher alone, for tests that build their mock server themselves}
         *
         * @param expected the expected answers of that mock server, which take precedence
         */
        public Dispatcher dispatcher(Map<ServerRequest, Queue<ServerResponse>> expected) {
            List<Access> rules = List.copyOf(accesses);
            return new ApiDispatcher(
                    expected,
                    new ServerSetup(
                            clock,
                            List.copyOf(namespaces),
                            new AdmissionGate(admissions),
                            attempt -> rules.stream().allMatch(rule -> rule.allows(attempt))));
        }
    }
}
