package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.START;
import static io.github.keda4j.simulator.Fixtures.changes;
import static io.github.keda4j.simulator.Fixtures.scaledObject;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.KedaAnnotations;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpecBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What releases of KEDA do differently, and what KEDA writes into the status. */
class KedaReleaseTest {

    private final List<Long> reads = new ArrayList<>();
    private final MetricSource load = (trigger, now) -> {
        reads.add(Duration.between(START, now).toSeconds());
        return 8;
    };

    @Test
    void upTo220KedaReadsATriggerWithAMinimumThatTheAutoscalerReadsToo() {
        autoscaler(KedaRelease.V2_20, spec -> spec.withMinReplicaCount(2), load).runFor(Duration.ofSeconds(60));
        assertThat(reads).containsExactly(0L, 15L, 30L, 30L, 45L, 60L, 60L);
    }

    @Test
    void from221OnItTakesWhatTheAutoscalerAskedForLast() {
        autoscaler(KedaRelease.V2_21, spec -> spec.withMinReplicaCount(2), load).runFor(Duration.ofSeconds(60));
        assertThat(reads).containsExactly(0L, 15L, 30L, 45L, 60L);
    }

    @Test
    void unlessItHasSomethingOfItsOwnToDo() {
        autoscaler(KedaRelease.V2_21, spec -> spec.withMinReplicaCount(2).withIdleReplicaCount(1), load)
                .runFor(Duration.ofSeconds(30));
        assertThat(reads).containsExactly(0L, 15L, 30L, 30L);
    }

    @Test
    void from221OnAFailureThatKedaDoesNotSeeItselfBringsTheFallbackLater() {
        // Up to 2.20 the third failure is that of the autoscaler at 45 s, after those of both at 30 s. From 2.21 on
        // KEDA takes
        // the success of 15 s for its own at 30 s, and asks again itself at 60 s, now that the autoscaler has no
        // metric.
        assertThat(fallback(KedaRelease.V2_20)).containsExactly("45s HPA 2->4", "60s HPA 4->6");
        assertThat(fallback(KedaRelease.V2_21)).containsExactly("60s HPA 2->4", "75s HPA 4->6");
    }

    private static List<String> fallback(KedaRelease release) {
        MetricSource breaking = (trigger, now) -> {
            if (now.isAfter(START.plusSeconds(20))) {
                throw new IllegalStateException("throttled");
            }
            return 10;
        };
        Autoscaler autoscaler = autoscaler(
                release,
                spec -> spec.withMinReplicaCount(2)
                        .withNewFallback()
                        .withFailureThreshold(2)
                        .withReplicas(6)
                        .withBehavior(FallbackBehavior.STATIC)
                        .endFallback(),
                breaking);
        return changes(autoscaler.runFor(Duration.ofMinutes(2)));
    }

    @Test
    void aFallbackInTheCacheOfKedaCountsAsASuccessForTheAutoscaler() {
        MetricSource broken = (trigger, now) -> {
            throw new IllegalStateException("throttled");
        };
        // With cached metrics the fallback of one poll sets the failures back to none, so that it comes and goes.
        Autoscaler autoscaler = autoscaler(
                KedaRelease.V2_21,
                spec -> spec.editFirstTrigger()
                        .withUseCachedMetrics(true)
                        .endTrigger()
                        .withNewFallback()
                        .withFailureThreshold(1)
                        .withReplicas(6)
                        .endFallback(),
                broken);
        assertThat(autoscaler.runFor(Duration.ofMinutes(2)))
                .filteredOn(decision -> decision.by() == ScalingDecision.Decider.KEDA)
                .extracting(decision -> decision.readings().get(0).fallback())
                .containsExactly(false, true, false, true, false);
    }

