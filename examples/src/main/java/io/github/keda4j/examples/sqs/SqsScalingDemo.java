package io.github.keda4j.examples.sqs;

import io.github.keda4j.provisioner.Plan;
import io.github.keda4j.provisioner.Provisioner;
import io.github.keda4j.wiring.Proof;
import io.github.keda4j.wiring.ScalingStack;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Scales a Deployment with an SQS queue, end to end on this machine: proves the chain of roles, applies it, starts an operator
 * and a workload with the credentials that the chain gives them, sends messages, and waits until all is back at zero.
 *
 * <p>{@code demo.wiring} is {@code least-privilege} or {@code seed}; {@code demo.break} breaks a link: {@code tag-session},
 * {@code trust}, {@code permission} or {@code namespace}; {@code demo.output} is the folder of the report. Exits with 0 only
 * if the chain is proved, every message was handled and the replicas are back at zero.
 */
public final class SqsScalingDemo {

    /** Is there after a run that succeeded, for builds that look at files. */
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
        System.exit(run(settings, System.out));
    }

    /** Runs the demo and returns its exit code. */
    static int run(DemoSettings settings, PrintStream out) {
        return new SqsScalingDemo(settings, out).run();
    }

    private int run() {
        try {
            Files.createDirectories(settings.output());
            Files.deleteIfExists(settings.output().resolve(SUCCESS));
            ScalingStack stack = QueueScenario.stack(settings.wiring(), settings.broken());
            Proof proof = stack.prove();
            introduce();
            tellProof(stack, proof);
            Artifacts.write(settings.output(), stack, proof);
            Optional<String> failure = perform(stack);
            HtmlReport.write(settings.output().resolve("report.html"), settings, proof, record, failure);
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
        console.say("  real      the AWS SDK's clients and credential providers over HTTP, ElasticMQ as the queue,");
        console.say("            fabric8's client, every policy decision, KEDA's and the autoscaler's arithmetic");
        console.say(
                "  emulated  IAM, STS, EKS and the Pod Identity agent; the API server (in memory); KEDA's operator");
        console.say("            and the pods, each a process of its own with the environment that EKS gives a pod");
        console.say("  faster    the operator's time runs " + settings.timesFaster()
                + " times faster: of KEDA's 30 s polling interval and"
                + " 300 s cooldown, "
                + seconds(30) + " s and " + seconds(300) + " s are left");
        console.say("  wiring    " + settings.wiring().id());
        if (settings.broken() != BrokenLink.NONE) {
            console.say("  broken    on purpose: " + settings.broken().description());
        }
        console.say("");
    }

    private String seconds(int inCluster) {
        double seconds = (double) inCluster / settings.timesFaster();
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }

    private void tellProof(ScalingStack stack, Proof proof) {
        console.say(
                "The chain, decided offline on the policies of " + stack.roles().size() + " roles:");
        proof.toString().lines().forEach(line -> console.say("  " + line));
        console.say("");
    }

    /** Runs the scenario; returns what went wrong. */
    private Optional<String> perform(ScalingStack stack) {
        try (LocalWorld world = LocalWorld.start()) {
            apply(world, stack);
            try (ScalingRun run = new ScalingRun(settings, world, record, console)) {
                run.start();
                return run.follow();
            }
        } catch (TimeoutException | RuntimeException failure) {
            return Optional.of(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private void apply(LocalWorld world, ScalingStack stack) {
        try (IamClient iam = world.iam();
                EksClient eks = world.eks()) {
            settings.broken().prepare(iam);
            Provisioner provisioner = Provisioner.builder()
                    .iam(iam)
                    .eks(eks)
                    .kubernetes(world.kubernetes())
                    .build();
            Plan applied = provisioner.apply(stack);
            console.say("Applied to the emulated account and cluster:");
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
            console.say("The proof said so: " + hop.from() + " -> " + hop.to() + ", " + hop.explanation());
            console.say("  fix: " + hop.fix());
        });
        console.say("FAILED: " + failure.orElse("the chain is not proved"));
        return false;
    }
}
