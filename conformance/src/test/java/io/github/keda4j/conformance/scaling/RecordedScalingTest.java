package io.github.keda4j.conformance.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two hundred random ScaledObjects that ran on a real control plane: the simulator predicts their replicas. */
class RecordedScalingTest {

    private static final ScalingRecordings RECORDINGS = ScalingRecordings.read("/scaling/keda-2.21.jsonl");

    /** The time from a poll or sync in the cluster to the resulting change. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Test
    void theReplicasAreThoseOfTheClusterWhereItsLooksFell() {
        List<String> otherwise = new ArrayList<>();
        for (ScalingRecording recording : RECORDINGS.all()) {
            Prediction prediction = prediction(recording);
            if (prediction
                    .fit()
                    .filter(fit -> fit.distance().compareTo(LOOK) <= 0)
                    .isEmpty()) {
                otherwise.add(prediction.disagreement());
            }
        }
        assertThat(RECORDINGS.all()).hasSize(200);
        assertThat(otherwise).isEmpty();
    }

    @Test
    void atEqualIntervalsTheyAreThoseOfTheClusterUnlessTheSimulatorSaysThatTheyDependOnTheLooks() {
        List<Prediction> sharp = RECORDINGS.all().stream()
                .map(RecordedScalingTest::prediction)
                .filter(prediction -> !prediction.isAsAtEqualIntervals())
                .toList();
        assertThat(sharp).hasSizeLessThan(20);
        assertThat(sharp)
                .filteredOn(prediction -> !prediction.dependsOnWhereLooksFall())
                .extracting(Prediction::disagreement)
                .as("the same for all times of polls and syncs, but different from the cluster")
                .isEmpty();
    }

    private static Prediction prediction(ScalingRecording recording) {
        return new Prediction(recording.of(), recording.observed(), RECORDINGS.sync());
    }
}
