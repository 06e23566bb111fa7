package io.github.keda4j.formula;

import io.github.keda4j.findings.Findings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The verdict of KEDA's admission on a formula, and other findings about it.
 *
 * @param verdict what KEDA does
 * @param problems the problems found, the most severe first
 * @param formula the formula, ready to be computed; present if it is accepted
 */
public record FormulaCheck(Verdict verdict, List<FormulaProblem> problems, Optional<ScalingFormula> formula) {

    /** What KEDA does with a formula. */
    public enum Verdict {
        /** KEDA admits it; there may be warnings. */
        ACCEPTED,
        /** KEDA refuses it. */
        REJECTED,
        /** It does something that is not modelled here, so only KEDA can decide. */
        UNSUPPORTED
    }

    /**
     * Creates it from its parts.
     *
     * @param verdict what KEDA does
     * @param problems the problems found
     * @param formula the formula that is accepted
     */
    public FormulaCheck {
        problems = List.copyOf(problems);
    }

    /**
     * The problems in the vocabulary of all checks, without a pointer: they are about the formula as a whole.
     *
     * @return one for each problem
     */
    public Findings findings() {
        return Findings.of(problems.stream().map(FormulaProblem::toFinding).toList());
    }

    /**
     * Returns the problems as readable text, with the lines that they are about.
     *
     * @return empty if there are none
     */
    @Override
    public String toString() {
        return problems.stream().map(FormulaProblem::toString).collect(Collectors.joining("\n"));
    }
}
