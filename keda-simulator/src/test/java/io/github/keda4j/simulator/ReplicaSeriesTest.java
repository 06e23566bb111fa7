package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.START;
import static io.github.keda4j.simulator.Fixtures.autoscaler;
import static io.github.keda4j.simulator.Fixtures.loadUntil;
import static io.github.keda4j.simulator.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.simulator.ReplicaSeries.Point;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The data that a chart draws. */
class ReplicaSeriesTest {

    @Test
    void aRunIsTheBeginningAndEachChange() {
        List<ScalingDecision> decisions = autoscaler(policy(spec -> spec), Workload.inMemory(0), loadUntil(40, 91))
                .runFor(Duration.ofMinutes(10));
        ReplicaSeries series = ReplicaSeries.of(decisions);
        assertThat(series.points())
                .containsExactly(
                        new Point(START, 0),
                        new Point(START, 1),
                        new Point(START.plusSeconds(15), 4),
                        new Point(START.plusSeconds(30), 8),
                        new Point(START.plusSeconds(390), 0));
        assertThat(series.sequence()).containsExactly(0, 1, 4, 8, 0);
        assertThat(series.at(START.minusSeconds(1))).isZero();
        assertThat(series.at(START)).isEqualTo(1);
        assertThat(series.at(START.plusSeconds(29))).isEqualTo(4);
        assertThat(series.at(START.plusSeconds(10_000))).isZero();
    }

    @Test
    void aRunWithoutChangesIsOnePoint() {
        List<ScalingDecision> decisions = autoscaler(policy(spec -> spec), Workload.inMemory(0), loadUntil(0, 0))
                .runFor(Duration.ofMinutes(1));
        assertThat(ReplicaSeries.of(decisions).points()).containsExactly(new Point(START, 0));
    }

    @Test
    void eachDecisionSaysWhatTheMetricsAskForAndWhy() {
        List<ScalingDecision> decisions = autoscaler(policy(spec -> spec), Workload.inMemory(1), loadUntil(40, 91))
                .runFor(Duration.ofSeconds(120));
        assertThat(decisions)
                .filteredOn(decision -> decision.by() == ScalingDecision.Decider.HPA)
                .extracting(ScalingDecision::desired)
                .containsExactly(8, 8, 8, 8, 8, 8, 0, 0);
        assertThat(decisions.get(decisions.size() - 1).reason())
                .isEqualTo("queue is 0, target 5 per replica, wants 0; the stabilization window holds 8");
    }

    @Test
    void theReasonNamesTheTolerance() {
        assertThat(reason(policy(spec -> spec), 45, 10))
                .isEqualTo("queue is 45, target 5 per replica: 45/50 = 0.9 is within 10 %");
        ScalingPolicy perDirection = policy(spec -> spec.withNewAdvanced()
                .withNewHorizontalPodAutoscalerConfig()
                .withNewBehavior()
                .withNewScaleUp()
                .withNewTolerance("0.255")
                .endScaleUp()
                .endBehavior()
                .endHorizontalPodAutoscalerConfig()
                .endAdvanced());
        assertThat(reason(perDirection, 12, 2))
                .isEqualTo("queue is 12, target 5 per replica: 12/10 = 1.2 is within 25.5 %");
        assertThat(reason(perDirection, 9.5, 2))
                .isEqualTo("queue is 9.5, target 5 per replica: 9.5/10 = 0.95 is within 10 %");
    }

    private static String reason(ScalingPolicy policy, double load, int replicas) {
        Autoscaler autoscaler = autoscaler(policy, Workload.inMemory(replicas), (trigger, now) -> load);
        autoscaler.step();
        return autoscaler.step().reason();
    }

    @Test
    void aSeriesIsInOrderAndNotEmpty() {
        assertThatThrownBy(() -> new ReplicaSeries(List.of()))
                .hasMessage("A series of replicas must have at least one point.");
        assertThatThrownBy(() -> new ReplicaSeries(List.of(new Point(START.plusSeconds(1), 1), new Point(START, 2))))
                .hasMessage("The points of a series must be in the order of their times; "
                        + "2026-01-01T00:00:00Z follows 2026-01-01T00:00:01Z.");
    }
}
