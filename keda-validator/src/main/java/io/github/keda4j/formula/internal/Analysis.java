package io.github.keda4j.formula.internal;

import io.github.keda4j.findings.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a formula as KEDA's admission webhook does, runs it once with every trigger at -1, and looks for unintended
 * effects.
 */
public final class Analysis {

    /** Kubernetes does not store larger objects. */
    static final int MAX_LENGTH = 1 << 20;

    private final List<Problem> problems;
    private final @Nullable Evaluator evaluator;

    private Analysis(List<Problem> problems, @Nullable Evaluator evaluator) {
        this.problems = List.copyOf(problems);
        this.evaluator = evaluator;
    }

    /**
     * Analyzes a formula.
     *
     * @param formula the formula, as in the ScaledObject
     * @param triggers the names of the triggers that it can read
     * @param resources the names of its cpu and memory triggers
     * @param nilOnFailure whether the value of a failing trigger is nil
     * @return the findings about it, and the compiled formula
     */
    public static Analysis of(String formula, List<String> triggers, List<String> resources, boolean nilOnFailure) {
        if (formula.isEmpty()) {
            return refused(new Problem(Rules.SYNTAX, Severity.ERROR, -1, "The formula is empty.", null));
        }
        if (formula.length() > MAX_LENGTH) {
            return refused(unsupported(-1, "The formula has more than " + MAX_LENGTH + " characters."));
        }
        Names names = new Names(formula, triggers, resources);
        Wrapping wrapping = Wrapping.of(formula);
        try {
            Node parsed = Parser.parse(wrapping.text(), names.triggers());
            Checker.check(parsed, names);
            Usage usage = Usage.of(parsed);
            Node root = Optimizer.optimize(parsed);
            Evaluator evaluator = new Evaluator(names.triggers(), Compiler.compile(root), root);
            long work = evaluator.admit();
            return new Analysis(
                    new Linter(formula, wrapping, names, evaluator, nilOnFailure).lint(usage, work), evaluator);
        } catch (SyntaxProblem problem) {
            return refused(Diagnosis.of(problem, formula, wrapping, names));
        } catch (Fault fault) {
            return refused(new Problem(
                    Rules.ADMISSION,
                    Severity.ERROR,
                    -1,
                    "At admission KEDA runs the formula with every trigger at -1, and it fails: " + fault.reason(),
                    null));
        } catch (Unsupported unsupported) {
            int offset = unsupported.offset() < 0 ? -1 : wrapping.inFormula(unsupported.offset());
            return refused(unsupported(offset, unsupported.reason()));
        }
    }

    private static Analysis refused(Problem problem) {
        return new Analysis(List.of(problem), null);
    }

    static Problem unsupported(int offset, String reason) {
        return new Problem(
                Rules.UNSUPPORTED, Severity.INFO, offset, "The formula cannot be checked here: " + reason, null);
    }

    /**
     * Returns the findings about the formula.
     *
     * @return the findings, the most severe first
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Returns the evaluator of the formula.
     *
     * @return the evaluator; null if KEDA refuses the formula, or only KEDA can decide
     */
    public @Nullable Evaluator evaluator() {
        return evaluator;
    }

    /**
     * Whether only KEDA can decide about the formula.
     *
     * @return false if it is known whether KEDA accepts or refuses the formula
     */
    public boolean isUnsupported() {
        return evaluator == null && problems.get(0).severity() == Severity.INFO;
    }
}
