package io.github.keda4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.simulator.Recording.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Random ScaledObjects on a real cluster. It is unknown when the polls of KEDA and the syncs of the autoscaler happened
 * relative to the load, so the engine tries the times that are possible.
 */
class RealReplicasTest {

    private static final Duration SYNC = Duration.ofSeconds(15);

    /** Something that lasts for less time may not have been recorded. */
    private static final double SAMPLING_SECONDS = 0.75;

    /** The sampling interval, and how far the autoscaler's syncs drift within the six minutes of a recording. */
    private static final double TOLERANCE_SECONDS = 2;

    @TestFactory
    Stream<DynamicTest> theReplicasAreThoseOfTheCluster() {
        return recordings().stream()
                .filter(recording -> !oscillates(recording))
                .map(recording -> DynamicTest.dynamicTest(
                        recording.name(),
                        () -> assertThat(bestFit(recording))
                                .as(
                                        "the engine's replicas, with the best match of polls and syncs, and %s",
                                        recording.changes())
                                .isNotNull()));
    }

    @Test
    void whereTheLooksFallDecidesWhatASharpLoadComesTo() {
        // Three of the recordings could have gone otherwise: a look earlier or later sees one load more or fewer.
        Set<String> undecided = Set.of("number 2", "number 3", "number 11");
        List<Recording> recordings = recordings().stream()
                .filter(recording -> !oscillates(recording))
                .toList();
        assertThat(recordings).extracting(Recording::name).containsAll(undecided);
        assertThat(recordings).allSatisfy(recording -> {
            int least = undecided.contains(recording.name()) ? 3 : 1;
            assertThat(sequences(recording, least))
                    .contains(sequence(recording.changes()))
                    .hasSizeGreaterThanOrEqualTo(least);
        });
    }

    @Test
    void idleReplicasBelowTheMinimumMakeKedaAndTheAutoscalerContradictEachOther() {
        assertThat(recordings()).filteredOn(RealReplicasTest::oscillates).allSatisfy(recording -> {
            Recording.Run run =
                    recording.replay(KedaRelease.V2_20, recording.begin().minusSeconds(17), SYNC);
            assertThat(run.decisions())
                    .filteredOn(decision ->
                            decision.time().isAfter(recording.begin().plusSeconds(240)))
                    .filteredOn(ScalingDecision::isChange)
                    .extracting(decision -> decision.by() + " " + decision.from() + "->" + decision.to())
                    .containsOnly("HPA 1->3", "KEDA 3->1");
        });
    }

    /** The load changes faster than the replicas were sampled. */
    private static boolean oscillates(Recording recording) {
        return recording.object().getSpec().getIdleReplicaCount() != null;
    }

    private static @Nullable List<Change> bestFit(Recording recording) {
        ScalingPolicy policy = policy(recording);
        for (double created = -21; created < -12; created += 0.25) {
            for (double sync = 0.25; sync <= 15; sync += 0.25) {
                List<Change> changes = changes(recording, policy, created, sync);
                if (fits(recording.changes(), changes)) {
                    return changes;
                }
            }
        }
        return null;
    }

    /** The sequences that are possible, up to that of the cluster and as many as are wanted. */
    private static Set<List<Integer>> sequences(Recording recording, int wanted) {
        Set<List<Integer>> sequences = new LinkedHashSet<>();
        List<Integer> real = sequence(recording.changes());
        ScalingPolicy policy = policy(recording);
        for (double created = -20; created < -14; created += 0.5) {
            for (double sync = 0.5; sync <= 15; sync += 0.5) {
                sequences.add(sequence(changes(recording, policy, created, sync)));
                if (sequences.size() >= wanted && sequences.contains(real)) {
                    return sequences;
                }
            }
        }
        return sequences;
    }

    private static ScalingPolicy policy(Recording recording) {
        return ScalingPolicy.builder(recording.object())
                .release(KedaRelease.V2_20)
                .build();
    }

    private static List<Integer> sequence(List<Change> changes) {
        return changes.stream().map(Change::replicas).toList();
    }

    /** The replicas as the cluster was watched: those at the beginning of the watch, and the changes since then. */
    private static List<Change> changes(Recording recording, ScalingPolicy policy, double created, double sync) {
        double watched = recording.changes().get(0).seconds();
        List<Change> all = recording
                .replay(policy, recording.begin().plus(Recording.seconds(created)), Recording.seconds(sync))
                .changes();
        int before = all.stream()
                .filter(change -> change.seconds() <= watched)
                .reduce((first, second) -> second)
                .map(Change::replicas)
                .orElse(0);
        List<Change> changes = new ArrayList<>(List.of(new Change(watched, before)));
        for (Change change : all) {
            if (change.seconds() > watched) {
                Change last = changes.get(changes.size() - 1);
                if (changes.size() > 1 && change.seconds() - last.seconds() < SAMPLING_SECONDS) {
                    changes.remove(changes.size() - 1);
                }
                changes.add(change);
            }
        }
        return changes;
    }

    private static boolean fits(List<Change> real, List<Change> ours) {
        if (!sequence(real).equals(sequence(ours))) {
            return false;
        }
        for (int index = 0; index < real.size(); index++) {
            if (Math.abs(real.get(index).seconds() - ours.get(index).seconds()) > TOLERANCE_SECONDS) {
                return false;
            }
        }
        return true;
    }

    private static List<Recording> recordings() {
        JsonNode json = Recordings.json(TestFiles.shared("conformance/real/replicas.json"));
        assertThat(Recordings.release(json.get("keda").asText())).isEqualTo(KedaRelease.V2_20);
        List<Recording> recordings = new ArrayList<>();
        json.get("recordings").forEach(recording -> recordings.add(Recording.of(recording)));
        return recordings.stream().map(RealReplicasTest::forSixMinutes).toList();
    }

    private static Recording forSixMinutes(Recording given) {
        return new Recording(
                given.name(),
                given.object(),
                given.loads(),
                given.step(),
                given.start(),
                given.readyAfter(),
                given.firstSync(),
                given.fraction(),
                Duration.ofMinutes(6).minusSeconds(10),
                given.changes(),
                given.conditions(),
                given.asked());
    }
}
