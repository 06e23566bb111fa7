package io.github.keda4j.examples.sqs;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.github.keda4j.podidentity.emulator.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run: an operator and a workload as processes, a sender, and an observer. */
final class ScalingRun implements AutoCloseable {

    private static final long SAMPLE_MILLIS = 200;
    private static final String PROCESSES = "processes";
    private static final Set<String> OF_PODS = Set.of("eks-auth", "sts", "sqs");
    private static final String AGENT = "eks-auth:AssumeRoleForPodIdentity";

    private final DemoSettings settings;
    private final LocalAws aws;
    private final Cluster cluster;
    private final RunRecord record;
    private final Console console;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final List<ChildJvm> children = new ArrayList<>();
    private final Thread cleanUp = new Thread(this::closeAll, "clean-up");
    private volatile @Nullable String failure;
    private volatile boolean decided;
    private volatile int scaledFromZeroTo;
    private @Nullable String podsStarted;
    private @Nullable ChildJvm pods;

    ScalingRun(DemoSettings settings, LocalAws aws, Cluster cluster, RunRecord record, Console console) {
        this.settings = settings;
        this.aws = aws;
        this.cluster = cluster;
        this.record = record;
        this.console = console;
        Runtime.getRuntime().addShutdownHook(cleanUp);
    }

    /**
     * Starts to listen for events. It must be called before the ScaledObject is applied, because KEDA's operator may
     * act at once.
     */
    void listen() {
        aws.emulator().onCall(this::onCall);
        if (settings.cluster() == Cluster.Kind.REAL) {
            operatorRuns();
            open.add(watchAutoscaler());
        }
    }

    /** The autoscaler syncs for the first time one sync period after KEDA has created it. */
    private Watch watchAutoscaler() {
        return cluster.kubernetes()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(QueueScenario.NAMESPACE)
                .watch(new Watcher<HorizontalPodAutoscaler>() {
                    @Override
                    public void eventReceived(Action action, HorizontalPodAutoscaler autoscaler) {
                        record.autoscalerMade();
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        // Only the first event matters.
                    }
                });
    }

    void start() {
        ChildJvm workload = child(
                "workload",
                WorkloadPods.class,
                QueueScenario.NAMESPACE,
                QueueScenario.SERVICE_ACCOUNT,
                List.of(QueueScenario.QUEUE),
                this::onPodEvent);
        pods = workload;
        cluster.startOperator(this);
        open.add(watch());
        console.say("Processes: "
                + children.stream()
                        .map(child -> child.name() + " " + child.pid())
                        .collect(Collectors.joining(", ")));
    }

    /**
     * Sends messages and watches until everything is back at zero or something goes wrong; returns what went wrong.
     */
    Optional<String> follow() throws InterruptedException, TimeoutException {
        record.sample(aws.queueDepth());
        while (record.replicas() != 0) {
            if (failure != null) {
                return Optional.of(Objects.requireNonNull(failure));
            }
            look("the operator has not taken the idle Deployment to 0");
        }
        console.say("              the queue is empty, so the operator took q-read to 0; now " + settings.messages()
                + " messages are sent");
        record.begin();
        Thread sending = new Thread(this::send, "sender");
        sending.setDaemon(true);
        sending.start();
        open.add(sending::interrupt);
        while (!record.isBackAtZero() || record.handledCount() < settings.messages()) {
            if (failure != null) {
                return Optional.of(Objects.requireNonNull(failure));
            }
            look(record.handledCount() + " of " + settings.messages() + " messages are processed and "
                    + record.replicas() + " replicas are left");
        }
        look("");
        return Optional.empty();
    }

    private void look(String unfinished) throws InterruptedException, TimeoutException {
        Thread.sleep(SAMPLE_MILLIS);
        int depth = aws.queueDepth();
        record.sample(depth);
        console.live(depth, record.replicas());
        for (ChildJvm child : children) {
            if (!child.isAlive()) {
                fail("process " + child.pid() + " has ended; its log is in "
                        + settings.output().resolve(PROCESSES));
            }
        }
        cluster.whatEnded().ifPresent(this::fail);
        if (record.seconds() > settings.limit().toSeconds()) {
            throw new TimeoutException("after " + settings.limit().toSeconds() + " s " + unfinished);
        }
    }

