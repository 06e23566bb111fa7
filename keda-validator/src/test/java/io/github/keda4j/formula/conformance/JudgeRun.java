package io.github.keda4j.formula.conformance;

import io.github.keda4j.formula.conformance.Comparison.Outcome;
import io.github.keda4j.formula.conformance.Comparison.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks the judge about many generated formulas, and counts how the comparisons end. */
final class JudgeRun {

    private static final int AT_ONCE = 5_000;

    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Map<String, Integer> unsupported = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    /** Compares so many formulas of a seed. */
    static JudgeRun of(Judge judge, long seed, int count) throws IOException {
        JudgeRun run = new JudgeRun();
        FormulaGenerator generator = new FormulaGenerator(seed);
        for (int left = count; left > 0; left -= AT_ONCE) {
            List<FormulaCase> cases = generator.cases(Math.min(left, AT_ONCE));
            List<JudgeAnswer> answers = judge.ask(cases);
            for (int i = 0; i < cases.size(); i++) {
                run.add(Comparison.compare(cases.get(i), answers.get(i)));
            }
        }
        return run;
    }

    private void add(Result result) {
        outcomes.merge(result.outcome(), 1, Integer::sum);
        switch (result.outcome()) {
            case DIFFERENT -> differences.add(result.difference());
            case UNSUPPORTED, UNKNOWN_VALUE -> unsupported.merge(result.difference(), 1, Integer::sum);
            default -> {
                return;
            }
        }
    }

    List<String> differences() {
        return differences;
    }

    /** How many comparisons ended in which way, and why some formulas were left out. */
    @Override
    public String toString() {
        return outcomes + " " + unsupported;
    }
}
