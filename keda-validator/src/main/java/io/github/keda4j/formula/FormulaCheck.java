package io.github.keda4j.formula;

import io.github.keda4j.findings.Findings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What KEDA's admission makes of a formula, and what else is to be said of it.
 *
 * @param verdict what KEDA does
 * @param problems what was found, the gravest first
 * @param formula the formula, ready to be computed; present where it is accepted
 */
public record FormulaCheck(Verdict verdict, List<FormulaProblem> problems, Optional<ScalingFormula> formula) {

    /** What KEDA does with a formula. */
    public enum Verdict {
        /** KEDA admits it; there may be warnings. */
        ACCEPTED,
        /** KEDA refuses it. */
        REJECTED,
        /** It does something that is not modelled here, so that only KEDA can tell. */
        UNSUPPORTED
    }

    /**
     * Takes the parts as they are.
     *
     * @param verdict what KEDA does
     * @param problems what was found
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
     * The problems for people, with the lines that they are about.
     *
     * @return empty where there are none
     */
    @Override
    public String toString() {
        return problems.stream().map(FormulaProblem::toString).collect(Collectors.joining("\n"));
    }
}
