package io.github.keda4j.testing.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The control plane of {@code judge/cluster}, with KEDA's definitions, but without the controllers that would
 * interfere with the tests. All tests of a run share one.
 */
final class RealCluster {

    private static final String PROGRAMS = "keda4j.cluster";

    private static @Nullable RealCluster running;

    private final KubernetesClient client;

    private RealCluster(Path programs) throws IOException {
        // Inside the build folder, so that a killed build leaves nothing elsewhere.
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "cluster-");
        Process process = new ProcessBuilder(
                        programs.resolve("cluster").toString(),
                        "up",
                        "--foreground",
                        "--end-with-stdin",
                        "--json",
                        "--without-keda",
                        "--hpa-sync-period",
                        "1h",
                        "--flag",
                        "kube-controller-manager:--concurrent-deployment-syncs=0",
                        "--dir",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
        String line;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            line = Objects.requireNonNull(out.readLine(), "the cluster did not start");
        }
        String kubeconfig = Json.string(Json.at(JsonDocument.read(line).value(), "kubeconfig"));
        Config config = Config.fromKubeconfig(Path.of(kubeconfig).toFile());
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        installDefinitions();
    }

    /** A client of the cluster; skips the test with a message if the programs are missing. */
    static synchronized KubernetesClient client() {
        if (running == null) {
            String programs = System.getProperty(PROGRAMS, "");
            Assumptions.assumeTrue(
                    !programs.isEmpty() && Files.isExecutable(Path.of(programs, "cluster")),
                    "no real API server: " + PROGRAMS + " is not a folder filled by judge/cluster/build.sh");
            try {
                running = new RealCluster(Path.of(programs));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running.client;
    }

    private void installDefinitions() throws IOException {
        Api api = new Api(client);
        try (InputStream in = KubernetesApiServer.class.getResourceAsStream("internal/mock/keda-crds.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (Object definition : Json.list(JsonDocument.read(text).value())) {
                api.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Json.write(definition));
            }
        }
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .list()
                .getItems()
                .forEach(definition -> client.resource(definition)
                        .waitUntilCondition(
                                found -> found != null
                                        && found.getStatus() != null
                                        && found.getStatus().getConditions() != null
                                        && found.getStatus().getConditions().stream()
                                                .anyMatch(condition -> condition
                                                                .getType()
                                                                .equals("Established")
                                                        && condition.getStatus().equals("True")),
                                Duration.ofMinutes(1).toMillis(),
                                TimeUnit.MILLISECONDS));
    }

    private static void end(Process process, Path folder) {
        try {
            process.getOutputStream().close();
            process.waitFor(30, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            process.destroy();
        }
    }
}
