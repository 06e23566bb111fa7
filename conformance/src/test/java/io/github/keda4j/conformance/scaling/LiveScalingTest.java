package io.github.keda4j.conformance.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.conformance.cluster.ControlPlane;
import io.github.keda4j.conformance.cluster.ControlPlaneTest;
import io.github.keda4j.conformance.judge.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Random ScaledObjects on a real control plane: the replicas are those that the simulator predicts.
 * {@code -Dscaling.many=200} runs more of them, {@code -Dscaling.seed} repeats those of an earlier run, and
 * {@code -Dscaling.record=FILE} saves the observations.
 */
@ControlPlaneTest(
        options = {
            "--hpa-sync-period",
            LiveScalingTest.SYNC + "s",
            "--flag",
            "kube-apiserver:--v=3",
            "--flag",
            "kube-controller-manager:--kube-api-qps=1000",
            "--flag",
            "kube-controller-manager:--kube-api-burst=2000",
            "--flag",
            "kube-controller-manager:--concurrent-horizontal-pod-autoscaler-syncs=20",
            "--flag",
            "keda-operator:--kube-api-qps=1000",
            "--flag",
            "keda-operator:--kube-api-burst=2000"
        })
class LiveScalingTest {

    static final int SYNC = 5;

    private static final int AT_A_TIME =
            Setting.text("scaling.batch").map(Integer::parseInt).orElse(40);

    private static final Duration LENGTH = Duration.ofSeconds(90);

    private static final int MORE_RUNS = 3;

    private final long seed = Setting.text("scaling.seed")
            .map(Long::parseLong)
            .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));

    private final List<ScalingRecording> recordings = new ArrayList<>();
    private final List<ScalingCase> otherwise = new ArrayList<>();
    private final List<String> disagreements = new ArrayList<>();
    private int repeated;
    private int dependent;
    private int atEqualIntervals;
    private Duration longest = Duration.ZERO;

    @Test
    void theReplicasAreThoseThatTheSimulatorPredicts(ControlPlane plane) throws IOException, InterruptedException {
        int many = Setting.text("scaling.many").map(Integer::parseInt).orElse(20);
        for (int from = 0; from < many; from += AT_A_TIME) {
            run(plane, from, Math.min(many, from + AT_A_TIME));
        }
        for (int again = 0; again < MORE_RUNS && !otherwise.isEmpty(); again++) {
            runAgain(plane);
        }
        System.out.println(summary(many));
        Optional<String> record = Setting.text("scaling.record");
        if (record.isPresent()) {
            new ScalingRecordings(Duration.ofSeconds(SYNC), recordings).write(Path.of(record.get()), seed);
        }
        assertThat(disagreements)
                .as("what the simulator predicts differently, seed %d", seed)
                .isEmpty();
    }

    private void run(ControlPlane plane, int from, int to) throws IOException, InterruptedException {
        List<ScalingCase> cases = new ArrayList<>();
        for (int index = from; index < to; index++) {
            cases.add(ScalingGenerator.of(seed, index, LENGTH));
        }
        List<Observation> observed = LiveScaling.run(plane, cases, LENGTH);
        for (int index = 0; index < cases.size(); index++) {
            recordings.add(new ScalingRecording(cases.get(index), observed.get(index)));
            Prediction prediction = prediction(cases.get(index), observed.get(index));
            atEqualIntervals += prediction.isAsAtEqualIntervals() ? 1 : 0;
            dependent += prediction.dependsOnWhereLooksFall() ? 1 : 0;
            if (!agrees(prediction)) {
                otherwise.add(cases.get(index));
            }
        }
    }

    /**
     * If the machine stalls for a second, polls and syncs are observed that had no effect. That affects a single run,
     * while an error of the simulator shows in every run.
     */
    private void runAgain(ControlPlane plane) throws IOException, InterruptedException {
        List<ScalingCase> cases = List.copyOf(otherwise);
        List<Observation> observed = LiveScaling.run(plane, cases, LENGTH);
        otherwise.clear();
        disagreements.clear();
        for (int index = 0; index < cases.size(); index++) {
            Prediction prediction = prediction(cases.get(index), observed.get(index));
            if (agrees(prediction)) {
                repeated++;
            } else {
                otherwise.add(cases.get(index));
                disagreements.add(prediction.disagreement());
            }
        }
    }

    private static Prediction prediction(ScalingCase given, Observation observed) {
        return new Prediction(given, observed, Duration.ofSeconds(SYNC));
    }

    private boolean agrees(Prediction prediction) {
        Optional<Duration> distance = prediction.fit().map(Prediction.Fit::distance);
        if (distance.isEmpty() || distance.get().compareTo(prediction.onePollAndOneSync()) > 0) {
            return false;
        }
        longest = distance.get().compareTo(longest) > 0 ? distance.get() : longest;
        return true;
    }

    private String summary(int many) {
        String words = "%d ScaledObjects, seed %d: %d as predicted (%d in another run), at most %d ms apart;"
                + " with polls and syncs at equal intervals %d; %d depend on their times";
        return words.formatted(
                many, seed, many - disagreements.size(), repeated, longest.toMillis(), atEqualIntervals, dependent);
    }
}
