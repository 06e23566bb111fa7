package io.github.keda4j.validator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.trigger.KedaVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Objects by the thousand, compared with KEDA itself. The system properties {@code keda4j.judge.dir} (the folder of the judge's
 * programs), {@code keda4j.judge.seed} and {@code keda4j.judge.objects} say with which ones.
 */
@Tag("judge")
class ObjectJudgeTest {

    private static final int AT_ONCE = 1_000;
    private static final int SHOWN = 5;

    @ParameterizedTest
    @EnumSource(
            value = KedaVersion.class,
            names = {"V2_20", "V2_21"})
    void generatedObjectsGetTheVerdictThatKedaGives(KedaVersion version, TestReporter reporter) throws IOException {
        Optional<Path> program = Judge.program(version);
        Assumptions.assumeTrue(
                program.isPresent(),
                "No judge of KEDA " + version
                        + ": set the system property keda4j.judge.dir to the folder of its program.");
        long seed = Long.getLong("keda4j.judge.seed", System.nanoTime());
        int count = Integer.getInteger("keda4j.judge.objects", 6_000);
        try (Judge judge = Judge.start(program.orElseThrow())) {
            ObjectGenerator generator = new ObjectGenerator(seed);
            List<String> disagreements = new ArrayList<>();
            Tally tally = new Tally();
            for (int left = count; left > 0; left -= AT_ONCE) {
                List<ObjectCase> cases = generator.cases(Math.min(left, AT_ONCE));
                List<JsonNode> answers =
                        judge.ask(cases.stream().map(ObjectCase::question).toList());
                for (int i = 0; i < cases.size(); i++) {
                    tally.add(answers.get(i));
                    if (!Comparison.of(cases.get(i), answers.get(i), version).isEmpty()) {
                        disagreements.add(
                                disagreements.size() < SHOWN
                                        ? new Shrinker(judge, version).smallest(cases.get(i))
                                        : "another one");
                    }
                }
            }
            reporter.publishEntry("KEDA " + version + ", objects of seed " + seed, tally.toString());
            assertThat(disagreements).as("seed %d", seed).isEmpty();
        }
    }

    /** How many objects got which verdict. */
    private static final class Tally {

        private int refusedBySchema;
        private int refusedByWebhook;
        private int accepted;

        void add(JsonNode answer) {
            switch (answer.path("stage").asText()) {
                case "schema" -> refusedBySchema++;
                case "webhook" -> refusedByWebhook++;
                default -> accepted++;
            }
        }

        @Override
        public String toString() {
            return accepted + " accepted, " + refusedBySchema + " refused by the schema, " + refusedByWebhook
                    + " by the webhook";
        }
    }
}
