package io.github.keda4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaledObjectStatus;
import io.github.keda4j.simulator.Recording.Change;
import io.github.keda4j.simulator.Recording.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random ScaledObjects that ran on KEDA's and Kubernetes' own code in virtual time ({@code judge/autoscaler}): all
 * changes of the replicas and their times, the status, and how often KEDA read the source.
 */
class VirtualClusterTest {

    /** Times are recorded in tenths of a second. */
    private static final double ROUNDING = 0.1;

    @TestFactory
    Stream<DynamicTest> keda220() {
        return replays("/recordings/keda-2.20.jsonl", KedaRelease.V2_20);
    }

    @TestFactory
    Stream<DynamicTest> keda221() {
        return replays("/recordings/keda-2.21.jsonl", KedaRelease.V2_21);
    }

    private static Stream<DynamicTest> replays(String file, KedaRelease release) {
        Recordings recordings = Recordings.of(file);
        assertThat(recordings.release()).isEqualTo(release);
        assertThat(recordings.all()).hasSize(150);
        return recordings.all().stream()
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> check(recording, release)));
    }

    private static void check(Recording recording, KedaRelease release) {
        Run run = recording.replay(
                release, recording.begin(), recording.firstSync().orElseThrow());
        assertThat(run.changes())
                .usingElementComparator(VirtualClusterTest::compare)
                .containsExactlyElementsOf(recording.changes());
        assertThat(conditions(recording, run.autoscaler().status())).isEqualTo(recording.conditions());
        recording.asked().ifPresent(asked -> assertThat(run.asked()).isEqualTo(asked));
    }

    private static int compare(Change one, Change other) {
        return one.replicas() == other.replicas() && Math.abs(one.seconds() - other.seconds()) <= ROUNDING ? 0 : 1;
    }

    private static List<String> conditions(Recording recording, ScaledObjectStatus status) {
        List<String> conditions = new ArrayList<>();
        status.getConditions().stream()
                .filter(condition -> List.of("Ready", "Active").contains(condition.getType()))
                .forEach(condition -> conditions.add(
                        condition.getType() + " " + condition.getStatus() + " " + condition.getReason()));
        if (status.getLastActiveTime() != null) {
            Instant second = recording.begin().truncatedTo(ChronoUnit.SECONDS);
            Duration last = Duration.between(second, Instant.parse(status.getLastActiveTime()));
            conditions.add("LastActive " + last.toSeconds());
        }
        return conditions;
    }
}
