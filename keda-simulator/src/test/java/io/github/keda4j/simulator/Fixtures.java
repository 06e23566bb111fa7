package io.github.keda4j.simulator;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A ScaledObject on a queue with five messages a replica, at most ten replicas, and a load that tests set. */
final class Fixtures {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Fixtures() {}

    static ScaledObjectBuilder scaledObject(UnaryOperator<ScaledObjectSpecBuilder> adjust) {
        ScaledObjectSpecBuilder spec = new ScaledObjectSpecBuilder()
                .withNewScaleTargetRef()
                .withName("q-read")
                .endScaleTargetRef()
                .withMaxReplicaCount(10)
                .addToTriggers(queue("5"));
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withNamespace("security")
                .withName("q-read")
                .endMetadata()
                .withSpec(adjust.apply(spec).build());
    }

    static ScaleTriggers queue(String queueLength) {
        return new ScaleTriggersBuilder()
                .withType("aws-sqs-queue")
                .withName("queue")
                .addToMetadata("queueURL", "q-read")
                .addToMetadata("awsRegion", "us-east-1")
                .addToMetadata("queueLength", queueLength)
                .withNewAuthenticationRef()
                .withName("q-read")
                .endAuthenticationRef()
                .build();
    }

    static ScalingPolicy policy(UnaryOperator<ScaledObjectSpecBuilder> adjust) {
        return ScalingPolicy.builder(scaledObject(adjust).build()).build();
    }

    static Autoscaler autoscaler(ScalingPolicy policy, Workload workload, MetricSource metrics) {
        return Autoscaler.builder()
                .policy(policy)
                .workload(workload)
                .metrics(metrics)
                .timeline(Timeline.virtual(START))
                .build();
    }

    /** The changes as {@code seconds:from->to}, which is how the tables of the tests are written. */
    static List<String> changes(List<ScalingDecision> decisions) {
        return decisions.stream()
                .filter(ScalingDecision::isChange)
                .map(decision -> Duration.between(START, decision.time()).toSeconds() + "s " + decision.by() + " "
                        + decision.from() + "->" + decision.to())
                .toList();
    }

    static MetricSource loadUntil(double load, long seconds) {
        return (trigger, now) -> now.isBefore(START.plusSeconds(seconds)) ? load : 0;
    }
}
