package io.github.keda4j.formula.internal;

import io.github.keda4j.findings.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for problems that KEDA accepts but that the author of a formula probably did not intend, by evaluating it with
 * sample values.
 */
final class Linter {

    /** The number of triggers that are tried individually. */
    private static final int MAX_ALONE = 16;

    /** If a formula needs more steps than this at admission, it is not tried with other values. */
    private static final long MAX_WORK = 50_000;

    /** The values of all triggers with which a formula is tested for results that are too large or too small. */
    private static final double MUCH = 100;

    private final String formula;
    private final Wrapping wrapping;
    private final Names names;
    private final Evaluator evaluator;
    private final boolean nilOnFailure;
    private final List<String> triggers;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> said = new HashSet<>();

    Linter(String formula, Wrapping wrapping, Names names, Evaluator evaluator, boolean nilOnFailure) {
        this.formula = formula;
        this.wrapping = wrapping;
        this.names = names;
        this.evaluator = evaluator;
        this.nilOnFailure = nilOnFailure;
        this.triggers = List.copyOf(names.triggers());
    }

    /**
     * Returns all findings, the most severe first.
     *
     * @param usage the names that the formula reads
     * @param work the number of steps that the formula took at admission
     */
    List<Problem> lint(Usage usage, long work) {
        hiddenSubtractions();
        strayBrackets();
        usage(usage);
        if (work <= MAX_WORK) {
            tryValues();
        }
        problems.sort((one, other) -> one.severity().compareTo(other.severity()));
        return problems;
    }

    private void say(String rule, Severity severity, int offset, String message, @Nullable String hint) {
        if (said.add(rule)) {
            problems.add(new Problem(rule, severity, offset, message, hint));
        }
    }

    /** The name of a trigger, such as {@code my-queue}, that expr reads as a calculation of other triggers. */
    private void hiddenSubtractions() {
        for (String name : names.unusable()) {
            int at = formula.indexOf(name);
            while (at >= 0 && (isInside(at - 1) || isInside(at + name.length()))) {
                at = formula.indexOf(name, at + 1);
            }
            if (at >= 0) {
                say(
                        Rules.SUBTRACTION,
                        Severity.WARNING,
                        at,
                        "KEDA reads " + name + " as a calculation, not as the trigger of that name.",
                        "Write $env[\"" + name + "\"] or rename the trigger.");
            }
        }
    }

    /** Whether the character belongs to a longer name or a string. */
    private boolean isInside(int at) {
        if (at < 0 || at >= formula.length()) {
            return false;
        }
        char character = formula.charAt(at);
        return character == '"' || character == '\'' || character == '`' || Character.isLetterOrDigit(character);
    }

    private void strayBrackets() {
        if (wrapping.isBare()) {
            return;
        }
        try {
            Parser.parse(formula, names.triggers());
        } catch (SyntaxProblem problem) {
            say(
                    Rules.BRACKETS,
                    Severity.WARNING,
                    Math.min(problem.offset(), formula.length()),
                    "The formula is complete only with the brackets that KEDA puts around it.",
                    "Write an expression that is complete by itself.");
        } catch (Unsupported unsupported) {
            return; // the formula with its brackets has already been parsed
        }
    }

    private void usage(Usage usage) {
        for (String trigger : triggers) {
            if (!usage.reads(trigger)) {
                say(
                        Rules.UNUSED,
                        Severity.WARNING,
                        -1,
                        "The trigger " + GoString.text(trigger)
                                + " has no effect because the formula does not read it.",
                        "Use it in the formula or remove the trigger.");
            }
        }
        if (!nilOnFailure && usage.coalesceOfTrigger() >= 0) {
            say(
                    Rules.FALLBACK,
                    Severity.INFO,
                    wrapping.inFormula(usage.coalesceOfTrigger()),
                    "?? has no effect on a trigger unless spec.fallback.behavior is scalingModifiers.",
                    null);
        }
    }

    private void tryValues() {
        double[] values = new double[triggers.size()];
        Arrays.fill(values, 1);
        tryNumbers(values, "With every trigger at 1");
        for (int i = 0; i < Math.min(values.length, MAX_ALONE) && values.length > 1; i++) {
            values[i] = 0;
            tryNumbers(values, "With " + GoString.text(triggers.get(i)) + " at 0 and the other triggers at 1");
            values[i] = 1;
        }
        Arrays.fill(values, 0);
        tryNumbers(values, "With every trigger at 0");
        Arrays.fill(values, MUCH);
        truncated(tryNumbers(values, "With every trigger at 100"));
        if (nilOnFailure) {
            triggers.stream().limit(MAX_ALONE).forEach(this::tryFailure);
        }
    }

    /** Runs the formula and reports what is wrong with the result; returns the result if it is a number. */
    private @Nullable Double tryNumbers(double[] values, String situation) {
        Object result;
        try {
            result = evaluator.run(values);
        } catch (Fault fault) {
            say(
                    Rules.RUN_TIME,
                    Severity.WARNING,
                    -1,
                    situation + ", the formula fails and the HPA gets no metric: " + fault.reason(),
                    null);
            return null;
        } catch (Unsupported unknown) {
            return null;
        }
        if (result instanceof Double number) {
            notFinite(number, situation);
            return number;
        }
        if (result != null) {
            say(
                    Rules.NOT_A_NUMBER,
                    Severity.WARNING,
                    -1,
                    "KEDA admits the formula but cannot use its result, which is not a float ("
                            + Evaluator.describeInSentence(result) + ").",
                    "Enclose the whole formula in float(...). KEDA does not do so if a formula already begins with float.");
        }
        return null;
    }

    private void notFinite(double number, String situation) {
        long milli = Evaluator.milli(number);
        if (milli == Long.MIN_VALUE) {
            say(
                    Rules.NOT_FINITE,
                    Severity.WARNING,
                    -1,
                    situation + ", the formula gives " + GoNumbers.format(number) + ", which reaches the HPA as "
                            + milli + "m.",
                    Double.isFinite(number)
                            ? "Keep the result below 9.2e15."
                            : "Guard the division, for example by b == 0 ? 0 : a / b.");
        }
    }

    private void truncated(@Nullable Double number) {
        if (number != null && number != 0 && Evaluator.milli(number) == 0) {
            say(
                    Rules.TRUNCATED,
                    Severity.INFO,
                    -1,
                    "With every trigger at 100, the formula gives " + GoNumbers.format(number)
                            + ", which reaches the HPA as 0 because KEDA cuts it off after three decimals.",
                    "Use a larger unit for the result and for the target.");
        }
    }

    private void tryFailure(String trigger) {
        Map<String, @Nullable Double> values = new HashMap<>();
        triggers.forEach(name -> values.put(GoString.text(name), 1.0));
        values.put(GoString.text(trigger), null);
        try {
            evaluator.run(values);
        } catch (Fault fault) {
            String name = GoString.text(trigger);
            say(
                    Rules.FALLBACK,
                    Severity.WARNING,
                    -1,
                    "When the trigger " + name + " fails, its value is nil, and the formula fails as well: "
                            + fault.reason(),
                    "Provide a replacement value, for example ("
                            + (Names.isUsableName(name) ? name : "$env[\"" + name + "\"]") + " ?? 0).");
        } catch (Unsupported unknown) {
            return;
        }
    }
}
