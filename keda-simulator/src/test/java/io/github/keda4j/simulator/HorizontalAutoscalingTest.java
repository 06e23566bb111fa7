package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.START;
import static io.github.keda4j.simulator.Fixtures.autoscaler;
import static io.github.keda4j.simulator.Fixtures.changes;
import static io.github.keda4j.simulator.Fixtures.loadUntil;
import static io.github.keda4j.simulator.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.trigger.AwsKinesisStreamTrigger;
import io.github.keda4j.trigger.PrometheusTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HorizontalPodAutoscaler's share: formula, tolerance, limits, behavior. */
class HorizontalAutoscalingTest {

    @ParameterizedTest
    @CsvSource({
        // replicas, metric, replicas after one sync at 5 a replica
        "4, 40, 8",
        "4, 41, 8",
        "4, 26, 6",
        "4, 22, 4",
        "4, 22.1, 5",
        "4, 20, 4",
        "4, 18, 4",
        "4, 17.9, 4",
        "1, 100, 4",
        "3, 100, 6",
        "8, 100, 10",
    })
    void theFormulaRoundsUpToleratesATenthAndGrowsAtMostTwofold(int replicas, double metric, int expected) {
        assertThat(afterOneSync(policy(spec -> spec), replicas, metric)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"4, 10, 8", "4, 5.5, 4", "4, 5.6, 5", "2, 5, 2", "2, 7, 3"})
    void aValueMetricIsHeldAtItsTargetWhateverTheReplicas(int replicas, double metric, int expected) {
        ScalingPolicy policy = policy(spec ->
                spec.editFirstTrigger().withMetricType(MetricTargetType.VALUE).endTrigger());
        assertThat(afterOneSync(policy, replicas, metric)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 2.1, 7", "0.1, 0.7, 7", "0.7, 4.9, 7", "0.3, 2.101, 8"})
    void metricsAndTargetsAreCountedInThousandthsSoThatNoFractionCostsAReplica(
            double target, double metric, int expected) {
        ScalingPolicy policy = policy(spec -> spec.withMaxReplicaCount(50)
                .withTriggers(PrometheusTrigger.builder()
                        .name("queue")
                        .serverAddress("http://prometheus:9090")
                        .query("sum(orders)")
                        .threshold(target)
                        .build()
                        .toScaleTrigger()));
        assertThat(afterOneSync(policy, 5, metric)).isEqualTo(expected);
    }

    @Test
    void theTriggerThatWantsMostWins() {
        ScalingPolicy policy = policy(spec -> spec.addToTriggers(stream()));
        MetricSource metrics = (trigger, now) -> trigger.name().equals("stream") ? 12 : 5;
        Workload workload = Workload.inMemory(3);
        Autoscaler autoscaler = autoscaler(policy, workload, metrics);
        autoscaler.step();
        ScalingDecision decision = autoscaler.step();
        assertThat(decision.to()).isEqualTo(6);
        assertThat(decision.reason()).isEqualTo("stream is 12, target 2 per replica, wants 6");
    }

    @Test
    void withOneMetricMissingTheWorkloadMayGrowAndNotShrink() {
        ScalingPolicy policy = policy(spec -> spec.addToTriggers(stream()));
        assertThat(afterOneSync(policy, 4, halfBroken(30))).isEqualTo(6);
        assertThat(afterOneSync(policy, 4, halfBroken(1))).isEqualTo(4);
    }

    private static ScaleTriggers stream() {
        return AwsKinesisStreamTrigger.builder()
                .name("stream")
                .streamName("orders")
                .awsRegion("us-east-1")
                .authenticationRef("orders")
                .build()
                .toScaleTrigger();
    }

    private static MetricSource halfBroken(double queue) {
        return (trigger, now) -> {
            if (trigger.name().equals("stream")) {
                throw new IllegalStateException("throttled");
            }
            return queue;
        };
    }

    @Test
    void withoutABehaviorReplicasDoubleEachSync() {
        ScalingPolicy policy = policy(spec -> spec.withMaxReplicaCount(50));
        assertThat(changes(autoscaler(policy, Workload.inMemory(0), (trigger, now) -> 1000)
                        .runFor(Duration.ofMinutes(2))))
                .containsExactly(
                        "0s KEDA 0->1",
                        "15s HPA 1->4",
                        "30s HPA 4->8",
                        "45s HPA 8->16",
                        "60s HPA 16->32",
                        "75s HPA 32->50");
    }

    @Test
    void theDefaultPoliciesOfABehaviorGiveFourPodsOrTwofoldInAnyPeriod() {
        HorizontalPodAutoscalerBehavior behavior = new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleUp()
                .endScaleUp()
                .build();
        assertThat(scaleUp(behavior)).startsWith("0s KEDA 0->1", "15s HPA 1->5", "30s HPA 5->10", "45s HPA 10->20");
    }

    @Test
    void policiesLimitTheChangeWithinTheirPeriod() {
        HorizontalPodAutoscalerBehavior behavior = new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleUp()
                .addNewPolicy(60, "Pods", 3)
                .addNewPolicy(60, "Percent", 10)
                .endScaleUp()
                .build();
        assertThat(scaleUp(behavior)).startsWith("0s KEDA 0->1", "15s HPA 1->4", "75s HPA 4->7", "135s HPA 7->10");
    }

    @Test
    void selectPolicyMinTakesTheMoreCautiousPolicy() {
        HorizontalPodAutoscalerBehavior behavior = new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleUp()
                .withSelectPolicy("Min")
                .addNewPolicy(15, "Pods", 3)
                .addNewPolicy(15, "Percent", 50)
                .endScaleUp()
                .build();
        assertThat(scaleUp(behavior)).startsWith("0s KEDA 0->1", "15s HPA 1->2", "30s HPA 2->3", "45s HPA 3->5");
    }

    @Test
    void selectPolicyDisabledStopsThatDirection() {
        HorizontalPodAutoscalerBehavior behavior = new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleUp()
                .withSelectPolicy("Disabled")
                .endScaleUp()
                .build();
        assertThat(scaleUp(behavior)).containsExactly("0s KEDA 0->1");
    }

    @Test
    void theToleranceOfADirectionTakesThePlaceOfTheClusters() {
        HorizontalPodAutoscalerBehavior behavior = new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleUp()
                .withTolerance(new Quantity("0.5"))
                .endScaleUp()
                .build();
        assertThat(afterOneSync(with(behavior), 4, 30)).isEqualTo(4);
        assertThat(afterOneSync(with(behavior), 4, 30.1)).isEqualTo(7);
    }

    @Test
    void whatIsThereAtFirstCountsAsARecommendationSoThatALoadThatWasGoneBeforeDoesNotShrinkItAtOnce() {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(1));
        assertThat(changes(autoscaler(policy, Workload.inMemory(8), (trigger, now) -> 0)
                        .runFor(Duration.ofMinutes(10))))
                .containsExactly("315s HPA 8->1");
    }

    @Test
    void aWindowUpwardsTakesTheLowestRecommendationAndNeverShrinksForIt() {
        HorizontalPodAutoscalerBehavior behavior = new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleUp()
                .withStabilizationWindowSeconds(60)
                .endScaleUp()
                .build();
        // Five are wanted until 31 s and eight from then on: at 105 s the last recommendation of five is out of the
        // window.
        MetricSource load = (trigger, now) -> now.isBefore(START.plusSeconds(31)) ? 10 : 40;
        assertThat(changes(
                        autoscaler(with(behavior), Workload.inMemory(5), load).runFor(Duration.ofMinutes(3))))
                .containsExactly("90s HPA 5->8");
    }

    @Test
    void whatWentWithinThePeriodOfAPolicyMayComeBackWithoutCountingAsGrowth() {
        HorizontalPodAutoscalerBehavior behavior = new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleUp()
                .addNewPolicy(60, "Pods", 1)
                .endScaleUp()
                .withNewScaleDown()
                .withStabilizationWindowSeconds(0)
                .addNewPolicy(60, "Pods", 3)
                .endScaleDown()
                .build();
        // From 10 to 7 at 15 s; at 30 s ten and one more are allowed, since the minute began with ten.
        MetricSource load = (trigger, now) -> now.isBefore(START.plusSeconds(16)) ? 5 : 100;
        assertThat(changes(
                        autoscaler(with(behavior), Workload.inMemory(10), load).runFor(Duration.ofSeconds(30))))
                .containsExactly("15s HPA 10->7", "30s HPA 7->11");
    }

    @Test
    void aTriggerWithCachedMetricsShowsTheAutoscalerWhatKedaReadAtItsLastPoll() {
        ScalingPolicy policy = policy(
                spec -> spec.editFirstTrigger().withUseCachedMetrics(true).endTrigger());
        List<Instant> reads = new ArrayList<>();
        MetricSource load = (trigger, now) -> {
            reads.add(now);
            return now.isBefore(START.plusSeconds(30)) ? 20 : 40;
        };
        assertThat(changes(autoscaler(policy, Workload.inMemory(4), load).runFor(Duration.ofSeconds(45))))
                .containsExactly("30s HPA 4->8");
        assertThat(reads).containsExactly(START, START.plusSeconds(30));
    }

    @Test
    void replicasStayForFiveMinutesAfterTheLoadIsGone() {
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(1));
        assertThat(changes(autoscaler(policy, Workload.inMemory(8), loadUntil(40, 61))
                        .runFor(Duration.ofMinutes(10))))
                .containsExactly("360s HPA 8->1");
    }

