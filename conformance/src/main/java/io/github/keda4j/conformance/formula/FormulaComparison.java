package io.github.keda4j.conformance.formula;

import io.github.keda4j.formula.FormulaCheck;
import io.github.keda4j.formula.FormulaCheck.Verdict;
import io.github.keda4j.formula.FormulaResult;
import io.github.keda4j.formula.ScalingFormula;
import org.jspecify.annotations.Nullable;

/** Compares the library's answer about a formula with KEDA's. */
final class FormulaComparison {

    /** The outcome of a comparison. */
    enum Outcome {
        SAME_REFUSAL,
        SAME_VALUE,
        SAME_NIL,
        SAME_FAILURE,
        UNSUPPORTED,
        UNKNOWN_VALUE,
        DIFFERENT
    }

    /**
     * One comparison.
     *
     * @param outcome the outcome of the comparison
     * @param kind the kind of difference; empty if there is none
     * @param ours the library's answer, if it differs from KEDA's
     */
    record Result(Outcome outcome, String kind, String ours) {

        static Result of(Outcome outcome) {
            return new Result(outcome, "", "");
        }
    }

    private static final int MAX_SHOWN = 900;

    private FormulaComparison() {}

    static Result compare(FormulaCase asked, FormulaAnswer keda) {
        FormulaCheck ours = ScalingFormula.check(asked.formula(), asked.scope());
        if (ours.verdict() == Verdict.UNSUPPORTED) {
            return new Result(Outcome.UNSUPPORTED, "", ours.problems().get(0).message());
        }
        if (ours.verdict() == Verdict.REJECTED || !keda.accepted()) {
            return (ours.verdict() == Verdict.REJECTED) == !keda.accepted()
                    ? Result.of(Outcome.SAME_REFUSAL)
                    : different(keda.accepted() ? "we refuse" : "KEDA refuses", ours.verdict() + " " + ours);
        }
        return compare(asked, keda, ours.formula().orElseThrow());
    }

    private static Result compare(FormulaCase asked, FormulaAnswer keda, ScalingFormula formula) {
        FormulaResult result = formula.evaluate(asked.quantities());
        if (result instanceof FormulaResult.Unknown unknown) {
            return new Result(Outcome.UNKNOWN_VALUE, "", unknown.reason());
        }
        if (result instanceof FormulaResult.Nil) {
            return "nil".equals(keda.value()) ? Result.of(Outcome.SAME_NIL) : different("nil", "nil");
        }
        if (result instanceof FormulaResult.Failure failure) {
            boolean same = keda.runError() != null || isSameText(keda.value(), failure.reason());
            return same ? Result.of(Outcome.SAME_FAILURE) : different("failure", failure.reason());
        }
        FormulaResult.Value number = (FormulaResult.Value) result;
        boolean same = keda.runError() == null
                && isSame(keda.value(), number.value())
                && keda.milli() != null
                && keda.milli() == number.milli();
        return same || isSameInOtherOrder(asked, keda, number.value())
                ? Result.of(Outcome.SAME_VALUE)
                : different("value", number.value() + ", milli " + number.milli());
    }

    /**
     * A value that is not a number is given as its type and text, but without the text if that depends on the random
     * order of a map.
     */
    private static boolean isSameText(@Nullable String expected, String reason) {
        if (expected == null || !expected.contains(": ")) {
            return false;
        }
        String start = expected.length() > MAX_SHOWN ? expected.substring(0, MAX_SHOWN) : expected;
        String type = expected.substring(0, expected.indexOf(": "));
        return reason.contains(start) || reason.endsWith(" " + type + ".");
    }

    private static boolean isSame(@Nullable String expected, double value) {
        if (expected == null) {
            return false;
        }
        return switch (expected) {
            case "NaN" -> Double.isNaN(value);
            case "+Inf" -> value == Double.POSITIVE_INFINITY;
            case "-Inf" -> value == Double.NEGATIVE_INFINITY;
            case "nil" -> false;
            default -> !expected.contains(":") && Double.compare(Double.parseDouble(expected), value) == 0;
        };
    }

    /** Go iterates over the values of a map in random order, so the last bits of their sum are random, too. */
    private static boolean isSameInOtherOrder(FormulaCase asked, FormulaAnswer keda, double value) {
        return asked.formula().contains("values(")
                && keda.runError() == null
                && keda.value() != null
                && !keda.value().contains(":")
                && Math.abs(Double.parseDouble(keda.value().replace("Inf", "Infinity")) - value)
                        <= Math.abs(value) * 1e-9;
    }

    private static Result different(String kind, String ours) {
        return new Result(Outcome.DIFFERENT, kind, ours);
    }
}
