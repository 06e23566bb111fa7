package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.START;
import static io.github.keda4j.simulator.Fixtures.autoscaler;
import static io.github.keda4j.simulator.Fixtures.changes;
import static io.github.keda4j.simulator.Fixtures.loadUntil;
import static io.github.keda4j.simulator.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Periods end on the virtual clock when they end on a real one, which is always a little late. */
class RealTimeTest {

    @Property(tries = 150)
    void looksThatComeLateAsInAClusterChangeNothing(
            @ForAll("policies") ScalingPolicy policy,
            @ForAll @Size(min = 3, max = 12) List<@IntRange(max = 120) Integer> loads,
            @ForAll long seed) {
        List<String> exact = run(policy, loads, Timeline.virtual(START));
        assertThat(run(policy, loads, late(new Random(seed)))).isEqualTo(exact);
    }

    @Property(tries = 150)
    void itDoesNotMatterWhereInASecondAllBegins(
            @ForAll("policies") ScalingPolicy policy,
            @ForAll @Size(min = 3, max = 12) List<@IntRange(max = 120) Integer> loads,
            @ForAll @IntRange(min = 1, max = 999_999_999) int nanos) {
        List<String> exact = run(policy, loads, Timeline.virtual(START));
        assertThat(run(policy, loads, Timeline.virtual(START.plusNanos(nanos)))).isEqualTo(exact);
    }

    /**
     * Replicas after each poll or sync. Loads change some seconds after one and before the next, so lateness does not
     * matter.
     */
    private static List<String> run(ScalingPolicy policy, List<Integer> loads, Timeline timeline) {
        Instant begin = timeline.instant();
        MetricSource load = (trigger, now) -> {
            long step = Math.max(0, Duration.between(begin, now).toSeconds() - 12) / 75;
            return loads.get((int) Math.min(step, loads.size() - 1));
        };
        return Autoscaler.builder()
                .policy(policy)
                .metrics(load)
                .timeline(timeline)
                .firstSync(Duration.ofSeconds(22))
                .build()
                .runFor(Duration.ofSeconds(895))
                .stream()
                .map(decision -> decision.by() + " " + decision.to())
                .toList();
    }

    /** Each poll or sync comes up to 40 ms late, and the next one is counted from there. */
    private static Timeline late(Random random) {
        Timeline exact = Timeline.virtual(START);
        return new Timeline() {
            @Override
            public Instant instant() {
                return exact.instant();
            }

            @Override
            public void waitUntil(Instant time) {
                exact.waitUntil(time.plusNanos(random.nextInt(40_000_000)));
            }
        };
    }

    @Provide
    Arbitrary<ScalingPolicy> policies() {
        Arbitrary<Integer> windows = Arbitraries.of(0, 15, 30, 60, 120, 300);
        return Combinators.combine(
                        windows,
                        windows,
                        Arbitraries.of(15, 30, 60, 90),
                        Arbitraries.of(15, 45, 60, 180),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(0, 30, 60, 300))
                .as((up, down, growthPeriod, lossPeriod, pods, cooldown) -> policy(spec -> spec.withMaxReplicaCount(40)
                        .withCooldownPeriod(cooldown)
                        .withNewAdvanced()
                        .withNewHorizontalPodAutoscalerConfig()
                        .withNewBehavior()
                        .withNewScaleUp()
                        .withStabilizationWindowSeconds(up)
                        .addNewPolicy(growthPeriod, "Pods", pods)
                        .endScaleUp()
                        .withNewScaleDown()
                        .withStabilizationWindowSeconds(down)
                        .addNewPolicy(lossPeriod, "Percent", 30)
                        .endScaleDown()
                        .endBehavior()
                        .endHorizontalPodAutoscalerConfig()
                        .endAdvanced()));
    }

    @Test
    void aCooldownThatIsAMultipleOfThePollingIntervalEndsAtTheLookWhenItIsOver() {
        assertThat(changes(autoscaler(policy(spec -> spec), Workload.inMemory(1), loadUntil(4, 91))
                        .runFor(Duration.ofMinutes(10))))
                .containsExactly("390s KEDA 1->0");
    }

