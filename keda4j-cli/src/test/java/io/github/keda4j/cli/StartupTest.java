package io.github.keda4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits the classes that a cold start loads, which takes most of the time of a small check. */
class StartupTest {

    @TempDir
    private Path folder;

    @Test
    void lintLoadsNothingOfAwsOfOtherCommandsAndOfKubernetesModel() throws IOException, InterruptedException {
        Path manifest = folder.resolve("orders.yaml");
        Files.writeString(manifest, """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders}
                spec:
                  scaleTargetRef: {name: orders}
                  triggers:
                  - type: cron
                    metadata: {timezone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "3"}
                """);
        List<String> classes = classesOf("lint", "--config=/dev/null", manifest.toString());
        assertThat(classes).contains("io.github.keda4j.cli.lint.LintCommand");
        assertThat(classes)
                .noneMatch(name -> name.startsWith("software.amazon."))
                .noneMatch(name -> name.startsWith("io.github.keda4j.cli.explain."))
                .noneMatch(name -> name.startsWith("io.github.keda4j.cli.rules.Rule"))
                .noneMatch(name -> name.startsWith("com.fasterxml.jackson.databind."));
    }

    private List<String> classesOf(String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("classes");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.keda4j.cli.Keda4j"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ", 2)[0])
                .toList();
    }
}
