package io.github.keda4j.formula;

import io.github.keda4j.findings.Finding;

/** The only place that makes findings of a formula's problems. */
final class FormulaFindings {

    private FormulaFindings() {}

    static Finding of(FormulaProblem problem) {
        return Finding.error(
                        problem.rule(), "", message(problem), problem.hint().orElse(null))
                .withSeverity(problem.severity());
    }

    /** The message with the place before its full stop. */
    private static String message(FormulaProblem problem) {
        String message = problem.message();
        return problem.position()
                .map(place -> message.substring(0, message.length() - 1) + " (" + place + ").")
                .orElse(message);
    }
}
