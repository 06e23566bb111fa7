package io.github.keda4j.examples.sqs;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.keda4j.client.KedaClient;
import io.github.keda4j.client.dsl.V1alpha1APIGroupDSL;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.ScaleTarget;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.simulator.Autoscaler;
import io.github.keda4j.simulator.MetricReading;
import io.github.keda4j.simulator.ScalingDecision;
import io.github.keda4j.simulator.ScalingPolicy;
import io.github.keda4j.simulator.Timeline;
import io.github.keda4j.simulator.Workload;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stands in for KEDA's operator and the HorizontalPodAutoscaler, as a separate process: reads the ScaledObject and
 * its TriggerAuthentication from the API server, reads the queue with the resulting credentials, and scales the
 * Deployment. It supports only ScaledObjects with one trigger of type {@code aws-sqs-queue}.
 */
final class StandInOperator {

    private final KubernetesClient kubernetes;
    private final Timeline timeline;

    private StandInOperator(KubernetesClient kubernetes, Timeline timeline) {
        this.kubernetes = kubernetes;
        this.timeline = timeline;
    }

    /**
     * Arguments: the URL of the API server, the namespace and name of the ScaledObject, and how many times faster time
     * passes.
     */
    public static void main(String[] args) {
        Lifeline.hold(command -> {});
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl(args[0]).build();
        try (KubernetesClient kubernetes =
                new KubernetesClientBuilder().withConfig(config).build()) {
            new ChildEvent("started", Map.of()).tell();
            new StandInOperator(kubernetes, Timeline.accelerated(Integer.parseInt(args[3]))).run(args[1], args[2]);
        }
    }

    private void run(String namespace, String name) {
        ScaledObject scaledObject = requireNonNull(
                keda().scaledObjects().inNamespace(namespace).withName(name).get(), "ScaledObject");
        ScaledObjectSpec spec = requireNonNull(scaledObject.getSpec(), "spec");
        ScaleTriggers trigger = requireNonNull(spec.getTriggers(), "triggers").get(0);
        ScaleTarget target = requireNonNull(spec.getScaleTargetRef(), "scaleTargetRef");
        try (QueueDepth depth = QueueDepth.of(trigger, podIdentity(namespace, trigger))) {
            Autoscaler autoscaler = Autoscaler.builder()
                    .policy(ScalingPolicy.builder(scaledObject).build())
                    .metrics(depth)
                    .workload(deployment(namespace, requireNonNull(target.getName(), "scaleTargetRef.name")))
                    .timeline(timeline)
                    .build();
            while (!Thread.currentThread().isInterrupted()) {
                tell(autoscaler.step());
            }
        }
    }

    private AuthPodIdentity podIdentity(String namespace, ScaleTriggers trigger) {
        AuthenticationRef reference = requireNonNull(trigger.getAuthenticationRef(), "authenticationRef");
        TriggerAuthentication authentication = requireNonNull(
                keda().triggerAuthentications()
                        .inNamespace(namespace)
                        .withName(reference.getName())
                        .get(),
                "TriggerAuthentication");
        return requireNonNull(requireNonNull(authentication.getSpec(), "spec").getPodIdentity(), "podIdentity");
    }

    private V1alpha1APIGroupDSL keda() {
        return kubernetes.adapt(KedaClient.class).v1alpha1();
    }

    private Workload deployment(String namespace, String name) {
        return new Workload() {
            @Override
            public int replicas() {
                Integer replicas = kubernetes
                        .apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(name)
                        .get()
                        .getSpec()
                        .getReplicas();
                return requireNonNullElse(replicas, 1);
            }

            @Override
            public void scaleTo(int replicas) {
                kubernetes
                        .apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(name)
                        .scale(replicas);
            }
        };
    }

    private static void tell(ScalingDecision decision) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "by", decision.by().name(),
                "from", Integer.toString(decision.from()),
                "to", Integer.toString(decision.to()),
                "reason", decision.reason()));
        for (MetricReading reading : decision.readings()) {
            if (reading.failure() != null) {
                fields.put("failure", reading.failure());
            }
        }
        new ChildEvent("decision", fields).tell();
    }
}
