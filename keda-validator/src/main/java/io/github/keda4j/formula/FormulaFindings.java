package io.github.keda4j.formula;

import io.github.keda4j.findings.Finding;

/** The only place that converts the problems of a formula to findings. */
final class FormulaFindings {

    private FormulaFindings() {}

    static Finding of(FormulaProblem problem) {
        return Finding.error(
                        problem.rule(), "", message(problem), problem.hint().orElse(null))
                .withSeverity(problem.severity());
    }

    /** Adds the place to the message, before its full stop. */
    private static String message(FormulaProblem problem) {
        String message = problem.message();
        return problem.position()
                .map(place -> message.substring(0, message.length() - 1) + " (" + place + ").")
                .orElse(message);
    }
}
