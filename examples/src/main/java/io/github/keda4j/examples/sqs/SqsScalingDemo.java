package io.github.keda4j.examples.sqs;

import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.provisioner.Plan;
import io.github.keda4j.provisioner.Provisioner;
import io.github.keda4j.simulator.ReplicaSeries;
import io.github.keda4j.wiring.Proof;
import io.github.keda4j.wiring.ScalingStack;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Scales a Deployment with an SQS queue, end to end on this machine: proves the chain of roles, applies it, starts an
 * operator and a workload with the credentials that the chain gives them, sends messages, and waits until all is back
 * at zero.
 *
 * <p>{@code demo.cluster} is {@code stand-in} or {@code real}; {@code demo.fast} shortens intervals in the manifests for the
 * real one; {@code demo.clusterSource} and {@code demo.clusterPrograms} are the folders of its build script and of
 * the built programs. {@code demo.wiring} is {@code least-privilege} or {@code seed}; {@code demo.break} breaks a
 * link: {@code tag-session}, {@code trust}, {@code permission} or {@code namespace}; {@code demo.output} is the
 * folder of the report; with {@code demo.endsWithParent}, the demo ends when its parent process ends. The exit code
 * is 0 only if the chain is proved, every message was handled and the replicas are back at zero.
 */
public final class SqsScalingDemo {

    /** A file that exists after a successful run, for builds that check files. */
    private static final String SUCCESS = "succeeded";

    private final DemoSettings settings;
    private final RunRecord record = new RunRecord();
    private final Console console;

    private SqsScalingDemo(DemoSettings settings, PrintStream out) {
        this.settings = settings;
        this.console = new Console(out, record);
    }

    /**
     * Runs the demo.
     *
     * @param args none; see the system properties above
     */
    public static void main(String[] args) {
        DemoSettings settings;
        try {
            settings = DemoSettings.fromSystemProperties();
        } catch (IllegalArgumentException unknown) {
            System.err.println(unknown.getMessage());
            System.exit(2);
            return;
        }
        if (Boolean.getBoolean("demo.endsWithParent")) {
            endWithParent();
        }
        System.exit(run(settings, System.out));
    }

