package io.github.keda4j.formula;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.formula.internal.Problem;
import java.util.Optional;

/**
 * A finding about a formula.
 *
 * @param rule id of the rule, such as {@code formula-unknown-name}
 * @param severity ERROR if KEDA refuses the formula, WARNING if KEDA admits it but the result will surprise its author,
 *     INFO if the problem is only worth knowing
 * @param message a full sentence
 * @param hint what to do about it
 * @param position the place in the formula; empty if the problem is about the formula as a whole
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
     * Returns the problem as a finding.
     *
     * @return a finding about the formula as a whole, with the place in its message
     */
    public Finding toFinding() {
        return FormulaFindings.of(this);
    }

    /**
     * Returns the problem as readable text: the finding, and the line of the formula with a caret.
     *
     * @return one line, or three lines with the place
     */
    @Override
    public String toString() {
        return toFinding() + position.map(place -> "\n" + place.excerpt()).orElse("");
    }
}
