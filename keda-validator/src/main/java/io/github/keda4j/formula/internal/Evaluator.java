package io.github.keda4j.formula.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates a formula that KEDA admits. */
public final class Evaluator {

    private static final int MAX_SHOWN = 1_000;

    private final List<String> triggers;
    private final Program program;
    private final NumericPart.@Nullable FloatFunction numeric;

    Evaluator(Collection<String> triggers, Program program, Node root) {
        this.triggers = List.copyOf(triggers);
        this.program = program;
        this.numeric = NumericCompiler.compile(root, this.triggers);
    }

    /** Runs the formula as KEDA does at admission; returns the number of steps. */
    long admit() {
        GoMap environment = new GoMap(GoType.MAP_OF_FLOAT);
        for (String trigger : triggers) {
            environment.put(trigger, -1.0);
        }
        return program.admit(environment);
    }

    /**
     * Runs the formula with values of its triggers by name.
     *
     * @param values the values by trigger name; null for a trigger that fails
     * @return a {@link Double}, null for nil, or something else that KEDA cannot use
     * @throws Fault if the formula fails
     * @throws Unsupported if only KEDA can decide
     */
    public @Nullable Object run(Map<String, ? extends @Nullable Double> values) {
        GoMap environment = new GoMap(GoType.MAP_OF_ANY);
        values.forEach((name, value) -> environment.put(GoString.of(name), value));
        return program.run(environment);
    }

    /**
     * Runs the formula with a value for each trigger.
     *
     * @param values the values in the order of the triggers
     * @return the same as {@link #run(Map)}
     */
    public @Nullable Object run(double[] values) {
        GoMap environment = new GoMap(GoType.MAP_OF_ANY);
        for (int i = 0; i < values.length; i++) {
            environment.put(triggers.get(i), values[i]);
        }
        return program.run(environment);
    }

    /**
     * Whether {@link #number} can be called.
     *
     * @return true for a formula that only uses numbers
     */
    public boolean isNumeric() {
        return numeric != null;
    }

    /**
     * Evaluates a formula that only uses numbers, without allocating.
     *
     * @param values the values in the order of the triggers
     * @return the same as {@link #run(double[])}
     */
    public double number(double[] values) {
        if (numeric == null) {
            throw new IllegalStateException("the formula uses other values than numbers");
        }
        return numeric.of(values);
    }

    /**
     * Converts a number as KEDA does when it passes it to the autoscaler.
     *
     * @param value the formula's result
     * @return the truncated number of thousandths; the smallest long for NaN and for values that do not fit
     */
    public static long milli(double value) {
        return GoMath.toInt(value * 1000);
    }

    /**
     * Describes a result that is neither a number nor nil.
     *
     * @param value the result of {@link #run}
     * @return its type and its value as Go prints them, such as {@code int: 1}
     */
    public static String describe(@Nullable Object value) {
        try {
            Frame frame = new Frame(new GoMap(GoType.MAP_OF_ANY), 0);
            String text = GoString.text(Format.print(value, frame));
            String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
            return Format.typeName(value) + ": " + shown;
        } catch (Unsupported tooLong) {
            return Format.typeName(value);
        }
    }

    /**
     * Describes a result for use within a sentence: on one line, with texts in quotes.
     *
     * @param value the result of {@link #run}
     * @return its type and its value, such as {@code int 1} or {@code string "a"}
     */
    static String describeInSentence(@Nullable Object value) {
        String[] parts = describe(value).split(": ", 2);
        if (parts.length == 1 || !(value instanceof GoArray || value instanceof GoMap || value instanceof String)) {
            return String.join(" ", parts);
        }
        StringBuilder shown = new StringBuilder(parts[0]).append(" \"");
        parts[1].codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c == '"' ? '\'' : c)
                .forEach(shown::appendCodePoint);
        return shown.append('"').toString();
    }
}
