package io.github.keda4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Manifests from the field for which KEDA's decisions are known. */
class FieldCasesTest {

    @Test
    void cronHoldsItsReplicasBetweenStartAndEnd() {
        List<ScalingDecision> decisions = Autoscaler.builder()
                .policy(ScalingPolicy.builder(read("F01-sim-cron.yaml", ScaledObject.class))
                        .build())
                .workload(Workload.inMemory(2))
                .timeline(Timeline.virtual(Instant.parse("2026-03-02T07:00:00Z")))
                .build()
                .runFor(Duration.ofHours(2));
        assertThat(decisions)
                .filteredOn(ScalingDecision::isChange)
                .extracting(decision -> decision.time() + " " + decision.by() + " " + decision.to())
                .containsExactly("2026-03-02T07:10:00Z HPA 3", "2026-03-02T07:34:45Z HPA 2");
        assertThat(decisions)
                .filteredOn(decision -> decision.by() == ScalingDecision.Decider.KEDA)
                .allSatisfy(decision -> assertThat(decision.readings().get(0).active())
                        .isEqualTo(!decision.time().isBefore(Instant.parse("2026-03-02T07:10:00Z"))
                                && decision.time().isBefore(Instant.parse("2026-03-02T07:30:00Z"))));
    }

    @Test
    void anExternalScalerThatIsActiveAtZeroHoldsOneReplica() {
        ScalingPolicy policy = ScalingPolicy.builder(read("F03-sim-activity.yaml", ScaledObject.class))
                .target(new TriggerTarget("s0-external", "external", MetricTargetType.AVERAGE_VALUE, 5, 0))
                .build();
        List<ScalingDecision> decisions = Autoscaler.builder()
                .policy(policy)
                .metrics(MetricSource.of((trigger, now) -> MetricSample.active(0)))
                .build()
                .runFor(Duration.ofHours(1));
        assertThat(ReplicaSeries.of(decisions).sequence()).containsExactly(0, 1);
    }

    @Test
    void anAccurateScaledJobCreatesWhatIsNotPendingYet() {
        Timeline timeline = Timeline.virtual(Instant.EPOCH);
        InMemoryJobs jobs = InMemoryJobs.builder()
                .clock(timeline)
                .startsAfter(Duration.ofHours(1))
                .pending(6)
                .build();
        // Five messages a Job: forty are worth eight.
        JobDecision decision = JobScaler.builder()
                .policy(JobPolicy.builder(read("F04-sim-scaledjob.yaml", ScaledJob.class))
                        .build())
                .metrics((trigger, now) -> 40)
                .jobs(jobs)
                .timeline(timeline)
                .build()
                .step();
        assertThat(decision.running()).isEqualTo(6);
        assertThat(decision.pending()).isEqualTo(6);
        assertThat(decision.created()).isEqualTo(2);
    }

    private static <T> T read(String name, Class<T> type) {
        return Serialization.unmarshal(TestFiles.shared("conformance/field/" + name), type);
    }
}
