package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.START;
import static io.github.keda4j.simulator.Fixtures.autoscaler;
import static io.github.keda4j.simulator.Fixtures.changes;
import static io.github.keda4j.simulator.Fixtures.loadUntil;
import static io.github.keda4j.simulator.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.KedaAnnotations;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KEDA's share: activation, cooldown, idle, pauses, fallback. */
class KedaScalingTest {

    private static final MetricSource BROKEN = (trigger, now) -> {
        throw new IllegalStateException("no such queue");
    };

    @Test
    void anActiveTriggerTakesTheWorkloadFromZeroToOneAtTheNextPoll() {
        MetricSource load = (trigger, now) -> now.isBefore(START.plusSeconds(31)) ? 0 : 1;
        assertThat(changes(autoscaler(policy(spec -> spec), Workload.inMemory(0), load)
                        .runFor(Duration.ofMinutes(2))))
                .containsExactly("60s KEDA 0->1");
    }

    @Test
    void anActiveTriggerTakesTheWorkloadToItsMinimumAtOnce() {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(3).withIdleReplicaCount(0));
        assertThat(changes(autoscaler(policy, Workload.inMemory(0), (trigger, now) -> 1)
                        .runFor(Duration.ofMinutes(1))))
                .containsExactly("0s KEDA 0->3");
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 0", "5, 5.001, 1", "0, 0, 0", "0, 0.0004, 1", "0, 0.001, 1"})
    void theMetricMustBeGreaterThanTheActivationValue(String activation, double metric, int replicas) {
        ScalingPolicy policy = policy(spec -> spec.editFirstTrigger()
                .addToMetadata("activationQueueLength", activation)
                .endTrigger());
        Workload workload = Workload.inMemory(0);
        autoscaler(policy, workload, (trigger, now) -> metric).step();
        assertThat(workload.replicas()).isEqualTo(replicas);
    }

    @Test
    void afterTheCooldownTheWorkloadGoesStraightToZero() {
        Autoscaler autoscaler = autoscaler(policy(spec -> spec), Workload.inMemory(8), loadUntil(40, 61));
        assertThat(changes(autoscaler.runFor(Duration.ofMinutes(10)))).containsExactly("360s KEDA 8->0");
        // Active last at 60 s. The autoscaler's own window of five minutes is over at the same look, and KEDA comes
        // first.
    }

    @Test
    void aCooldownThatIsShorterThanTheAutoscalersWindowTakesAllReplicasAtOnce() {
        ScalingPolicy policy = policy(spec -> spec.withCooldownPeriod(60));
        assertThat(changes(autoscaler(policy, Workload.inMemory(8), loadUntil(40, 61))
                        .runFor(Duration.ofMinutes(10))))
                .containsExactly("120s KEDA 8->0");
    }

    @Test
    void aSourceThatFailsIsNotActiveAndDoesNotStartTheCooldownAnew() {
        ScalingPolicy policy = policy(spec -> spec.withCooldownPeriod(60)
                .withNewFallback()
                .withFailureThreshold(100)
                .withReplicas(0)
                .endFallback());
        MetricSource load = (trigger, now) -> {
            if (now.isBefore(START.plusSeconds(31))) {
                return 5;
            }
            throw new IllegalStateException("throttled");
        };
        // A fallback to zero lets the failing source go to zero: active last at 30 s, and 60 s of cooldown.
        assertThat(changes(autoscaler(policy, Workload.inMemory(1), load).runFor(Duration.ofMinutes(5))))
                .containsExactly("90s KEDA 1->0");
    }

    @Test
    void oneSuccessTakesTheFailuresInARowBackToZero() {
        ScalingPolicy policy = policy(spec -> spec.withPollingInterval(3600)
                .withNewFallback()
                .withFailureThreshold(2)
                .withReplicas(9)
                .endFallback());
        MetricSource everyThirdWorks = (trigger, now) -> {
            if (Duration.between(START, now).toSeconds() % 45 == 0) {
                return 20;
            }
            throw new IllegalStateException("throttled");
        };
        assertThat(changes(autoscaler(policy, Workload.inMemory(4), everyThirdWorks)
                        .runFor(Duration.ofMinutes(30))))
                .isEmpty();
    }

    @Test
    void aTriggerThatBecomesActiveAgainStartsTheCooldownAnew() {
        MetricSource load = (trigger, now) -> {
            long second = Duration.between(START, now).toSeconds();
            return second < 31 || second == 300 ? 4 : 0;
        };
        assertThat(changes(autoscaler(policy(spec -> spec), Workload.inMemory(1), load)
                        .runFor(Duration.ofMinutes(15))))
                .containsExactly("600s KEDA 1->0");
    }

