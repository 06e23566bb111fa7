package io.github.keda4j.formula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Formulas by the ten thousand, compared with KEDA itself. The system properties {@code keda4j.judge} (the program),
 * {@code keda4j.judge.seed} and {@code keda4j.judge.formulas} say with which ones.
 */
@Tag("judge")
class FormulaJudgeTest {

    @Test
    void generatedFormulasGiveWhatKedaGives() throws IOException {
        String program = System.getProperty("keda4j.judge", "");
        Assumptions.assumeFalse(
                program.isEmpty(), "No judge: set the system property keda4j.judge to the path of its program.");
        long seed = Long.getLong("keda4j.judge.seed", System.nanoTime());
        int count = Integer.getInteger("keda4j.judge.formulas", 20_000);
        try (Judge judge = Judge.start(Path.of(program))) {
            JudgeRun run = JudgeRun.of(judge, seed, count);
            System.out.println("Formulas of seed " + seed + ": " + run);
            assertThat(run.differences()).as("seed %d", seed).isEmpty();
        }
    }
}
