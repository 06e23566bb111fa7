package io.github.keda4j.conformance.scaling;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.github.keda4j.conformance.cluster.ControlPlane;
import io.github.keda4j.conformance.scaling.Observation.Change;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs many cases at a time on a control plane: each has its own Deployment, and all begin together. */
public final class LiveScaling {

    /** All ScaledObjects are created within this time, so that their polls and syncs do not coincide. */
    private static final Duration SPREAD = Duration.ofSeconds(5);

    /** The time from the creation of the last ScaledObject to the first load. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private static final Duration START = Duration.ofMinutes(1);

    private final ControlPlane plane;
    private final NamespacedKubernetesClient client;
    private final Map<String, ScalingCase> cases = new LinkedHashMap<>();
    private final Map<String, ConcurrentLinkedQueue<Change>> changes = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentLinkedQueue<Change>> ready = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> readyPods = new ConcurrentHashMap<>();
    private final Map<String, Instant> autoscalers = new ConcurrentHashMap<>();
    private final Map<String, Instant> created = new ConcurrentHashMap<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private LiveScaling(ControlPlane plane, NamespacedKubernetesClient client, List<ScalingCase> cases) {
        this.plane = plane;
        this.client = client;
        cases.forEach(one -> this.cases.put(one.name(), one));
    }

    /**
     * {@return the observation of each case, in order}
     *
     * @param plane the control plane, whose API server must log at level 3
     * @param cases the cases to run in parallel, with different names
     * @param length the duration of the loads
     * @throws IOException if the loads cannot be served
     * @throws InterruptedException if this thread is interrupted
     */
    public static List<Observation> run(ControlPlane plane, List<ScalingCase> cases, Duration length)
            throws IOException, InterruptedException {
        NamespacedKubernetesClient client = plane.client().inNamespace(plane.newNamespace());
        LiveScaling live = new LiveScaling(plane, client, cases);
        try (LoadServer loads = new LoadServer(live.cases, client)) {
            plane.readResourceMetricsFrom(loads.port());
            return live.run(loads, length);
        } finally {
            client.namespaces().withName(client.getNamespace()).delete();
        }
    }

    private List<Observation> run(LoadServer loads, Duration length) throws IOException, InterruptedException {
        cases.values().forEach(one -> client.resource(deployment(one)).create());
        List<Watch> watches = List.of(
                client.apps().deployments().watch(new Seen<>(this::deploymentIs)),
                client.pods().watch(new Seen<>(this::podIs)),
                client.autoscaling().v2().horizontalPodAutoscalers().watch(new Seen<>(this::autoscalerIs)));
        try {
            client.apps()
                    .deployments()
                    .informOnCondition(all -> all.stream().allMatch(LiveScaling::isReady))
                    .get(START.toSeconds(), TimeUnit.SECONDS);
            Instant start = Instant.now();
            int made = 0;
            for (ScalingCase one : cases.values()) {
                waitUntil(start.plus(SPREAD.multipliedBy(made++).dividedBy(cases.size())));
                created.put(
                        one.name(),
                        creation(client.resource(scaledObject(one, loads)).create()));
            }
            Instant begin = Instant.now().plus(PAUSE);
            loads.begin(begin);
            waitUntil(begin.plus(length));
            Map<String, List<Instant>> syncs = Looks.syncs(plane.log("kube-apiserver"), client.getNamespace());
            return cases.values().stream()
                    .map(one -> observation(
                            one,
                            loads.reads(one),
                            syncs.getOrDefault(one.name(), List.of()),
                            begin,
                            begin.plus(length)))
                    .toList();
        } catch (ExecutionException | TimeoutException notReady) {
            throw new IllegalStateException("The pods of the Deployments are not ready after " + START + ".", notReady);
        } finally {
            watches.forEach(Watch::close);
        }
    }

    /** The creation time in the API server's whole seconds, because KEDA counts from that time. */
    private static Instant creation(ScaledObject object) {
        Instant now = Instant.now();
        Instant second = Instant.parse(object.getMetadata().getCreationTimestamp());
        Instant last = second.plusMillis(999);
        return now.isAfter(last) ? last : now;
    }

