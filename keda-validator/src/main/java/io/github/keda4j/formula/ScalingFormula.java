package io.github.keda4j.formula;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.formula.FormulaCheck.Verdict;
import io.github.keda4j.formula.internal.Analysis;
import io.github.keda4j.formula.internal.Evaluator;
import io.github.keda4j.formula.internal.Fault;
import io.github.keda4j.formula.internal.Unsupported;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A formula of {@code spec.advanced.scalingModifiers}: an expression of <a
 * href="https://expr-lang.org/docs/language-definition">expr</a> over the values of triggers, whose result the
 * autoscaler sees as one metric. It is compiled and evaluated as in KEDA 2.20 and 2.21, with expr 1.17.8 and Go's
 * arithmetic. Immutable, and safe for use by several threads.
 *
 * <p>Dates, durations, JSON and regular expressions are not supported, nor are formulas that exceed the limits here:
 * 1,048,576 characters, 64 levels of nesting, 256 nested operations, 5,000,000 steps in one evaluation. Such a formula
 * produces neither errors nor results. Exceeding the limits of expr itself is an error: 10,000 nodes, and a memory of a
 * million elements. When expr iterates over a map, the order is random; a sum of such values may differ in its last
 * bits.
 */
public final class ScalingFormula {

    private final String formula;
    private final List<String> triggers;
    private final Map<String, Integer> places = new HashMap<>();
    private final Evaluator evaluator;

    private ScalingFormula(String formula, List<String> triggers, Evaluator evaluator) {
        this.formula = formula;
        this.triggers = triggers;
        this.evaluator = evaluator;
        for (String trigger : triggers) {
            places.put(trigger, places.size());
        }
    }

    /**
     * Compiles a formula as KEDA's admission webhook does, and runs it once with every trigger at -1.
     *
     * @param formula the formula
     * @param triggers the names of the triggers that it can read
     * @return the formula, ready to be evaluated
     * @throws FindingsException if KEDA refuses it
     * @throws UnsupportedOperationException if only KEDA can decide; see {@link ScalingFormula}
     */
    public static ScalingFormula compile(String formula, Collection<String> triggers) {
        FormulaCheck check = check(formula, FormulaScope.of(triggers));
        check.findings().throwIfErrors();
        return check.formula().orElseThrow(() -> new UnsupportedOperationException(check.toString()));
    }

    /**
     * Compiles a formula as KEDA's admission webhook does, and looks for problems that KEDA accepts but the author
     * probably did not intend.
     *
     * @param formula the formula
     * @param scope the scope of the formula
     * @return KEDA's verdict, and everything that was found
     */
    public static FormulaCheck check(String formula, FormulaScope scope) {
        Analysis analysis = Analysis.of(formula, scope.triggers(), scope.resourceTriggers(), scope.nilOnFailure());
        List<FormulaProblem> problems = analysis.problems().stream()
                .map(problem -> FormulaProblem.of(problem, formula))
                .toList();
        Evaluator evaluator = analysis.evaluator();
        if (evaluator == null) {
            Verdict verdict = analysis.isUnsupported() ? Verdict.UNSUPPORTED : Verdict.REJECTED;
            return new FormulaCheck(verdict, problems, Optional.empty());
        }
        return new FormulaCheck(
                Verdict.ACCEPTED, problems, Optional.of(new ScalingFormula(formula, scope.triggers(), evaluator)));
    }

    /**
     * Returns the formula as written.
     *
     * @return the formula, not empty
     */
    public String formula() {
        return formula;
    }

    /**
     * Returns the triggers that the formula can read, in the order in which {@link #evaluate(double...)} expects their
     * values.
     *
     * @return the names, in an immutable list
     */
    public List<String> triggers() {
        return triggers;
    }

    /**
     * Evaluates the formula for values of its triggers by name.
     *
     * @param values a value for each trigger; null or absent for a trigger that fails
     * @return the result
     * @throws IllegalArgumentException if a value is given for something that is not a trigger
     */
    public FormulaResult evaluate(Map<String, ? extends @Nullable Double> values) {
        double[] numbers = new double[triggers.size()];
        int known = 0;
        for (Map.Entry<String, ? extends @Nullable Double> entry : values.entrySet()) {
            Integer place = places.get(entry.getKey());
            if (place == null) {
                throw new IllegalArgumentException(
                        "\"" + entry.getKey() + "\" is not one of the triggers " + triggers + ".");
            }
            Double value = entry.getValue();
            if (value != null) {
                numbers[place] = value;
                known++;
            }
        }
        return known == numbers.length ? evaluate(numbers) : result(() -> evaluator.run(values));
    }

    /**
     * Evaluates the formula for a value of each trigger. If the formula only uses numbers, nothing but the result is
     * allocated.
     *
     * @param values the values, in the order of {@link #triggers()}
     * @return the result
     * @throws IllegalArgumentException if there are not as many values as triggers
     */
    public FormulaResult evaluate(double... values) {
        if (values.length != triggers.size()) {
            throw new IllegalArgumentException(
                    "The formula has " + triggers.size() + (triggers.size() == 1 ? " trigger" : " triggers")
                            + ", but the number of values is " + values.length + ".");
        }
        return evaluator.isNumeric()
                ? new FormulaResult.Value(evaluator.number(values))
                : result(() -> evaluator.run(values));
    }

    private static FormulaResult result(Supplier<@Nullable Object> run) {
        try {
            Object value = run.get();
            if (value == null) {
                return new FormulaResult.Nil();
            }
            return value instanceof Double number
                    ? new FormulaResult.Value(number)
                    : new FormulaResult.Failure(
                            "The result must be a float, but it is " + Evaluator.describe(value) + ".");
        } catch (Fault fault) {
            return new FormulaResult.Failure(fault.reason());
        } catch (Unsupported unsupported) {
            return new FormulaResult.Unknown(unsupported.reason());
        }
    }

    @Override
    public String toString() {
        return formula;
    }
}
