package io.github.keda4j.formula;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.formula.internal.Problem;
import java.util.Optional;

/**
 * A finding about a formula.
 *
 * @param rule id of the rule, such as {@code formula-unknown-name}
 * @param severity ERROR if KEDA refuses the formula, WARNING if KEDA admits it but its author will be surprised, INFO
 * if it is only worth knowing
 * @param message a full sentence
 * @param hint what to do
 * @param position where in the formula; empty if it is about the whole
 */
public record FormulaProblem(
        String rule, Severity severity, String message, Optional<String> hint, Optional<FormulaPosition> position) {

    static FormulaProblem of(Problem problem, String formula) {
        return new FormulaProblem(
                problem.rule(),
                problem.severity(),
                problem.message(),
                Optional.ofNullable(problem.hint()),
                problem.offset() < 0 ? Optional.empty() : Optional.of(FormulaPosition.of(formula, problem.offset())));
    }

    /**
     * The problem in the vocabulary of all checks.
     *
     * @return a finding about the formula as a whole, with the place in its message
     */
    public Finding toFinding() {
        return FormulaFindings.of(this);
    }

    /**
     * Returns the problem as readable text: the finding, and the line of the formula with a caret.
     *
     * @return one line, or three
     */
    @Override
    public String toString() {
        return toFinding() + position.map(place -> "\n" + place.excerpt()).orElse("");
    }
}
