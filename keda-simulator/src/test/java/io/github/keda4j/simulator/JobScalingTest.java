package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.KedaAnnotations;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.MultipleScalersCalculation;
import io.github.keda4j.keda.v1alpha1.RolloutStrategy;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledJobBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledJobSpecBuilder;
import io.github.keda4j.keda.v1alpha1.ScalingStrategyType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many Jobs a ScaledJob creates, and when. */
class JobScalingTest {

    private final Timeline timeline = Timeline.virtual(START);

    @ParameterizedTest
    @MethodSource("asked")
    void asManyJobsAreCreatedAsByKeda(String line) {
        String[] cells = line.split("\t");
        List<MetricSample> samples = new ArrayList<>();
        ScaledJobSpecBuilder spec = new ScaledJobSpecBuilder()
                .withMinReplicaCount(number(cells[0]))
                .withMaxReplicaCount(number(cells[1]))
                .withNewScalingStrategy()
                .withStrategy(cells[2].equals("-") ? null : ScalingStrategyType.of(cells[2]))
                .withCustomScalingQueueLengthDeduction(number(cells[3]))
                .withCustomScalingRunningJobPercentage(cells[4].equals("-") ? null : cells[4])
                .withMultipleScalersCalculation(cells[5].equals("-") ? null : MultipleScalersCalculation.of(cells[5]))
                .endScalingStrategy();
        JobPolicy.Builder policy = null;
        List<TriggerTarget> targets = new ArrayList<>();
        for (String metric : cells[6].split(" ")) {
            String[] parts = metric.split(":");
            String name = "s" + samples.size() + "-external";
            targets.add(new TriggerTarget(
                    name, "external", MetricTargetType.AVERAGE_VALUE, Double.parseDouble(parts[1]), 0));
            double value = Double.parseDouble(parts[0]);
            samples.add(parts[2].equals("true") ? MetricSample.active(value) : MetricSample.inactive(value));
            spec.addNewTrigger().withType("external").endTrigger();
        }
        policy = JobPolicy.builder(scaledJob(ignored -> spec).build());
        targets.forEach(policy::target);
        int running = Integer.parseInt(cells[7]);
        int pending = Integer.parseInt(cells[8]);
        JobScaler scaler = JobScaler.builder()
                .policy(policy.build())
                .metrics(MetricSource.of(
                        (trigger, now) -> samples.get(trigger.name().charAt(1) - '0')))
                .jobs(jobs(running, pending))
                .timeline(timeline)
                .build();
        assertThat(scaler.step().created()).isEqualTo(Integer.parseInt(cells[9]));
    }

