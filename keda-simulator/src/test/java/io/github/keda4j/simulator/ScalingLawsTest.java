package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.START;
import static io.github.keda4j.simulator.Fixtures.autoscaler;
import static io.github.keda4j.simulator.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Laws that hold for any load. */
class ScalingLawsTest {

    @Property(tries = 200)
    void replicasNeverLeaveTheirBounds(
            @ForAll @IntRange(max = 4) int min,
            @ForAll @IntRange(min = 4, max = 30) int max,
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(max = 500) Double> load) {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(min).withMaxReplicaCount(max));
        List<ScalingDecision> decisions =
                autoscaler(policy, Workload.inMemory(min), minutes(load)).runFor(Duration.ofMinutes(load.size()));
        assertThat(decisions).allSatisfy(decision -> assertThat(decision.to()).isBetween(min, max));
    }

    @Property(tries = 300)
    void moreLoadNeverMeansFewerReplicas(
            @ForAll @IntRange(min = 1, max = 10) int replicas,
            @ForAll @DoubleRange(max = 500) double load,
            @ForAll @DoubleRange(max = 500) double more) {
        assertThat(afterOneSync(replicas, load + more)).isGreaterThanOrEqualTo(afterOneSync(replicas, load));
    }

    @Property(tries = 200)
    void withinTheStabilizationWindowTheHighestRecommendationHolds(
            @ForAll @Size(min = 6, max = 40) List<@DoubleRange(max = 100) Double> load) {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(1));
        List<ScalingDecision> decisions =
                autoscaler(policy, Workload.inMemory(10), minutes(load)).runFor(Duration.ofMinutes(load.size()));
        for (ScalingDecision decision : decisions) {
            if (decision.to() < decision.from()) {
                Instant windowStart = decision.time().minus(Duration.ofMinutes(5));
                double highest = decisions.stream()
                        .filter(earlier -> earlier.by() == ScalingDecision.Decider.HPA)
                        .filter(earlier -> earlier.time().isAfter(windowStart)
                                && !earlier.time().isAfter(decision.time()))
                        .mapToDouble(earlier -> earlier.readings().get(0).value())
                        .max()
                        .orElseThrow();
                assertThat(decision.to()).isGreaterThanOrEqualTo((int) Math.min(10, Math.floor(highest / 5 / 1.1)));
            }
        }
    }

    @Property(tries = 100)
    void theSameLoadGivesTheSameDecisions(@ForAll @Size(min = 1, max = 20) List<@DoubleRange(max = 100) Double> load) {
        Duration duration = Duration.ofMinutes(load.size());
        assertThat(autoscaler(policy(spec -> spec), Workload.inMemory(0), minutes(load))
                        .runFor(duration))
                .isEqualTo(autoscaler(policy(spec -> spec), Workload.inMemory(0), minutes(load))
                        .runFor(duration));
    }

    private static MetricSource minutes(List<Double> load) {
        return (trigger, now) -> load.get(
                (int) Math.min(load.size() - 1, Duration.between(START, now).toMinutes()));
    }

    private static int afterOneSync(int replicas, double load) {
        Workload workload = Workload.inMemory(replicas);
        Autoscaler autoscaler = autoscaler(policy(spec -> spec), workload, (trigger, now) -> load);
        autoscaler.step();
        autoscaler.step();
        return workload.replicas();
    }
}
