package io.github.keda4j.conformance.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.conformance.formula.FormulaComparison.Outcome;
import io.github.keda4j.conformance.formula.FormulaComparison.Result;
import io.github.keda4j.conformance.formula.RecordedAnswers.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordedAnswersTest {

    private static List<Line> table() throws IOException {
        InputStream file = RecordedAnswersTest.class.getResourceAsStream("/formulas/answers.tsv");
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
            return RecordedAnswers.read(reader.lines().toList());
        }
    }

    @Test
    void eachFormulaGivesWhatKedaGave() throws IOException {
        assertThat(table())
                .hasSizeGreaterThan(500)
                .extracting(line -> FormulaComparison.compare(line.asked(), line.judged()))
                .filteredOn(result -> result.outcome() == Outcome.DIFFERENT)
                .extracting(Result::ours)
                .isEmpty();
    }

    @Test
    void fewFormulasAreNotSupported() throws IOException {
        assertThat(table())
                .extracting(line -> FormulaComparison.compare(line.asked(), line.judged()))
                .filteredOn(result -> result.outcome() == Outcome.UNSUPPORTED)
                .hasSizeLessThan(10);
    }
}
