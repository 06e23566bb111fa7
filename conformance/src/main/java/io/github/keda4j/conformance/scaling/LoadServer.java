package io.github.keda4j.conformance.scaling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves what the triggers of cases read: values at URLs for {@code metrics-api}, and a metrics server for
 * {@code cpu} and {@code memory}.
 */
final class LoadServer implements AutoCloseable {

    private final Map<String, ScalingCase> cases;
    private final KubernetesClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Queue<Read> reads = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Instant begin;

    LoadServer(Map<String, ScalingCase> cases, KubernetesClient client) throws IOException {
        this.cases = cases;
        this.client = client;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/loads/", this::load);
        server.createContext("/apis/metrics.k8s.io/v1beta1/", this::podMetrics);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(ScalingCase of, int trigger) {
        return "http://127.0.0.1:" + port() + "/loads/" + of.name() + "/" + trigger;
    }

    /** Starts the loads, which are 0 until then. */
    void begin(Instant newBegin) {
        begin = newBegin;
    }

    private record Read(String name, String trigger, Instant time) {}

    /** The times at which KEDA read the first trigger of the case whose metric comes from this server. */
    List<Instant> reads(ScalingCase of) {
        List<Read> ofCase =
                reads.stream().filter(read -> read.name().equals(of.name())).toList();
        String first = ofCase.stream()
                .map(Read::trigger)
                .min(Comparator.naturalOrder())
                .orElse("");
        return ofCase.stream()
                .filter(read -> read.trigger().equals(first))
                .map(Read::time)
                .sorted()
                .toList();
    }

    private @Nullable Double value(ScalingCase of, int trigger) {
        Instant since = begin;
        return of.load(trigger, since == null ? Duration.ofSeconds(-1) : Duration.between(since, Instant.now()));
    }

    private void load(HttpExchange exchange) throws IOException {
        String[] path = path(exchange);
        reads.add(new Read(path[2], path[3], Instant.now()));
        Double value = value(of(path[2]), Integer.parseInt(path[3]));
        answer(exchange, value == null ? 500 : 200, "{\"v\": " + value + "}");
    }

    private static String[] path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().split("/", -1);
    }

    private ScalingCase of(String name) {
        return Objects.requireNonNull(cases.get(name), name);
    }

    /** The pods of a case, by the only label that its autoscaler selects; all pods have the same usage. */
    private void podMetrics(HttpExchange exchange) throws IOException {
        String[] path = path(exchange);
        String selector = exchange.getRequestURI().getQuery().replaceFirst(".*labelSelector=([^&]*).*", "$1");
        ScalingCase of = of(selector.substring(selector.indexOf('=') + 1));
        ObjectNode list = Json.object().put("kind", "PodMetricsList").put("apiVersion", "metrics.k8s.io/v1beta1");
        ArrayNode items = list.putArray("items");
        ObjectNode usage = Json.object();
        for (int trigger = 0; trigger < of.loads().size(); trigger++) {
            if (!use(of, trigger, usage)) {
                answer(exchange, 500, "{}");
                return;
            }
        }
        List<Pod> pods = client.pods()
                .inNamespace(path[5])
                .withLabel("app", of.name())
                .list()
                .getItems();
        // The autoscaler ignores samples from before the pod's start, so the sample is dated well into the future.
        String timestamp = Instant.now().plus(Duration.ofHours(1)).toString();
        for (Pod pod : pods) {
            ObjectNode item = items.addObject();
            item.putObject("metadata").put("name", pod.getMetadata().getName()).put("namespace", path[5]);
            item.put("timestamp", timestamp).put("window", "1s");
            item.putArray("containers").addObject().put("name", "c").set("usage", usage);
        }
        answer(exchange, 200, Json.line(list));
    }

    /**
     * Adds the usage of a resource, and returns whether it is known. Percentages refer to a request of one core or one
     * kilobyte.
     */
    private boolean use(ScalingCase of, int trigger, ObjectNode usage) {
        ScaleTriggers given = of.triggers().get(trigger);
        String type = String.valueOf(given.getType());
        if (!type.equals("cpu") && !type.equals("memory")) {
            return true;
        }
        Double value = value(of, trigger);
        if (value == null) {
            return false;
        }
        boolean percent = MetricTargetType.UTILIZATION.equals(given.getMetricType());
        usage.put(
                type,
                type.equals("cpu")
                        ? Math.round(value * (percent ? 10 : 1000)) + "m"
                        : String.valueOf(Math.round(value * (percent ? 10 : 1))));
        return true;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
