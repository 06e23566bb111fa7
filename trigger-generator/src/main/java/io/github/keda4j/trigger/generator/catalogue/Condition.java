package io.github.keda4j.trigger.generator.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A condition of the catalogue, parsed. Its parameters are known to exist. */
public sealed interface Condition {

    /** The operand of a condition. */
    sealed interface Operand {}

    /**
     * A parameter.
     *
     * @param name KEDA's main name for the parameter
     * @param view the sources that are considered
     */
    record ParameterOperand(String name, View view) implements Operand {}

    /** Which sources of a parameter are considered. */
    enum View {
        /** All sources, and the default if none has a value: the value in KEDA's struct. */
        EFFECTIVE,
        /** The trigger's metadata only, as written. */
        METADATA,
        /** The authentication only, as written. */
        AUTH
    }

    /** A fact about a trigger other than its parameters. */
    enum Variable implements Operand {
        /** The provider of the authentication's pod identity, or {@code none}. */
        POD_IDENTITY("$podIdentity"),
        /** The trigger's field with this name. */
        METRIC_TYPE("$metricType"),
        /** True if a formula, and not the autoscaler, reads the trigger. */
        METRIC_SOURCE("$metricSource");

        private final String text;

        Variable(String text) {
            this.text = text;
        }

        /** {@return the variable as the catalogue writes it} */
        public String text() {
            return text;
        }
    }

    /**
     * All conditions hold.
     *
     * @param all two or more conditions
     */
    record And(List<Condition> all) implements Condition {}

    /**
     * At least one condition holds.
     *
     * @param any two or more conditions
     */
    record Or(List<Condition> any) implements Condition {}

    /**
     * The condition does not hold.
     *
     * @param condition the condition that must not hold
     */
    record Not(Condition condition) implements Condition {}

    /**
     * The operand is given: not empty, not zero, not false.
     *
     * @param operand the operand
     */
    record Given(Operand operand) implements Test {}

    /**
     * The operand is the given word.
     *
     * @param operand the operand
     * @param word the word to compare with
     * @param ignoreCase whether to ignore case
     */
    record Is(Operand operand, String word, boolean ignoreCase) implements Test {}

    /**
     * The operand is one of the given words.
     *
     * @param operand the operand
     * @param words the words to compare with
     */
    record In(Operand operand, List<String> words) implements Test {}

    /**
     * The list contains the given element.
     *
     * @param operand the operand
     * @param word the element
     */
    record Has(Operand operand, String word) implements Test {}

    /**
     * The list contains only the given elements.
     *
     * @param operand the operand
     * @param words the elements that it may contain
     */
    record Only(Operand operand, List<String> words) implements Test {}

    /**
     * The operand is one of the known values of a lenient parameter, which also accepts others.
     *
     * @param operand the operand
     */
    record Known(Operand operand) implements Test {}

    /**
     * The comparison with the number holds.
     *
     * @param operand the operand
     * @param comparison the comparison
     * @param number the number to compare with, in seconds for a duration
     */
    record Compares(Operand operand, Comparison comparison, String number) implements Test {}

    /**
     * The expression is found anywhere in the operand.
     *
     * @param operand the operand
     * @param expression a regular expression
     */
    record Matches(Operand operand, String expression) implements Test {}

    /**
     * The operand has the given form.
     *
     * @param operand the operand
     * @param format the form
     */
    record Fits(Operand operand, Format format) implements Test {}

    /** A comparison of two numbers. */
    enum Comparison {
        /** Greater. */
        ABOVE(">"),
        /** Greater or equal. */
        AT_LEAST(">="),
        /** Less. */
        BELOW("<"),
        /** Less or equal. */
        AT_MOST("<=");

        private final String text;

        Comparison(String text) {
            this.text = text;
        }

        /** {@return the operator} */
        public String text() {
            return text;
        }
    }

    /**
     * Returns the parameters that a condition names.
     *
     * @param condition any condition
     * @return KEDA's main names, in the order of the condition, without duplicates
     */
    static Set<String> parameters(Condition condition) {
        Set<String> names = new LinkedHashSet<>();
        addParameters(condition, names);
        return names;
    }

    private static void addParameters(Condition condition, Set<String> names) {
        if (condition instanceof And and) {
            and.all().forEach(part -> addParameters(part, names));
        } else if (condition instanceof Or or) {
            or.any().forEach(part -> addParameters(part, names));
        } else if (condition instanceof Not not) {
            addParameters(not.condition(), names);
        } else if (condition instanceof Test test && test.operand() instanceof ParameterOperand parameter) {
            names.add(parameter.name());
        }
    }

    /** A condition on one operand. */
    sealed interface Test extends Condition {

        /** {@return the operand} */
        Operand operand();
    }
}
