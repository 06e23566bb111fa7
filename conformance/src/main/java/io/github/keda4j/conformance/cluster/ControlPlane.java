package io.github.keda4j.conformance.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real control plane with the real KEDA, run by {@code judge/cluster} as plain processes on the loopback interface.
 * It ends when this process ends, for whatever reason, and writes only below {@link Setting#output()}.
 */
public final class ControlPlane implements AutoCloseable {

    private static final long SECONDS_TO_END = 30;

    /** A generous limit for busy machines. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Path program;
    private final Path folder;
    private final Process process;
    private final NamespacedKubernetesClient client;
    private final AtomicInteger namespaces = new AtomicInteger();

    private ControlPlane(Path program, Path folder, Process process, String kubeconfig) throws IOException {
        this.program = program;
        this.folder = folder;
        this.process = process;
        this.client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(Files.readString(Path.of(kubeconfig))))
                        .withRequestTimeout(PATIENCE_MILLIS)
                        .build())
                .build()
                .adapt(NamespacedKubernetesClient.class);
    }

    /**
     * {@return the folder with the programs: the one that {@code -Dkeda4j.cluster} names, or else the one that
     * {@code judge/cluster/build.sh} fills; empty if they are not built}
     */
    public static Optional<Path> programs() {
        return Optional.of(programsFolder()).filter(folder -> Files.isExecutable(folder.resolve("cluster")));
    }

    /** {@return the folder where the programs would be, whether it exists or not} */
    public static Path programsFolder() {
        return Setting.text("keda4j.cluster")
                .map(Path::of)
                .orElseGet(() -> Setting.repository().resolve(Path.of("judge", "cluster", "bin")));
    }

    /**
     * {@return a control plane that is ready}
     *
     * @param programs the folder that {@code judge/cluster/build.sh} filled
     * @param options further options of {@code cluster up}
     * @throws IOException if it does not start; the message names its log
     */
    public static ControlPlane start(Path programs, List<String> options) throws IOException {
        Files.createDirectories(Setting.output());
        Path folder = Files.createTempDirectory(Setting.output().toAbsolutePath(), "cluster-");
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Path program = programs.resolve("cluster").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(program.toString(), "up", "--foreground", "--end-with-stdin"));
        command.addAll(List.of("--json", "--dir", folder.toString()));
        command.addAll(options);
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null) {
            throw new IOException("The cluster did not start. Its log is " + log + ".");
        }
        Files.delete(log);
        JsonNode ready = Json.read(line);
        return new ControlPlane(
                program, folder, process, ready.path("kubeconfig").asText());
    }

    /** {@return a client for the whole cluster; it is closed together with this control plane} */
    public NamespacedKubernetesClient client() {
        return client;
    }

    /** {@return the name of a new namespace that nothing else uses} */
    public String newNamespace() {
        String name = "test-" + namespaces.incrementAndGet();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    /**
     * Makes the autoscalers read CPU and memory from a port of the loopback interface.
     *
     * @param port where {@code /apis/metrics.k8s.io/v1beta1} is served over plain HTTP
     */
    public void readResourceMetricsFrom(int port) {
        run("resource-metrics", "--dir", folder.toString(), "--port", String.valueOf(port));
    }

    /** {@return the supervisor; when this process ends, all others end too} */
    public ProcessHandle supervisor() {
        return process.toHandle();
    }

    /** {@return the folder of this control plane} */
    public Path folder() {
        return folder;
    }

    /**
     * {@return the log of a program}
     *
     * @param name the name of the program, such as {@code keda-operator}
     */
    public Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    /** Ends all processes and removes the folder. */
    @Override
    public void close() {
        client.close();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroy();
            }
            run("down", "--remove", "--dir", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private void run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Process ran = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (ran.waitFor() != 0) {
                throw new IllegalStateException("\"cluster " + arguments[0] + "\" failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("\"cluster " + arguments[0] + "\" was interrupted.", e);
        }
    }
}
