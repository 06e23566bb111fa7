package io.github.keda4j.examples.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real control plane with the real KEDA, as plain processes on the loopback interface. It is built by
 * {@code judge/cluster/build.sh}, which needs Go, and it ends together with this process, however this process ends.
 */
final class RealCluster implements Cluster {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How long an operator may need to log a refusal. */
    private static final int SECONDS_FOR_THE_LOG = 10;

    private final Process process;
    private final Path operatorsLog;
    private final KubernetesClient kubernetes;

    private RealCluster(Process process, Path folder, String kubeconfig) throws IOException {
        this.process = process;
        this.operatorsLog = folder.resolve("logs").resolve("keda-operator.log");
        this.kubernetes = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(Path.of(kubeconfig))))
                .build();
    }

    /**
     * Builds programs that are out of date, starts the cluster and waits until it is ready.
     *
     * @param operatorsEnvironment the environment that EKS would give the pod of KEDA's operator
     * @throws IllegalStateException if this machine cannot build it, or if it does not start
     */
    static RealCluster start(DemoSettings settings, Map<String, String> operatorsEnvironment, Console console) {
        DemoSettings.Real real = settings.real();
        try {
            build(real, console);
            Path folder = settings.output().resolve("cluster").toAbsolutePath();
            Path log = settings.output().resolve("cluster.log");
            removeEarlierOne(real, folder);
            Process process = new ProcessBuilder(up(settings, folder, operatorsEnvironment))
                    .redirectError(log.toFile())
                    .start();
            return whenReady(process, folder, log, console);
        } catch (IOException e) {
            throw new UncheckedIOException("The cluster cannot be started: " + e.getMessage(), e);
        }
    }

    private static void build(DemoSettings.Real real, Console console) throws IOException {
        console.say("Building Kubernetes and KEDA from their Go modules; the first time takes many minutes:");
        Process build = new ProcessBuilder(
                        "bash",
                        real.source().resolve("build.sh").toString(),
                        real.programs().toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = build.inputReader(StandardCharsets.UTF_8)) {
            said.lines().forEach(line -> console.say("  " + line));
        }
        if (exitCode(build) != 0) {
            throw new IllegalStateException("The real cluster was not built; the output above says why.");
        }
    }

    /** Removes the cluster of an earlier run, because its etcd still contains that run's objects. */
    private static void removeEarlierOne(DemoSettings.Real real, Path folder) throws IOException {
        if (Files.exists(folder)) {
            Process down = new ProcessBuilder(
                            real.programs().resolve("cluster").toString(),
                            "down",
                            "--remove",
                            "--dir",
                            folder.toString())
                    .inheritIO()
                    .start();
            if (exitCode(down) != 0) {
                throw new IllegalStateException("The cluster of an earlier run cannot be removed from " + folder + ".");
            }
        }
    }

    private static List<String> up(DemoSettings settings, Path folder, Map<String, String> operatorsEnvironment) {
        DemoSettings.Real real = settings.real();
        List<String> command = new ArrayList<>(List.of(
                real.programs().resolve("cluster").toString(),
                "up",
                "--foreground",
                "--end-with-stdin",
                "--json",
                "--dir",
                folder.toString(),
                "--bin",
                real.programs().toString(),
                "--hpa-sync-period",
                settings.intervals().sync() + "s"));
        operatorsEnvironment.forEach(
                (name, value) -> command.addAll(List.of("--env", "keda-operator:" + name + "=" + value)));
        return command;
    }

    private static RealCluster whenReady(Process process, Path folder, Path log, Console console) throws IOException {
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null) {
            throw new IllegalStateException("The cluster did not start. Its log is " + log + ".");
        }
        JsonNode ready = JSON.readTree(line);
        console.say("Kubernetes and KEDA are up after "
                + Math.round(ready.path("readyAfterSeconds").asDouble()) + " s, "
                + ready.path("programs").size() + " processes; their logs are in " + folder.resolve("logs"));
        RealCluster cluster =
                new RealCluster(process, folder, ready.path("kubeconfig").asText());
        cluster.kubernetes
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(QueueScenario.NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        return cluster;
    }

    @Override
    public KubernetesClient kubernetes() {
        return kubernetes;
    }

    /** Does nothing, because KEDA's operator has been running since the cluster started. */
    @Override
    public void startOperator(ScalingRun run) {}

    @Override
    public Optional<String> whatEnded() {
        return process.isAlive() ? Optional.empty() : Optional.of("The cluster has ended.");
    }

    @Override
    public Optional<String> denialInOperatorsLog() throws InterruptedException {
        for (int second = 0; second < SECONDS_FOR_THE_LOG; second++) {
            try (Stream<String> lines = Files.lines(operatorsLog)) {
                Optional<String> denial =
                        lines.filter(RealCluster::tellsOfADenial).findFirst();
                if (denial.isPresent()) {
                    return denial;
                }
            } catch (IOException unreadable) {
                return Optional.of("its log cannot be read: " + unreadable.getMessage());
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return Optional.empty();
    }

    private static boolean tellsOfADenial(String line) {
        return line.contains("\tERROR\t")
                && (line.contains("AccessDenied") || line.contains("failed to refresh cached credentials"));
    }

    @Override
    public void close() {
        kubernetes.close();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException gone) {
            process.destroy();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
