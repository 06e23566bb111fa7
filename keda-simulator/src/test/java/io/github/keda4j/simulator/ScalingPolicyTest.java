package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.policy;
import static io.github.keda4j.simulator.Fixtures.queue;
import static io.github.keda4j.simulator.Fixtures.scaledObject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Quantity;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ScalingPolicyTest {

    private static final String BEHAVIOR = "/spec/advanced/horizontalPodAutoscalerConfig/behavior/";

    @Test
    void whatIsNotSaidIsKedasDefault() {
        ScalingPolicy policy = policy(spec -> spec.withMaxReplicaCount(null));
        assertThat(policy.pollingInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.cooldown()).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.initialCooldown()).isZero();
        assertThat(policy.minReplicas()).isZero();
        assertThat(policy.maxReplicas()).isEqualTo(100);
        assertThat(policy.idleReplicas()).isEmpty();
        assertThat(policy.fallback()).isEmpty();
    }

    @Test
    void aTriggerWithoutANameIsCalledByItsPlaceAndType() {
        ScalingPolicy policy = policy(spec -> spec.editFirstTrigger()
                .withName(null)
                .removeFromMetadata("queueLength")
                .endTrigger());
        assertThat(policy.triggers())
                .containsExactly(
                        new TriggerTarget("s0-aws-sqs-queue", "aws-sqs-queue", MetricTargetType.AVERAGE_VALUE, 5, 0));
    }

    @Test
    void everythingThatCannotBeSimulatedIsListedAtOnce() {
        ScaledObject scaledObject = scaledObject(spec -> spec.withMinReplicaCount(11)
                        .addNewTrigger()
                        .withType("external")
                        .addToMetadata("scalerAddress", "scaler:9090")
                        .endTrigger()
                        .addToTriggers(queue("0").edit().withName("none").build())
                        .withNewAdvanced()
                        .withNewScalingModifiers()
                        .withFormula("queue + 1")
                        .endScalingModifiers()
                        .endAdvanced())
                .build();
        assertThatThrownBy(() -> ScalingPolicy.builder(scaledObject).build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("4 findings")
                .hasMessageContaining(
                        "ScaledObject security/q-read /spec/triggers/1/type: The metadata of a trigger of type"
                                + " external does not contain its target.")
                .hasMessageContaining(
                        "/spec/triggers/2: The target of trigger none is 0.0; it must be a number of at least 0.001.")
                .hasMessageContaining("minReplicaCount is 11 but must not exceed maxReplicaCount, which is 10.")
                .hasMessageContaining("/spec/advanced/scalingModifiers/target");
    }

    @Test
    void everyNumberAndWordThatKedaOrKubernetesWouldRefuseIsListedAtOnce() {
        ScaledObject scaledObject = scaledObject(spec -> spec.withPollingInterval(0)
                        .withCooldownPeriod(-1)
                        .withInitialCooldownPeriod(-2)
                        .withMinReplicaCount(2)
                        .withIdleReplicaCount(2)
                        .withNewFallback()
                        .withFailureThreshold(-3)
                        .withReplicas(-4)
                        .withBehavior(FallbackBehavior.SCALING_MODIFIERS)
                        .endFallback()
                        .withNewAdvanced()
                        .withNewHorizontalPodAutoscalerConfig()
                        .withNewBehavior()
                        .withNewScaleUp()
                        .withStabilizationWindowSeconds(3601)
                        .withSelectPolicy("Most")
                        .withTolerance(new Quantity("-0.1"))
                        .addNewPolicy(1801, "Replicas", 0)
                        .endScaleUp()
                        .withNewScaleDown()
                        .addNewPolicy()
                        .endPolicy()
                        .endScaleDown()
                        .endBehavior()
                        .endHorizontalPodAutoscalerConfig()
                        .endAdvanced())
                .build();
        assertThatThrownBy(() -> ScalingPolicy.builder(scaledObject).build())
                .isInstanceOfSatisfying(
                        FindingsException.class,
                        refusal -> assertThat(refusal.findings())
                                .extracting(finding -> finding.pointer())
                                .containsExactlyInAnyOrder(
                                        "/spec/pollingInterval",
                                        "/spec/cooldownPeriod",
                                        "/spec/initialCooldownPeriod",
                                        "/spec/idleReplicaCount",
                                        "/spec/fallback/failureThreshold",
                                        "/spec/fallback/replicas",
                                        "/spec/fallback/behavior",
                                        BEHAVIOR + "scaleUp/stabilizationWindowSeconds",
                                        BEHAVIOR + "scaleUp/selectPolicy",
                                        BEHAVIOR + "scaleUp/tolerance",
                                        BEHAVIOR + "scaleUp/policies/0/type",
                                        BEHAVIOR + "scaleUp/policies/0/value",
                                        BEHAVIOR + "scaleUp/policies/0/periodSeconds",
                                        BEHAVIOR + "scaleDown/policies/0/type",
                                        BEHAVIOR + "scaleDown/policies/0/value",
                                        BEHAVIOR + "scaleDown/policies/0/periodSeconds"));
    }

    @Test
    void aSuppressedErrorIsRefusedAllTheSameBecauseTheEngineCannotRunOnIt() {
        ScaledObject suppressed = scaledObject(spec -> spec.withMinReplicaCount(11))
                .editMetadata()
                .addToAnnotations("validator.keda4j.io/ignore", "scaledobject-min-above-max")
                .endMetadata()
                .build();
        assertThatThrownBy(() -> ScalingPolicy.builder(suppressed).build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("scaledobject-min-above-max");
    }

    @Test
    void whatTheObjectScalesIsNotAskedForAsTheSimulatorHasAWorkloadOfItsOwn() {
        ScaledObject scaledObject =
                scaledObject(spec -> spec.withScaleTargetRef(null)).build();
        assertThat(ScalingPolicy.builder(scaledObject).build().maxReplicas()).isEqualTo(10);
    }

    @Test
    void aScaledObjectWithoutANameIsRefusedForWhatIsWrongAndNotForThat() {
        ScaledObject nameless = new ScaledObject();
        nameless.setMetadata(null);
        assertThatThrownBy(() -> ScalingPolicy.builder(nameless).build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("spec is missing.");
    }

    @Test
    void aNumberToPauseAtThatIsNoneIsRefused() {
        ScaledObject paused = scaledObject(spec -> spec)
                .editMetadata()
                .addToAnnotations("autoscaling.keda.sh/paused-replicas", "two")
                .endMetadata()
                .build();
        assertThatThrownBy(() -> ScalingPolicy.builder(paused).build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("/metadata/annotations/autoscaling.keda.sh~1paused-replicas");
    }

    @Test
    void aTargetBelowAThousandthIsNoTarget() {
        assertThatThrownBy(() -> new TriggerTarget("t", "prometheus", MetricTargetType.VALUE, 0.0004, 0))
                .hasMessage("The target of trigger t is 4.0E-4; it must be a number of at least 0.001.");
    }

    @Test
    void aTargetThatIsGivenStandsForATriggerOfAnyType() {
        TriggerTarget target = new TriggerTarget("s1-external", "external", MetricTargetType.VALUE, 2, 1);
        ScaledObject scaledObject = scaledObject(
                        spec -> spec.addNewTrigger().withType("external").endTrigger())
                .build();
        assertThat(ScalingPolicy.builder(scaledObject).target(target).build().triggers())
                .endsWith(target);
    }

    @Test
    void aPolicyKeepsWhatTheScaledObjectSaidWhenItWasMade() {
        ScaledObject scaledObject = scaledObject(spec -> spec).build();
        ScalingPolicy policy = ScalingPolicy.builder(scaledObject).build();
        scaledObject.getSpec().setMaxReplicaCount(1);
        assertThat(policy.maxReplicas()).isEqualTo(10);
    }

    @Test
    void acceleratedTimeRunsFasterThanTheWall() {
        Timeline timeline = Timeline.accelerated(1000);
        Instant start = timeline.instant();
        long wall = System.nanoTime();
        timeline.waitUntil(start.plusSeconds(50));
        assertThat(timeline.instant()).isAfterOrEqualTo(start.plusSeconds(50));
        assertThat(Duration.ofNanos(System.nanoTime() - wall)).isBetween(Duration.ofMillis(49), Duration.ofSeconds(5));
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Timeline.wall().waitUntil(Instant.now().plusSeconds(60)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
