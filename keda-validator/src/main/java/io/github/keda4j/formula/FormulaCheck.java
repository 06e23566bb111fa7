package io.github.keda4j.formula;

import io.github.keda4j.findings.Findings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The verdict of KEDA's admission webhook on a formula, and other findings about the formula.
 *
 * @param verdict what KEDA does with the formula
 * @param problems the problems found, the most severe first
 * @param formula the formula, ready to be evaluated; present if it is accepted
 */
public record FormulaCheck(Verdict verdict, List<FormulaProblem> problems, Optional<ScalingFormula> formula) {

    /** What KEDA does with a formula. */
    public enum Verdict {
        /** KEDA admits the formula; there may be warnings. */
        ACCEPTED,
        /** KEDA refuses the formula. */
        REJECTED,
        /** The formula does something that is not modelled here, so only KEDA can decide. */
        UNSUPPORTED
    }

    /**
     * Creates a check result from its parts.
     *
     * @param verdict what KEDA does with the formula
     * @param problems the problems found
     * @param formula the formula that is accepted
     */
    public FormulaCheck {
        problems = List.copyOf(problems);
    }

    /**
     * Returns the problems as findings, without a pointer, since they are about the formula as a whole.
     *
     * @return one finding for each problem
     */
    public Findings findings() {
        return Findings.of(problems.stream().map(FormulaProblem::toFinding).toList());
    }

    /**
     * Returns the problems as readable text, with the lines to which they apply.
     *
     * @return the text; empty if there are no problems
     */
    @Override
    public String toString() {
        return problems.stream().map(FormulaProblem::toString).collect(Collectors.joining("\n"));
    }
}