    @Test
    void withAMinimumTheCooldownDoesNotMatter() {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(2).withCooldownPeriod(0));
        assertThat(changes(autoscaler(policy, Workload.inMemory(2), (trigger, now) -> 0)
                        .runFor(Duration.ofHours(1))))
                .isEmpty();
    }

    @Test
    void anInactiveWorkloadBelowItsMinimumIsBroughtThere() {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(2));
        assertThat(changes(autoscaler(policy, Workload.inMemory(0), (trigger, now) -> 0)
                        .runFor(Duration.ofMinutes(1))))
                .containsExactly("0s KEDA 0->2");
    }

    @Test
    void theIdleNumberTakesThePlaceOfTheMinimumWhileNothingIsActive() {
        ScalingPolicy policy = policy(
                spec -> spec.withMinReplicaCount(2).withIdleReplicaCount(0).withCooldownPeriod(60));
        assertThat(changes(autoscaler(policy, Workload.inMemory(2), loadUntil(1, 1))
                        .runFor(Duration.ofMinutes(5))))
                .containsExactly("60s KEDA 2->0");
    }

    @Test
    void theFirstScaleToZeroWaitsForTheInitialCooldown() {
        ScalingPolicy policy = policy(spec -> spec.withInitialCooldownPeriod(100));
        assertThat(changes(autoscaler(policy, Workload.inMemory(1), (trigger, now) -> 0)
                        .runFor(Duration.ofMinutes(5))))
                .containsExactly("120s KEDA 1->0");
    }

    @Test
    void aPausedWorkloadStaysWhereItIs() {
        assertThat(annotated(KedaAnnotations::pause, 3, 100)).isEmpty();
    }

    @Test
    void aWorkloadPausedAtANumberIsTakenThereAndStays() {
        assertThat(annotated(annotations -> annotations.pauseAt(7), 3, 0)).containsExactly("0s KEDA 3->7");
    }

    @Test
    void pausedScaleInKeepsReplicasAndLetsThemGrow() {
        assertThat(annotated(annotations -> annotations.setScaleInPaused(true), 3, 0))
                .isEmpty();
        assertThat(annotated(annotations -> annotations.setScaleInPaused(true), 0, 5))
                .containsExactly("0s KEDA 0->1");
    }

    @Test
    void pausedScaleOutKeepsTheWorkloadAtZero() {
        assertThat(annotated(annotations -> annotations.setScaleOutPaused(true), 0, 100))
                .isEmpty();
    }

    @Test
    void forcedActivationWakesTheWorkloadWithoutAnyMetric() {
        assertThat(annotated(annotations -> annotations.setForceActivation(true), 0, 0))
                .containsExactly("0s KEDA 0->1");
    }

    @Test
    void withoutAFallbackAFailingSourceLeavesTheWorkloadAlone() {
        Autoscaler autoscaler = autoscaler(policy(spec -> spec), Workload.inMemory(4), BROKEN);
        List<ScalingDecision> decisions = autoscaler.runFor(Duration.ofHours(1));
        assertThat(changes(decisions)).isEmpty();
        assertThat(decisions.get(0).reason()).contains("no such queue");
        assertThat(decisions.get(0).readings())
                .containsExactly(new MetricReading("queue", 0, false, "no such queue", false));
    }

    @ParameterizedTest
    @CsvSource({
        "static, 4, 6",
        "static, 8, 6",
        "currentReplicas, 4, 4",
        "currentReplicasIfHigher, 8, 8",
        "currentReplicasIfHigher, 4, 6",
        "currentReplicasIfLower, 8, 6",
        "currentReplicasIfLower, 4, 4",
    })
    void theFallbackDecidesOnceTheThresholdIsPassed(String behavior, int current, int expected) {
        ScalingPolicy policy = policy(spec -> spec.withNewFallback()
                .withFailureThreshold(3)
                .withReplicas(6)
                .withBehavior(FallbackBehavior.of(behavior))
                .endFallback());
        Workload workload = Workload.inMemory(current);
        Autoscaler autoscaler = autoscaler(policy, workload, BROKEN);
        // Failures at 0 s (KEDA), 15 s (HPA) and 30 s (both): the fourth is the first above the threshold.
        autoscaler.runFor(Duration.ofSeconds(29));
        assertThat(workload.replicas()).isEqualTo(current);
        autoscaler.runFor(Duration.ofMinutes(10));
        assertThat(workload.replicas()).isEqualTo(expected);
    }

    @Test
    void aFallbackWakesAWorkloadAtZero() {
        ScalingPolicy policy = policy(spec ->
                spec.withNewFallback().withFailureThreshold(0).withReplicas(2).endFallback());
        assertThat(changes(autoscaler(policy, Workload.inMemory(0), BROKEN).runFor(Duration.ofMinutes(1))))
                .containsExactly("0s KEDA 0->1", "15s HPA 1->2");
    }

    private static List<String> annotated(UnaryOperator<KedaAnnotations> annotate, int replicas, double load) {
        ScaledObject scaledObject = Fixtures.scaledObject(spec -> spec).build();
        annotate.apply(KedaAnnotations.of(scaledObject));
        ScalingPolicy policy = ScalingPolicy.builder(scaledObject).build();
        return changes(autoscaler(policy, Workload.inMemory(replicas), (trigger, now) -> load)
                .runFor(Duration.ofMinutes(20)));
    }
}