    @Test
    void aShorterWindowAndPoliciesShapeTheWayDown() {
        HorizontalPodAutoscalerBehavior behavior = new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleDown()
                .withStabilizationWindowSeconds(0)
                .addNewPolicy(30, "Pods", 3)
                .endScaleDown()
                .build();
        ScalingPolicy policy = policy(spec -> spec.withMinReplicaCount(1)
                .withNewAdvanced()
                .withNewHorizontalPodAutoscalerConfig()
                .withBehavior(behavior)
                .endHorizontalPodAutoscalerConfig()
                .endAdvanced());
        assertThat(changes(autoscaler(policy, Workload.inMemory(10), (trigger, now) -> 0)
                        .runFor(Duration.ofMinutes(5))))
                .containsExactly("15s HPA 10->7", "45s HPA 7->4", "75s HPA 4->1");
    }

    @Test
    void aWorkloadOutsideItsBoundsIsBroughtBackAtOnce() {
        assertThat(afterOneSync(policy(spec -> spec), 30, 1000)).isEqualTo(10);
        assertThat(afterOneSync(policy(spec -> spec.withMinReplicaCount(3).withIdleReplicaCount(1)), 2, 0))
                .isEqualTo(3);
    }

    @Test
    void atZeroTheAutoscalerDoesNothingAndReadsNothing() {
        ScalingPolicy policy = policy(spec -> spec.withPollingInterval(3600));
        MetricSource load = (trigger, now) -> now.equals(START) ? 0 : 1000;
        List<ScalingDecision> decisions =
                autoscaler(policy, Workload.inMemory(0), load).runFor(Duration.ofMinutes(30));
        assertThat(changes(decisions)).isEmpty();
        assertThat(decisions.get(decisions.size() - 1).readings()).isEmpty();
    }

    private static List<String> scaleUp(HorizontalPodAutoscalerBehavior behavior) {
        return changes(autoscaler(with(behavior), Workload.inMemory(0), (trigger, now) -> 1000)
                .runFor(Duration.ofMinutes(5)));
    }

    private static ScalingPolicy with(HorizontalPodAutoscalerBehavior behavior) {
        return policy(spec -> spec.withMaxReplicaCount(50)
                .withNewAdvanced()
                .withNewHorizontalPodAutoscalerConfig()
                .withBehavior(behavior)
                .endHorizontalPodAutoscalerConfig()
                .endAdvanced());
    }

    private static int afterOneSync(ScalingPolicy policy, int replicas, double metric) {
        return afterOneSync(policy, replicas, (trigger, now) -> metric);
    }

    private static int afterOneSync(ScalingPolicy policy, int replicas, MetricSource metrics) {
        Workload workload = Workload.inMemory(replicas);
        Autoscaler autoscaler = autoscaler(policy, workload, metrics);
        autoscaler.step();
        assertThat(autoscaler.step().by()).isEqualTo(ScalingDecision.Decider.HPA);
        return workload.replicas();
    }
}
