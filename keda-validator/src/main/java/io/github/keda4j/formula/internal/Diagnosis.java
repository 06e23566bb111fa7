package io.github.keda4j.formula.internal;

import io.github.keda4j.findings.Severity;
import org.jspecify.annotations.Nullable;

/** Explains why KEDA refuses a formula, in terms of the formula and not of the text that KEDA compiles. */
final class Diagnosis {

    private final SyntaxProblem problem;
    private final String formula;
    private final Wrapping wrapping;
    private final Names names;

    private Diagnosis(SyntaxProblem problem, String formula, Wrapping wrapping, Names names) {
        this.problem = problem;
        this.formula = formula;
        this.wrapping = wrapping;
        this.names = names;
    }

    static Problem of(SyntaxProblem problem, String formula, Wrapping wrapping, Names names) {
        return new Diagnosis(problem, formula, wrapping, names).explain();
    }

    private Problem explain() {
        if (!wrapping.isBare() && hidesBracket()) {
            return error(
                    formula.lastIndexOf("//"),
                    "The comment at the end of the formula hides the closing bracket that KEDA appends.",
                    "Write the comment as /* ... */ or end it with a line break.");
        }
        SyntaxProblem alone = wrapping.isBare() || !isSyntax() ? null : problemAlone();
        if (alone != null) {
            return error(Math.min(alone.offset(), formula.length()), alone.message(), hint(alone));
        }
        int offset = wrapping.inFormula(problem.offset());
        if (problem.offset() < wrapping.prefix() && problem.rule().equals(Rules.TYPE)) {
            return error(
                    offset,
                    "KEDA applies float() to the result: " + problem.message(),
                    "Make the result a number, for example a > 1 ? 1 : 0.");
        }
        return error(offset, problem.message(), hint(problem));
    }

    private boolean isSyntax() {
        return problem.rule().equals(Rules.SYNTAX);
    }

    private Problem error(int offset, String message, @Nullable String hint) {
        return new Problem(problem.rule(), Severity.ERROR, offset, message, hint);
    }

    /** The problem of the formula itself; null if the problem is caused only by the brackets that KEDA adds. */
    private @Nullable SyntaxProblem problemAlone() {
        try {
            Parser.parse(formula, names.triggers());
            return null;
        } catch (SyntaxProblem alone) {
            return alone;
        } catch (Unsupported unsupported) {
            return null;
        }
    }

    private @Nullable String hint(SyntaxProblem shown) {
        if (shown.hint() != null) {
            return shown.hint();
        }
        if (isSyntax() && !wrapping.isBare() && formula.startsWith(";", wrapping.inFormula(problem.offset()))) {
            return "Enclose the parts in brackets, as in (x; y), because KEDA puts the formula into float(...).";
        }
        for (String trigger : names.triggers()) {
            if (isSyntax() && Names.isReserved(trigger) && formula.contains(trigger)) {
                return "Write $env[\"" + trigger + "\"] or rename the trigger: " + trigger
                        + " is a keyword of the language.";
            }
        }
        return null;
    }

    /** Whether the formula would be correct if its last line ended with a line break. */
    private boolean hidesBracket() {
        if (formula.lastIndexOf("//") <= formula.lastIndexOf('\n')) {
            return false;
        }
        try {
            Wrapping ended = Wrapping.of(formula + "\n");
            Checker.check(Parser.parse(ended.text(), names.triggers()), names);
            return true;
        } catch (SyntaxProblem | Unsupported e) {
            return false;
        }
    }
}
