package io.github.keda4j.examples.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the whole demo with its processes, but with shorter times. */
@Execution(ExecutionMode.CONCURRENT)
class SqsScalingDemoTest {

    /** A run takes seconds; the deadline is for a busy machine. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @AfterAll
    static void noProcessIsLeft() {
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void everyMessageIsProcessedAndTheDeploymentGoesFromZeroToZero() throws IOException {
        assertThat(run("least-privilege", "none")).as(said()).isZero();

        assertThat(lines().get(lines().size() - 1))
                .matches("OK: chain proved, 40 of 40 messages processed, replicas 0 -> [1-9]\\d* -> 0");
        assertThat(said()).containsSubsequence("(1) ", "(2) ", "(3) ", "(4) ", "(5) ", "(6) ", "(7) ");
        assertThat(said()).contains("a second apply: nothing to do");
        assertThat(files())
                .contains(
                        "associations.json",
                        "manifests.yaml",
                        "policies/keda-operator.trust.json",
                        "policies/q-read-scaler.read-events-of-security.k8s-sqs-read-msg-keda.json",
                        "policies/q-read-scaler.trust.json",
                        "proof.md",
                        "report.html");
        assertThat(folder.resolve("proof.md")).content().contains("```mermaid", "Every hop of the chain is allowed.");
        assertThat(folder.resolve("report.html"))
                .content()
                .contains("40 of 40", "<svg class=\"wide\"", "<svg class=\"narrow\"", "prefers-color-scheme: dark")
                .contains("href=\"manifests.yaml\"")
                .doesNotContain("{{", "src=", "http:", "https:", "url(", "@import");
    }

    @Test
    void aChainWithoutTagSessionEndsTheRunWithAccessDeniedAtThatHop() throws IOException {
        assertEndsWithAccessDenied(
                "tag-session", "sts:TagSession on resource: arn:aws:iam::111122223333:role/q-read-scaler");
    }

    @ParameterizedTest
    @Tag("soak")
    @CsvSource({
        "trust, sts:AssumeRole on resource: arn:aws:iam::111122223333:role/q-read-scaler",
        "permission, sqs:getqueueattributes on resource: arn:aws:sqs:us-east-1:111122223333:event-messages-queue",
        "namespace, sts:AssumeRole on resource: arn:aws:iam::111122223333:role/keda-operator",
    })
    void anyOtherBrokenLinkEndsTheRunWithAccessDeniedAtItsHop(String broken, String denied) throws IOException {
        assertEndsWithAccessDenied(broken, denied);
    }

    private void assertEndsWithAccessDenied(String broken, String denied) throws IOException {
        assertThat(run("least-privilege", broken)).as(said()).isEqualTo(1);

        assertThat(lines().get(lines().size() - 1))
                .startsWith("FAILED: AccessDenied: User: ")
                .contains(denied);
        assertThat(said()).contains("DENIED ", "  fix: ", "The proof predicted this: ");
        assertThat(folder.resolve("report.html")).content().contains("How to fix it", "denied");
        assertThat(folder.resolve("succeeded")).doesNotExist();
    }

    private int run(String wiring, String broken) {
        DemoSettings settings = new DemoSettings(
                Wiring.of(wiring),
                BrokenLink.of(broken),
                folder,
                Cluster.Kind.STAND_IN,
                new DemoSettings.Real(folder, folder, false),
                60,
                List.of(new DemoSettings.Wave(40, Duration.ofMillis(40))),
                DEADLINE);
        return SqsScalingDemo.run(settings, new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return said().lines().toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