    static List<String> asked() {
        return TestFiles.lines("/jobs/created.tsv")
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static @Nullable Integer number(String cell) {
        return cell.equals("-") ? null : Integer.valueOf(cell);
    }

    @Test
    void anAccurateStrategyTakesPendingJobsOffAndNotThoseThatHaveAMessage() {
        ScaledJob accurate = scaledJob(spec -> spec.withMaxReplicaCount(10)
                        .withNewScalingStrategy()
                        .withStrategy(ScalingStrategyType.ACCURATE)
                        .endScalingStrategy())
                .build();
        assertThat(created(accurate, 8, 6, 6)).isEqualTo(2);
        assertThat(created(accurate, 8, 6, 0)).isEqualTo(4);
    }

    @Test
    void jobsFollowAQueueUntilItIsEmpty() {
        InMemoryJobs jobs = InMemoryJobs.builder()
                .clock(timeline)
                .startsAfter(Duration.ofSeconds(10))
                .runsFor(Duration.ofSeconds(50))
                .build();
        // Twelve messages, each gone once its Job has completed.
        JobScaler scaler = scaler(
                scaledJob(spec -> spec.withMaxReplicaCount(5)).build(),
                (trigger, now) -> 12 - jobs.completedInAll(),
                jobs);
        List<JobDecision> decisions = scaler.runFor(Duration.ofMinutes(5));
        assertThat(decisions.stream().filter(JobDecision::isChange))
                .extracting(
                        decision -> Duration.between(START, decision.time()).toSeconds() + "s +" + decision.created())
                .containsExactly("0s +5", "60s +5", "120s +2");
        assertThat(jobs.startedInAll()).isEqualTo(12);
        assertThat(jobs.completedInAll()).isEqualTo(12);
        assertThat(jobs.running()).isZero();
        assertThat(decisions.get(0))
                .hasToString("2026-01-01T00:00:00Z 0 running, 0 pending, creates 5: "
                        + "queue is 12, active; wants 12, the default strategy allows 5");
    }

    @Test
    void theMinimumIsKeptRunningWhateverTheQueue() {
        InMemoryJobs jobs = InMemoryJobs.builder()
                .clock(timeline)
                .runsFor(Duration.ofSeconds(45))
                .build();
        ScaledJob job = scaledJob(spec -> spec.withMinReplicaCount(2)).build();
        assertThat(scaler(job, (trigger, now) -> 0, jobs).runFor(Duration.ofMinutes(2)))
                .extracting(JobDecision::created)
                .containsExactly(2, 0, 2, 0, 2);
    }

    @Test
    void aChangeDeletesTheJobsUnlessTheRolloutIsGradual() {
        InMemoryJobs jobs = InMemoryJobs.builder()
                .clock(timeline)
                .runsFor(Duration.ofHours(1))
                .build();
        JobScaler scaler = scaler(scaledJob(spec -> spec.withMaxReplicaCount(3)).build(), (trigger, now) -> 3, jobs);
        scaler.step();
        ScaledJob gradual = scaledJob(spec -> spec.withMaxReplicaCount(5)
                        .withNewRollout()
                        .withStrategy(RolloutStrategy.GRADUAL)
                        .endRollout())
                .build();
        scaler.update(JobPolicy.builder(gradual).build());
        assertThat(jobs.running()).isEqualTo(3);
        assertThat(scaler.step().time()).isEqualTo(START);
        ScaledJob immediate = scaledJob(spec -> spec.withMaxReplicaCount(5)).build();
        scaler.update(JobPolicy.builder(immediate).build());
        assertThat(jobs.running()).isZero();
        assertThat(scaler.step().created()).isEqualTo(3);
    }

    @Test
    void aPausedScaledJobCreatesNothing() {
        ScaledJob paused = scaledJob(spec -> spec).build();
        KedaAnnotations.of(paused).pause();
        assertThat(created(paused, 100, 0, 0)).isZero();
    }

    @Test
    void aTriggerThatFailsLeavesTheOthersToScale() {
        ScaledJob two = scaledJob(spec -> spec.addToTriggers(queue("broken"))).build();
        JobScaler scaler = scaler(
                two,
                (trigger, now) -> {
                    if (trigger.name().equals("broken")) {
                        throw new IllegalStateException("no such queue");
                    }
                    return 4;
                },
                jobs(0, 0));
        JobDecision decision = scaler.step();
        assertThat(decision.created()).isEqualTo(4);
        assertThat(decision.reason()).contains("broken failed (no such queue)");
        assertThat(scaler.status().getConditions().get(0).getReason()).isEqualTo("PartialTriggerError");
    }

    @Test
    void aFailedCreationMakesTheScaledJobNotReadyFromKeda221On() {
        assertThat(readyAfterRefusal(KedaRelease.V2_20)).isEqualTo("True ScaledJobReady");
        assertThat(readyAfterRefusal(KedaRelease.V2_21)).isEqualTo("False KEDAJobCreateFailed");
    }

    private String readyAfterRefusal(KedaRelease release) {
        Jobs refusing = new Jobs() {
            @Override
            public int running() {
                return 0;
            }

            @Override
            public int pending() {
                return 0;
            }

            @Override
            public void create(int count) {
                throw new IllegalStateException("quota");
            }

            @Override
            public void deleteAll() {}
        };
        JobScaler scaler = JobScaler.builder()
                .policy(JobPolicy.builder(scaledJob(spec -> spec).build())
                        .release(release)
                        .build())
                .metrics((trigger, now) -> 2)
                .jobs(refusing)
                .timeline(timeline)
                .build();
        assertThat(scaler.step()).satisfies(decision -> {
            assertThat(decision.created()).isZero();
            assertThat(decision.reason()).endsWith("creating 2 Jobs failed (quota)");
        });
        return scaler.status().getConditions().get(0).getStatus() + " "
                + scaler.status().getConditions().get(0).getReason();
    }

    @Test
    void whatKedaWouldRefuseIsListedAtOnce() {
        ScaledJob wrong = scaledJob(spec -> spec.withPollingInterval(0)
                        .withMinReplicaCount(-1)
                        .withMaxReplicaCount(0)
                        .editFirstTrigger()
                        .withMetricType(MetricTargetType.VALUE)
                        .endTrigger()
                        .addNewTrigger()
                        .withType("external")
                        .addToMetadata("scalerAddress", "scaler:9090")
                        .endTrigger())
                .build();
        assertThatThrownBy(() -> JobPolicy.builder(wrong).build())
                .isInstanceOfSatisfying(
                        FindingsException.class,
                        refusal -> assertThat(refusal.findings())
                                .extracting(finding -> finding.object() + " " + finding.pointer())
                                .containsExactly(
                                        "ScaledJob shop/orders /spec/pollingInterval",
                                        "ScaledJob shop/orders /spec/minReplicaCount",
                                        "ScaledJob shop/orders /spec/maxReplicaCount",
                                        "ScaledJob shop/orders /spec/triggers/0/metricType",
                                        "ScaledJob shop/orders /spec/triggers/1/type"));
    }

    @Test
    void partsThatAreMissingAreListedAtOnce() {
        assertThatThrownBy(() -> JobScaler.builder().build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("policy is missing.")
                .hasMessageContaining("jobs is missing.")
                .hasMessageContaining("metrics is missing.");
        assertThatThrownBy(() -> InMemoryJobs.builder().build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("clock is missing.");
    }

    private int created(ScaledJob job, double queue, int running, int pending) {
        return scaler(job, (trigger, now) -> queue, jobs(running, pending))
                .step()
                .created();
    }

    private InMemoryJobs jobs(int running, int pending) {
        return InMemoryJobs.builder()
                .clock(timeline)
                .startsAfter(Duration.ofMinutes(1))
                .started(running - pending)
                .pending(pending)
                .build();
    }

    private JobScaler scaler(ScaledJob job, MetricSource metrics, Jobs jobs) {
        return JobScaler.builder()
                .policy(JobPolicy.builder(job).build())
                .metrics(metrics)
                .jobs(jobs)
                .timeline(timeline)
                .build();
    }

    private static ScaledJobBuilder scaledJob(UnaryOperator<ScaledJobSpecBuilder> adjust) {
        return new ScaledJobBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("orders")
                .endMetadata()
                .withSpec(adjust.apply(new ScaledJobSpecBuilder().addToTriggers(queue("queue")))
                        .build());
    }

    private static ScaleTriggers queue(String name) {
        return Fixtures.queue("1").edit().withName(name).build();
    }
}