    private void waitUntil(Instant time) throws InterruptedException {
        interrupted.await(Math.max(0, Duration.between(Instant.now(), time).toMillis()), TimeUnit.MILLISECONDS);
    }

    private void deploymentIs(Deployment deployment) {
        note(changes, deployment.getMetadata().getName(), deployment.getSpec().getReplicas());
    }

    /** Counts ready pods as the autoscaler does. */
    private void podIs(Pod pod) {
        String name = String.valueOf(pod.getMetadata().getLabels().get("app"));
        Set<String> pods = readyPods.computeIfAbsent(name, key -> ConcurrentHashMap.newKeySet());
        boolean isReady = pod.getMetadata().getDeletionTimestamp() == null && Readiness.isPodReady(pod);
        if (isReady
                ? pods.add(pod.getMetadata().getName())
                : pods.remove(pod.getMetadata().getName())) {
            note(ready, name, pods.size());
        }
    }

    private static void note(Map<String, ConcurrentLinkedQueue<Change>> to, String name, int replicas) {
        ConcurrentLinkedQueue<Change> known = to.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>());
        int last = -1;
        for (Change change : known) {
            last = change.replicas();
        }
        if (last != replicas) {
            known.add(new Change(Instant.now(), replicas));
        }
    }

    private void autoscalerIs(HorizontalPodAutoscaler autoscaler) {
        autoscalers.putIfAbsent(autoscaler.getMetadata().getName().replaceFirst("^keda-hpa-", ""), Instant.now());
    }

    private static boolean isReady(Deployment deployment) {
        Integer ready =
                deployment.getStatus() == null ? null : deployment.getStatus().getReadyReplicas();
        return (ready == null ? 0 : ready) == deployment.getSpec().getReplicas();
    }

    private Observation observation(
            ScalingCase one, List<Instant> reads, List<Instant> syncs, Instant begin, Instant end) {
        String name = one.name();
        Instant made = requireNonNull(created.get(name), name);
        Instant first = reads.isEmpty() ? autoscalers.getOrDefault(name, made) : reads.get(0);
        List<Change> seen = new ArrayList<>(changes.getOrDefault(name, new ConcurrentLinkedQueue<>()));
        seen.removeIf(change -> change.time().isAfter(end));
        return new Observation(
                begin,
                made,
                Looks.polls(first, one.pollingInterval(), reads, syncs, end),
                syncs.stream().filter(sync -> sync.isBefore(end)).toList(),
                end,
                seen.subList(Math.min(1, seen.size()), seen.size()),
                List.copyOf(ready.getOrDefault(name, new ConcurrentLinkedQueue<>())));
    }

    private static Deployment deployment(ScalingCase one) {
        Map<String, String> labels = Map.of("app", one.name());
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(one.name())
                .endMetadata()
                .withNewSpec()
                .withReplicas(one.start())
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .addToAnnotations(
                        "cluster.keda4j.io/ready-after", one.readyAfter().toMillis() + "ms")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("none")
                .withNewResources()
                .addToRequests("cpu", Quantity.parse("1"))
                .addToRequests("memory", Quantity.parse("1k"))
                .endResources()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static ScaledObject scaledObject(ScalingCase one, LoadServer loads) {
        List<ScaleTriggers> triggers = new ArrayList<>();
        for (ScaleTriggers trigger : one.triggers()) {
            triggers.add(
                    "metrics-api".equals(trigger.getType())
                            ? new ScaleTriggersBuilder(trigger)
                                    .addToMetadata("url", loads.url(one, triggers.size()))
                                    .build()
                            : trigger);
        }
        return new ScaledObjectBuilder(one.object())
                .editSpec()
                .withTriggers(triggers)
                .endSpec()
                .build();
    }

    /** Receives existing, changed and deleted objects. */
    private record Seen<T>(Consumer<T> listener) implements Watcher<T> {

        @Override
        public void eventReceived(Action action, T object) {
            if (action != Action.BOOKMARK && action != Action.ERROR) {
                listener.accept(object);
            }
        }

        @Override
        public void onClose(@Nullable WatcherException cause) {
            // The run is over.
        }
    }
}