    /** A killed build cannot end the processes that it started. */
    private static void endWithParent() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy), "descendants"));
        ProcessHandle.current().parent().ifPresent(parent -> {
            Thread watch = new Thread(
                    () -> {
                        parent.onExit().join();
                        System.exit(1);
                    },
                    "parent");
            watch.setDaemon(true);
            watch.start();
        });
    }

    /** Runs the demo and returns its exit code. */
    static int run(DemoSettings settings, PrintStream out) {
        return new SqsScalingDemo(settings, out).run();
    }

    private int run() {
        try {
            Files.createDirectories(settings.output());
            Files.deleteIfExists(settings.output().resolve(SUCCESS));
            ScalingStack stack = QueueScenario.stack(settings.wiring(), settings.broken(), settings.intervals());
            Proof proof = stack.prove();
            introduce();
            tellProof(stack, proof);
            Artifacts.write(settings.output(), stack, proof);
            Optional<String> failure = perform(stack);
            Optional<ReplicaSeries> predicted = predicted(stack, failure);
            HtmlReport.write(settings.output().resolve("report.html"), settings, proof, record, predicted, failure);
            console.say("");
            console.say("Written to " + settings.output().toAbsolutePath().normalize()
                    + ": report.html, proof.md, manifests.yaml, associations.json, policies/");
            if (!conclude(proof, failure)) {
                return 1;
            }
            Files.createFile(settings.output().resolve(SUCCESS));
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + settings.output(), e);
        }
    }

    private void introduce() {
        console.say("An SQS queue scales a Deployment from 0 and back, through EKS Pod Identity.");
        WhatIsReal.of(settings).forEach(console::explain);
        if (settings.broken() != BrokenLink.NONE) {
            console.explain("broken", "on purpose: " + settings.broken().description());
        }
        console.say("");
    }

    private void tellProof(ScalingStack stack, Proof proof) {
        console.say(
                "The chain, decided offline on the policies of " + stack.roles().size() + " roles:");
        proof.toString().lines().forEach(line -> console.say("  " + line));
        console.say("");
    }

    /** Runs the scenario; returns what went wrong. */
    private Optional<String> perform(ScalingStack stack) {
        try (LocalAws aws = LocalAws.start();
                Cluster cluster = cluster(aws);
                ScalingRun run = new ScalingRun(settings, aws, cluster, record, console)) {
            run.listen();
            apply(aws, cluster, stack);
            run.start();
            Optional<String> failure = run.follow();
            if (failure.isPresent()) {
                cluster.denialInOperatorsLog()
                        .ifPresent(line -> console.say("              KEDA's operator logs: " + line));
            }
            return failure;
        } catch (TimeoutException | RuntimeException failure) {
            return Optional.of(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /**
     * keda-simulator's result for the measured queue. The stand-in for KEDA is this simulator, so there is nothing to
     * compare.
     */
    private Optional<ReplicaSeries> predicted(ScalingStack stack, Optional<String> failure) {
        if (failure.isPresent() || settings.cluster() != Cluster.Kind.REAL) {
            return Optional.empty();
        }
        ScaledObject scaledObject = stack.manifests().stream()
                .filter(ScaledObject.class::isInstance)
                .map(ScaledObject.class::cast)
                .findFirst()
                .orElseThrow();
        ReplicaSeries predicted = Prediction.of(
                scaledObject,
                Duration.ofSeconds(settings.intervals().sync()),
                record.samples(),
                record.firstLook(),
                record.autoscalerMadeAt() + settings.intervals().sync());
        console.say("");
        console.say("Replicas in the cluster:            " + told(Prediction.seen(record.samples())));
        console.say("as keda-simulator predicts them:    "
                + told(Prediction.seen(Prediction.sampled(predicted, record.samples()))));
        return Optional.of(predicted);
    }

    private static String told(ReplicaSeries series) {
        return series.points().stream()
                .map(point -> point.replicas() + " at "
                        + Duration.between(Instant.EPOCH, point.time()).toSeconds() + " s")
                .collect(Collectors.joining(", "));
    }

    private Cluster cluster(LocalAws aws) {
        return switch (settings.cluster()) {
            case STAND_IN -> StandInCluster.start(settings);
            case REAL ->
                RealCluster.start(
                        settings,
                        aws.podEnvironment(
                                settings.output().resolve("processes"),
                                QueueScenario.KEDA_NAMESPACE,
                                QueueScenario.KEDA_SERVICE_ACCOUNT,
                                "operator"),
                        console);
        };
    }

    private void apply(LocalAws aws, Cluster cluster, ScalingStack stack) {
        try (IamClient iam = aws.iam();
                EksClient eks = aws.eks()) {
            settings.broken().prepare(iam);
            Provisioner provisioner = Provisioner.builder()
                    .iam(iam)
                    .eks(eks)
                    .kubernetes(cluster.kubernetes())
                    .build();
            Plan applied = provisioner.apply(stack);
            console.say("Applied to the emulated account and the "
                    + (settings.cluster() == Cluster.Kind.REAL ? "real" : "emulated") + " cluster:");
            applied.changes()
                    .forEach(change -> console.say(
                            "  " + change.action().name().toLowerCase(Locale.ROOT) + " " + change.target()));
            console.say("  a second apply: " + provisioner.plan(stack));
            console.say("");
        }
    }

    private boolean conclude(Proof proof, Optional<String> failure) {
        if (failure.isEmpty() && proof.isComplete()) {
            console.say("OK: chain proved, " + record.handledCount() + " of " + settings.messages()
                    + " messages processed, replicas 0 -> " + record.peak() + " -> 0");
            return true;
        }
        proof.denied().ifPresent(hop -> {
            console.say("The proof predicted this: " + hop.from() + " -> " + hop.to() + ", " + hop.explanation());
            console.say("  fix: " + hop.fix());
        });
        console.say("FAILED: " + failure.orElse("the chain is not proved"));
        return false;
    }
}