    @ParameterizedTest
    @EnumSource(KedaRelease.class)
    void aWorkloadThatCannotBeScaledIsTriedAgain(KedaRelease release) {
        List<Integer> tries = new ArrayList<>();
        Workload stubborn = new Workload() {
            private int now;

            @Override
            public int replicas() {
                return now;
            }

            @Override
            public void scaleTo(int replicas) {
                tries.add(replicas);
                if (tries.size() < 3) {
                    throw new IllegalStateException("forbidden");
                }
                now = replicas;
            }
        };
        Autoscaler autoscaler = Autoscaler.builder()
                .policy(ScalingPolicy.builder(scaledObject(spec -> spec).build())
                        .release(release)
                        .build())
                .metrics(load)
                .workload(stubborn)
                .timeline(Timeline.virtual(START))
                .build();
        ScalingDecision refused = autoscaler.step();
        assertThat(refused.isChange()).isFalse();
        assertThat(refused.reason()).isEqualTo("queue is 8, active; scaling to 1 failed (forbidden)");
        assertThat(condition(autoscaler, "Ready"))
                .isEqualTo(release == KedaRelease.V2_20 ? "True ScaledObjectReady" : "False ErrorScalingTarget");
        assertThat(autoscaler.status().getLastActiveTime()).isNull();
        assertThat(changes(autoscaler.runFor(Duration.ofMinutes(1)))).containsExactly("60s KEDA 0->1", "60s HPA 1->2");
        assertThat(condition(autoscaler, "Ready")).isEqualTo("True ScaledObjectReady");
    }

    @Test
    void theStatusSaysWhatKedaSaysThere() {
        MetricSource untilTwenty = (trigger, now) -> now.isBefore(START.plusSeconds(20)) ? 8 : 0;
        Autoscaler autoscaler = autoscaler(KedaRelease.V2_20, spec -> spec, untilTwenty);
        autoscaler.runFor(Duration.ofSeconds(29));
        assertThat(condition(autoscaler, "Active")).isEqualTo("True ScalerActive");
        assertThat(autoscaler.status().getLastActiveTime()).isEqualTo("2026-01-01T00:00:00Z");
        ScalingDecision cooling = autoscaler.step();
        assertThat(condition(autoscaler, "Active")).isEqualTo("False ScalerCooldown");
        assertThat(cooling.reason()).isEqualTo("queue is 0, not active, cooling down until 2026-01-01T00:05:00Z");
        autoscaler.runFor(Duration.ofMinutes(10));
        assertThat(condition(autoscaler, "Active")).isEqualTo("False ScalerNotActive");
        assertThat(condition(autoscaler, "Fallback")).isEqualTo("False NoFallbackFound");
        assertThat(condition(autoscaler, "Paused")).isEqualTo("False ");
    }

    @Test
    void theStatusOfAPausedScaledObjectNamesItsReplicas() {
        ScaledObject paused = scaledObject(spec -> spec).build();
        KedaAnnotations.of(paused).pauseAt(4);
        Autoscaler autoscaler = Autoscaler.builder()
                .policy(ScalingPolicy.builder(paused).build())
                .metrics(load)
                .build();
        autoscaler.runFor(Duration.ofMinutes(1));
        assertThat(autoscaler.status().getPausedReplicaCount()).isEqualTo(4);
        assertThat(condition(autoscaler, "Paused")).isEqualTo("True ScaledObjectPaused");
        assertThat(condition(autoscaler, "Active")).isEqualTo("Unknown ");
        assertThat(reads).isEmpty();
    }

    private static Autoscaler autoscaler(
            KedaRelease release, UnaryOperator<ScaledObjectSpecBuilder> adjust, MetricSource metrics) {
        return Autoscaler.builder()
                .policy(ScalingPolicy.builder(scaledObject(adjust).build())
                        .release(release)
                        .build())
                .metrics(metrics)
                .workload(Workload.inMemory(2))
                .timeline(Timeline.virtual(START))
                .build();
    }

    private static String condition(Autoscaler autoscaler, String type) {
        Condition found = autoscaler.status().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
        return found.getStatus() + " " + found.getReason();
    }
}