    @Test
    void anAdditionThatNoPolicyUpwardsCountsAnyMoreMakesRoomForTheNext() {
        HorizontalPodAutoscalerBehavior behavior = new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleDown()
                .withStabilizationWindowSeconds(0)
                .addNewPolicy(60, "Pods", 8)
                .endScaleDown()
                .build();
        ScalingPolicy policy = policy(spec -> spec.withMaxReplicaCount(20)
                .withNewAdvanced()
                .withNewHorizontalPodAutoscalerConfig()
                .withBehavior(behavior)
                .endHorizontalPodAutoscalerConfig()
                .endAdvanced());
        // From 5 to 10 at 15 s and to 20 at 30 s. At 45 s the controller has forgotten the first step, which its 15
        // seconds
        // upwards do not count any more, although the minute downwards would: 20 less 10 less 8.
        MetricSource load = (trigger, now) -> now.isBefore(START.plusSeconds(45)) ? 100 : 0;
        assertThat(changes(autoscaler(policy, Workload.inMemory(5), load).runFor(Duration.ofSeconds(45))))
                .containsExactly("15s HPA 5->10", "30s HPA 10->20", "45s HPA 20->2");
    }

    @Test
    void looksThatWereMeasuredCanBeReplayed() {
        Timeline timeline = Timeline.virtual(START);
        Autoscaler autoscaler = Autoscaler.builder()
                .policy(policy(spec -> spec))
                .metrics((trigger, now) -> 40)
                .timeline(timeline)
                .build();
        timeline.waitUntil(START.plusSeconds(2));
        autoscaler.poll();
        timeline.waitUntil(START.plusSeconds(16));
        autoscaler.sync();
        assertThat(autoscaler.runUntil(START.plusSeconds(33)))
                .extracting(decision -> Duration.between(START, decision.time()).toSeconds() + "s " + decision.by()
                        + " " + decision.from() + "->" + decision.to())
                .containsExactly("31s HPA 4->8", "32s KEDA 8->8");
    }

    @Test
    void aChangeCountsFromTheEndOfTheScaling() {
        // The policy gives one pod in 15 s. Looks that are 15 s apart to the millisecond come too early for it, as the
        // change itself took a moment.
        assertThat(scaledEvery15Seconds(Duration.ZERO)).containsExactly(9, 8, 7, 6);
        assertThat(scaledEvery15Seconds(Duration.ofMillis(20))).containsExactly(9, 9, 8, 8);
    }

    private static List<Integer> scaledEvery15Seconds(Duration latency) {
        Timeline timeline = Timeline.virtual(START);
        Workload immediate = Workload.inMemory(10);
        Workload workload = new Workload() {
            @Override
            public int replicas() {
                return immediate.replicas();
            }

            @Override
            public void scaleTo(int replicas) {
                timeline.waitUntil(timeline.instant().plus(latency));
                immediate.scaleTo(replicas);
            }
        };
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(1)
                .withNewAdvanced()
                .withNewHorizontalPodAutoscalerConfig()
                .withBehavior(new HorizontalPodAutoscalerBehaviorBuilder()
                        .withNewScaleDown()
                        .withStabilizationWindowSeconds(0)
                        .addNewPolicy(15, "Pods", 1)
                        .endScaleDown()
                        .build())
                .endHorizontalPodAutoscalerConfig()
                .endAdvanced());
        Autoscaler autoscaler = Autoscaler.builder()
                .policy(policy)
                .metrics((trigger, now) -> 0)
                .workload(workload)
                .timeline(timeline)
                .build();
        List<Integer> replicas = new ArrayList<>();
        for (int look = 1; look <= 4; look++) {
            timeline.waitUntil(START.plusSeconds(15L * look));
            replicas.add(autoscaler.sync().to());
        }
        return replicas;
    }

    @Test
    void whereTheLooksFallCanBeChosen() {
        Autoscaler autoscaler = Autoscaler.builder()
                .policy(policy(spec -> spec))
                .metrics((trigger, now) -> 40)
                .timeline(Timeline.virtual(START))
                .firstPoll(Duration.ofSeconds(4))
                .firstSync(Duration.ofSeconds(9))
                .build();
        assertThat(autoscaler.runFor(Duration.ofSeconds(40)))
                .extracting(decision -> Duration.between(START, decision.time()).toSeconds() + "s " + decision.by())
                .containsExactly("4s KEDA", "9s HPA", "24s HPA", "34s KEDA", "39s HPA");
        assertThatThrownBy(() -> Autoscaler.builder().firstPoll(Duration.ofSeconds(-1)))
                .hasMessage("The delay of the first poll is PT-1S; it must be 0 or more.");
    }
}
