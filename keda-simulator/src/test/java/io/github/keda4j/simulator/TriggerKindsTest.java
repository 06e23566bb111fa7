package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.START;
import static io.github.keda4j.simulator.Fixtures.autoscaler;
import static io.github.keda4j.simulator.Fixtures.changes;
import static io.github.keda4j.simulator.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.trigger.CpuTrigger;
import io.github.keda4j.trigger.CronTrigger;
import io.github.keda4j.trigger.MemoryTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Triggers whose metric is known to the engine or measured by the autoscaler, and triggers that decide themselves
 * whether they are active.
 */
class TriggerKindsTest {

    private static final MetricSource NEVER = (trigger, now) -> {
        throw new AssertionError("asked for " + trigger);
    };

    @Test
    void cronScalesByItsScheduleAndNeedsNoSource() {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(2)
                .withCooldownPeriod(30)
                .withTriggers(cron("UTC", "10 7 * * *", "30 7 * * *")));
        assertThat(policy.triggers())
                .containsExactly(new TriggerTarget("office", "cron", MetricTargetType.AVERAGE_VALUE, 1, 0));
        Instant seven = Instant.parse("2026-03-02T07:00:00Z");
        List<ScalingDecision> decisions = Autoscaler.builder()
                .policy(policy)
                .workload(Workload.inMemory(2))
                .timeline(Timeline.virtual(seven))
                .build()
                .runFor(Duration.ofHours(2));
        // Back five minutes after the end: the window of the autoscaler, not the cooldown, which is for zero only.
        assertThat(decisions.stream().filter(ScalingDecision::isChange).map(ScalingDecision::toString))
                .containsExactly(
                        "2026-03-02T07:10:00Z HPA 2 -> 3: office is 3, target 1 per replica, wants 3",
                        "2026-03-02T07:34:45Z HPA 3 -> 2: office is 0, target 1 per replica, wants 0; the minimum is 2");
    }

    @Test
    void cronAloneBringsAWorkloadFromZeroAndBackAfterTheCooldown() {
        ScalingPolicy policy = policy(spec -> spec.withTriggers(cron("Europe/Berlin", "0 8 * * 1-5", "0 18 * * 1-5")));
        // 2026-01-02 is a Friday; Berlin is an hour ahead of UTC.
        List<ScalingDecision> decisions = Autoscaler.builder()
                .policy(policy)
                .timeline(Timeline.virtual(Instant.parse("2026-01-02T00:00:00Z")))
                .build()
                .runFor(Duration.ofDays(3));
        assertThat(decisions.stream()
                        .filter(ScalingDecision::isChange)
                        .map(decision -> decision.time() + " " + decision.to()))
                .containsExactly("2026-01-02T07:00:00Z 1", "2026-01-02T07:00:00Z 3", "2026-01-02T17:04:30Z 0");
    }

    @Test
    void anUnknownTimeZoneFailsAtEveryLookAsInKeda() {
        CronWindow window = new CronWindow("Mars/Base", "0 8 * * *", "0 18 * * *", 3);
        assertThatThrownBy(() -> window.sample(START)).hasMessage("unknown time zone Mars/Base");
    }

    @Test
    void aStartThatNeverComesLeavesCronWithinForEverAsInKeda() {
        CronWindow window = new CronWindow("UTC", "0 8 31 2 *", "0 18 * * *", 3);
        assertThat(window.sample(START)).isEqualTo(MetricSample.active(3));
        assertThat(window.sample(START.plusSeconds(60))).isEqualTo(MetricSample.active(3));
    }

    @ParameterizedTest
    @CsvSource({
        // percent, replicas, ready, replicas after one sync at 50 %
        "100, 4, 4, 8",
        "55.9, 4, 4, 4",
        "56, 4, 4, 5",
        "44, 4, 4, 4",
        "30, 4, 4, 4",
        // Pods that are not ready count as idle while the others want more ...
        "100, 4, 2, 4",
        "150, 4, 2, 6",
        "80, 4, 1, 4",
        // ... and without a ready one there is nothing to measure.
        "100, 4, 0, 4",
    })
    void cpuIsComparedWithItsTargetInWholePercentOfTheReadyPods(double percent, int replicas, int ready, int expected) {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(1)
                .withTriggers(CpuTrigger.builder()
                        .name("cpu")
                        .value("50")
                        .metricType(MetricTargetType.UTILIZATION)
                        .build()
                        .toScaleTrigger()));
        assertThat(afterOneSync(policy, replicas, ready, percent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"500m, 0.5, 4", "500m, 0.75, 6", "1, 1.5, 6", "2, 3, 6"})
    void cpuAsAQuantityIsMeasuredInCores(String target, double cores, int expected) {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(1)
                .withTriggers(CpuTrigger.builder()
                        .value(target)
                        .metricType(MetricTargetType.AVERAGE_VALUE)
                        .build()
                        .toScaleTrigger()));
        assertThat(afterOneSync(policy, 4, 4, cores)).isEqualTo(expected);
    }

    @Test
    void memoryAsAQuantityIsMeasuredInBytes() {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(1)
                .withTriggers(MemoryTrigger.builder()
                        .value("512Mi")
                        .metricType(MetricTargetType.AVERAGE_VALUE)
                        .build()
                        .toScaleTrigger()));
        assertThat(policy.triggers().get(0).target()).isEqualTo(512 * 1024 * 1024);
        assertThat(afterOneSync(policy, 4, 4, 768 * 1024 * 1024)).isEqualTo(6);
    }

    @Test
    void kedaDoesNotReadCpuAndTakesItAloneForActive() {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(1)
                .withTriggers(CpuTrigger.builder()
                        .value("50")
                        .metricType(MetricTargetType.UTILIZATION)
                        .build()
                        .toScaleTrigger()));
        ScalingDecision decision =
                autoscaler(policy, Workload.inMemory(0), NEVER).step();
        assertThat(decision.to()).isEqualTo(1);
        assertThat(decision.readings()).isEmpty();
        assertThat(decision.reason()).isEqualTo("only cpu and memory, active");
    }

    @Test
    void cpuBesideAQueueDoesNotKeepTheWorkloadFromZero() {
        ScalingPolicy policy = policy(spec -> spec.addToTriggers(CpuTrigger.builder()
                .value("50")
                .metricType(MetricTargetType.UTILIZATION)
                .build()
                .toScaleTrigger()));
        MetricSource busyAndEmpty = (trigger, now) -> trigger.type().equals("cpu") ? 90 : 0;
        assertThat(changes(
                        autoscaler(policy, Workload.inMemory(2), busyAndEmpty).runFor(Duration.ofMinutes(6))))
                .containsExactly("0s KEDA 2->0");
    }

    @Test
    void podsThatTakeTheirTimeDoNotCountForAValueUntilTheyAreReady() {
        ScalingPolicy policy = policy(spec -> spec.withMaxReplicaCount(100)
                .editFirstTrigger()
                .withMetricType(MetricTargetType.VALUE)
                .endTrigger());
        Timeline timeline = Timeline.virtual(START);
        Autoscaler autoscaler = Autoscaler.builder()
                .policy(policy)
                .metrics((trigger, now) -> 10)
                .workload(Workload.inMemory(2, Duration.ofSeconds(40), timeline))
                .timeline(timeline)
                .build();
        // Twice the target: twice the ready pods. The four of 15 s are ready at 55 s only.
        assertThat(changes(autoscaler.runFor(Duration.ofSeconds(75)))).containsExactly("15s HPA 2->4", "60s HPA 4->8");
    }

    @Test
    void aSourceMaySayItselfWhatIsActive() {
        ScalingPolicy policy = external();
        MetricSource idleButActive = MetricSource.of((trigger, now) -> MetricSample.active(0));
        assertThat(changes(
                        autoscaler(policy, Workload.inMemory(0), idleButActive).runFor(Duration.ofHours(1))))
                .containsExactly("0s KEDA 0->1");
        MetricSource busyButInactive = MetricSource.of((trigger, now) -> MetricSample.inactive(100));
        assertThat(changes(autoscaler(policy, Workload.inMemory(0), busyButInactive)
                        .runFor(Duration.ofHours(1))))
                .isEmpty();
        MetricSource byValue = MetricSource.of((trigger, now) -> MetricSample.of(100));
        assertThat(byValue.read(policy.triggers().get(0), START)).isEqualTo(100);
        assertThat(changes(autoscaler(policy, Workload.inMemory(0), byValue).runFor(Duration.ofSeconds(15))))
                .containsExactly("0s KEDA 0->1", "15s HPA 1->4");
    }

    @Test
    void aTargetIsOfAMetricTypeThatItsTriggerCanHave() {
        assertThatThrownBy(() -> new TriggerTarget("t", "cpu", MetricTargetType.VALUE, 50, 0))
                .hasMessage("The metric type of trigger t is Value; cpu must have Utilization or AverageValue.");
        assertThatThrownBy(() -> new TriggerTarget("t", "kafka", MetricTargetType.UTILIZATION, 50, 0))
                .hasMessage("The metric type of trigger t is Utilization; kafka must have AverageValue or Value.");
    }

    @Test
    void aTriggerThatHasNoTargetInItsMetadataIsRefusedUnlessItIsGiven() {
        ScaledObject object = Fixtures.scaledObject(spec -> spec.withTriggers(externalTrigger()))
                .build();
        assertThatThrownBy(() -> ScalingPolicy.builder(object).build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("The metadata of a trigger of type external does not contain its target."
                        + " Pass the builder a TriggerTarget with the name s0-external.");
    }

    private static ScalingPolicy external() {
        return ScalingPolicy.builder(Fixtures.scaledObject(spec -> spec.withTriggers(externalTrigger()))
                        .build())
                .target(new TriggerTarget("s0-external", "external", MetricTargetType.AVERAGE_VALUE, 5, 0))
                .build();
    }

    private static ScaleTriggers externalTrigger() {
        return Fixtures.queue("1")
                .edit()
                .withType("external")
                .withName(null)
                .withMetadata(Map.of("scalerAddress", "scaler:9090"))
                .withAuthenticationRef(null)
                .build();
    }

    private static ScaleTriggers cron(String timezone, String start, String end) {
        return CronTrigger.builder()
                .name("office")
                .timezone(timezone)
                .start(start)
                .end(end)
                .desiredReplicas(3)
                .build()
                .toScaleTrigger();
    }

    private static int afterOneSync(ScalingPolicy policy, int replicas, int ready, double metric) {
        Workload workload = new Workload() {
            private int now = replicas;

            @Override
            public int replicas() {
                return now;
            }

            @Override
            public int readyReplicas() {
                return ready;
            }

            @Override
            public void scaleTo(int newReplicas) {
                now = newReplicas;
            }
        };
        autoscaler(policy, workload, (trigger, now) -> metric).runFor(Duration.ofSeconds(15));
        return workload.replicas();
    }
}
