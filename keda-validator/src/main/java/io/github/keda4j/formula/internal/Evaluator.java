package io.github.keda4j.formula.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes a formula that KEDA admits. */
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

    /** Runs it as KEDA does at admission; returns how many steps it takes. */
    long admit() {
        GoMap environment = new GoMap(GoType.MAP_OF_FLOAT);
        for (String trigger : triggers) {
            environment.put(trigger, -1.0);
        }
        return program.admit(environment);
    }

    /**
     * Runs it with what the triggers say.
     *
     * @param values by the names of triggers; null for a trigger that fails
     * @return a {@link Double}, null for nil, or something else that KEDA cannot use
     * @throws Fault if it fails
     * @throws Unsupported if only KEDA can decide
     */
    public @Nullable Object run(Map<String, ? extends @Nullable Double> values) {
        GoMap environment = new GoMap(GoType.MAP_OF_ANY);
        values.forEach((name, value) -> environment.put(GoString.of(name), value));
        return program.run(environment);
    }

    /**
     * Runs it with a value for each trigger.
     *
     * @param values in the order of the triggers
     * @return as {@link #run(Map)}
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
     * @return true for a formula of numbers alone
     */
    public boolean isNumeric() {
        return numeric != null;
    }

    /**
     * Computes a formula of numbers alone, without allocating.
     *
     * @param values in the order of the triggers
     * @return what {@link #run(double[])} gives
     */
    public double number(double[] values) {
        if (numeric == null) {
            throw new IllegalStateException("the formula is not of numbers alone");
        }
        return numeric.of(values);
    }

    /**
     * How KEDA hands a number to the autoscaler.
     *
     * @param value the formula's result
     * @return thousandths, truncated; the smallest long for values that do not fit, and for NaN
     */
    public static long milli(double value) {
        return GoMath.toInt(value * 1000);
    }

    /**
     * Says what a result is that is neither a number nor nil.
     *
     * @param value the result of {@link #run}
     * @return its type and itself as Go prints them, such as {@code int: 1}
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
     * The same for use within a sentence: on one line, with texts in quotes.
     *
     * @param value what {@link #run} gave
     * @return such as {@code int 1} or {@code string "a"}
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
