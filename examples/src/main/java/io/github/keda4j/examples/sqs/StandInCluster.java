package io.github.keda4j.examples.sqs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An in-memory API server on a free port, and a process that acts as KEDA's operator and the autoscaler. */
final class StandInCluster implements Cluster {

    /** Kept in a field so that the logger keeps its level; otherwise it would log every request. */
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    static {
        REQUESTS.setLevel(Level.WARNING);
    }

    private final DemoSettings settings;
    private final KubernetesApiServer apiServer;
    private final KubernetesClient kubernetes;

    private StandInCluster(DemoSettings settings, KubernetesApiServer apiServer) {
        this.settings = settings;
        this.apiServer = apiServer;
        this.kubernetes = apiServer.client();
    }

    static StandInCluster start(DemoSettings settings) {
        return new StandInCluster(
                settings,
                KubernetesApiServer.builder()
                        .namespace(QueueScenario.KEDA_NAMESPACE)
                        .namespace(QueueScenario.NAMESPACE)
                        .start());
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
                        "http://127.0.0.1:" + apiServer.mockServer().getPort(),
                        QueueScenario.NAMESPACE,
                        QueueScenario.SCALED_OBJECT,
                        Integer.toString(settings.timesFaster())),
                run::onOperatorEvent);
    }

    /** The run starts its processes itself. */
    @Override
    public Optional<String> whatEnded() {
        return Optional.empty();
    }

    /** The operator has already reported this as an event. */
    @Override
    public Optional<String> denialInOperatorsLog() {
        return Optional.empty();
    }

    @Override
    public void close() {
        apiServer.close();
    }
}
