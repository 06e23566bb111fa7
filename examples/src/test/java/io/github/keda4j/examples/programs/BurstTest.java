package io.github.keda4j.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.simulator.Autoscaler;
import io.github.keda4j.simulator.ScalingPolicy;
import io.github.keda4j.yaml.Manifests;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Simulation as a unit test: the workload scales up within a minute of a burst of messages, and is back down within
 * ten.
 */
class BurstTest {

    private static final ScaledObject ORDERS = Manifests.readAs(ScaledObject.class, """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: orders, namespace: shop}
            spec:
              scaleTargetRef: {name: orders}
              maxReplicaCount: 10
              triggers:
              - type: aws-sqs-queue
                metadata:
                  queueURL: https://sqs.us-east-1.amazonaws.com/111122223333/orders
                  awsRegion: us-east-1
                  queueLength: "5"
                authenticationRef: {name: orders-aws}
            """);

    @Test
    void aBurstIsMetWithinAMinuteAndPaidForNoLongerThanTen() {
        Instant over = Instant.EPOCH.plus(Duration.ofMinutes(3));

        var run = Autoscaler.builder()
                .policy(ScalingPolicy.builder(ORDERS).build())
                .metrics((trigger, now) -> now.isBefore(over) ? 100 : 0)
                .build()
                .runFor(Duration.ofMinutes(10));

        assertThat(run)
                .filteredOn(decision -> decision.time().isBefore(Instant.EPOCH.plusSeconds(61)))
                .anyMatch(decision -> decision.to() == 10);
        assertThat(run.get(run.size() - 1).to()).isZero();
    }
}
