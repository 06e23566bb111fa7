package io.github.keda4j.examples.sqs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** fabric8's mock API server on a free port, and a process of ours that acts as KEDA's operator and the autoscaler. */
final class StandInCluster implements Cluster {

    /** Kept, so that its level is: it would tell of every request. */
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    static {
        REQUESTS.setLevel(Level.WARNING);
    }

    private final DemoSettings settings;
    private final KubernetesMockServer apiServer;
    private final KubernetesClient kubernetes;

    private StandInCluster(DemoSettings settings, KubernetesMockServer apiServer) {
        this.settings = settings;
        this.apiServer = apiServer;
        this.kubernetes = apiServer.createClient();
    }

    static StandInCluster start(DemoSettings settings) {
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        return new StandInCluster(settings, server);
    }

    @Override
    public KubernetesClient kubernetes() {
        return kubernetes;
    }

    @Override
    public void startOperator(ScalingRun run) {
        run.child(
                "operator",
                StandInOperator.class,
                QueueScenario.KEDA_NAMESPACE,
                QueueScenario.KEDA_SERVICE_ACCOUNT,
                List.of(
                        "http://127.0.0.1:" + apiServer.getPort(),
                        QueueScenario.NAMESPACE,
                        QueueScenario.SCALED_OBJECT,
                        Integer.toString(settings.timesFaster())),
                run::onOperatorEvent);
    }

    /** Its processes are the run's own. */
    @Override
    public Optional<String> whatEnded() {
        return Optional.empty();
    }

    /** It has said so already, as an event. */
    @Override
    public Optional<String> denialInOperatorsLog() {
        return Optional.empty();
    }

    @Override
    public void close() {
        kubernetes.close();
        apiServer.destroy();
    }
}