    private void send() {
        SqsSender sender = new SqsSender(aws.sender(), aws.queueUrl(), new Random(7));
        try {
            for (DemoSettings.Wave wave : settings.waves()) {
                for (int message = 0; message < wave.messages(); message++) {
                    sender.send();
                    record.sent();
                    Thread.sleep(wave.interval().toMillis());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a program as a pod of a service account. */
    ChildJvm child(
            String name,
            Class<?> program,
            String namespace,
            String serviceAccount,
            List<String> arguments,
            Consumer<ChildEvent> listener) {
        Path folder = settings.output().resolve(PROCESSES);
        ChildJvm child = ChildJvm.start(
                name,
                program,
                arguments,
                aws.podEnvironment(folder, namespace, serviceAccount, name),
                folder.resolve(name + ".log"),
                listener);
        open.add(child);
        children.add(child);
        return child;
    }

    private RollableScalableResource<Deployment> deployment() {
        return cluster.kubernetes()
                .apps()
                .deployments()
                .inNamespace(QueueScenario.NAMESPACE)
                .withName(QueueScenario.DEPLOYMENT);
    }

    private Watch watch() {
        onReplicas(deployment().get());
        return deployment().watch(new Watcher<Deployment>() {
            @Override
            public void eventReceived(Action action, Deployment deployment) {
                onReplicas(deployment);
            }

            @Override
            public void onClose(WatcherException cause) {
                fail("the watch on the Deployment ended: " + cause.getMessage());
            }
        });
    }

    /** Stands in for Kubernetes' own controllers: it runs as many pods as the Deployment asks for. */
    private void onReplicas(Deployment deployment) {
        int before = record.replicas();
        int now = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        if (now == before) {
            return;
        }
        record.replicas(now);
        if (before == 0) {
            scaledFromZeroTo = now;
            if (settings.cluster() == Cluster.Kind.REAL && record.hasBegun()) {
                console.step(5, "KEDA's operator finds messages in the queue and activates the ScaledObject");
                decided = true;
            }
            tellScaling();
        }
        if (pods != null && record.hasBegun()) {
            pods.command("replicas " + now);
        }
    }

    private void operatorRuns() {
        console.step(
                1,
                "KEDA's operator runs as keda/keda-operator, with its service account's token and without an access key");
    }

    void onOperatorEvent(ChildEvent event) {
        switch (event.type()) {
            case "started" -> operatorRuns();
            case "decision" -> onDecision(event);
            default -> fail("the operator says " + event);
        }
    }

    private void onDecision(ChildEvent event) {
        if (!event.get("failure").isEmpty()) {
            fail(event.get("failure"));
        } else if (event.number("from") == 0 && event.number("to") > 0) {
            console.step(5, "the engine computes: " + event.get("reason") + ", so " + event.get("to") + " replica");
            decided = true;
            tellScaling();
        }
    }

    /**
     * The decision, its effect and the pods are reported on different paths and arrive in any order; they are shown in
     * the order in which they happened.
     */
    private synchronized void tellScaling() {
        if (decided && scaledFromZeroTo > 0) {
            console.step(6, "Deployment security/q-read is scaled from 0 to " + scaledFromZeroTo);
            if (podsStarted != null) {
                console.step(7, podsStarted);
            }
        }
    }

    private synchronized void podsStarted(String text) {
        podsStarted = text;
        tellScaling();
    }

    private void onPodEvent(ChildEvent event) {
        switch (event.type()) {
            case "handled" -> {
                if (record.handled(event.get("id")) && record.handledCount() == 1) {
                    console.say("              first message: number " + event.get("num")
                            + ", the last of its Fibonacci numbers is " + event.get("last"));
                }
            }
            case "failed" -> fail(event.get("reason"));
            default -> {
                // The live line shows starts and changes of the number of replicas.
            }
        }
    }

    private void onCall(Call call) {
        if (!call.succeeded()) {
            onDenial(call);
            return;
        }
        switch (call.action()) {
            case AGENT -> onCredentials(call);
            case "sts:AssumeRole" ->
                console.step(
                        3,
                        "it assumes role "
                                + call.target().substring(call.target().lastIndexOf('/') + 1)
                                + "; its session tags are passed along");
            case "sqs:GetQueueAttributes" -> {
                record.looked();
                console.step(4, "with that role it reads the depth of " + QueueScenario.QUEUE);
            }
            default -> {
                // This is not a separate step.
            }
        }
    }

    /** The emulator's message about a denial is shorter than that of the SDK's provider chain. */
    private void onDenial(Call call) {
        if (!OF_PODS.contains(call.action().substring(0, call.action().indexOf(':')))) {
            return; // the provisioner's own reads of objects that do not exist yet
        }
        String code = call.detail().contains("is not authorized to perform") ? "AccessDenied: " : "";
        if (denied.add(call.action() + call.caller())) {
            console.say("              DENIED " + call.action() + " for " + call.caller());
        }
        fail(code + call.detail());
    }

    private void onCredentials(Call call) {
        if (call.caller().equals("keda/keda-operator")) {
            console.step(2, "the Pod Identity agent gives it the role of its association, keda-operator");
        } else {
            podsStarted("pods of q-read start as " + call.caller() + ", get role "
                    + settings.wiring().workloadRole().name() + " and read the queue");
        }
    }

    private void fail(String reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    @Override
    public void close() {
        closeAll();
        Runtime.getRuntime().removeShutdownHook(cleanUp);
    }

    private synchronized void closeAll() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception gone) {
                // The process was going to end anyway.
            }
        }
        open.clear();
    }
}
