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
     * @param name KEDA's main name of it
     * @param view which of its sources are considered
     */
    record ParameterOperand(String name, View view) implements Operand {}

    /** Which sources of a parameter are considered. */
    enum View {
        /** All, with the default if there is none: what KEDA's struct holds. */
        EFFECTIVE,
        /** The trigger's metadata only, as written. */
        METADATA,
        /** The authentication only, as written. */
        AUTH
    }

    /** What is known about a trigger other than its parameters. */
    enum Variable implements Operand {
        /** Provider of the authentication's pod identity, {@code none} if there is none. */
        POD_IDENTITY("$podIdentity"),
        /** The trigger's field of that name. */
        METRIC_TYPE("$metricType"),
        /** True where a formula reads the trigger instead of the autoscaler. */
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
     * All hold.
     *
     * @param all two or more
     */
    record And(List<Condition> all) implements Condition {}

    /**
     * One holds.
     *
     * @param any two or more
     */
    record Or(List<Condition> any) implements Condition {}

    /**
     * It does not hold.
     *
     * @param condition the one that must not
     */
    record Not(Condition condition) implements Condition {}

    /**
     * It is given: not empty, not zero, not false.
     *
     * @param operand the operand
     */
    record Given(Operand operand) implements Test {}

    /**
     * It is this word.
     *
     * @param operand the operand
     * @param word to compare with
     * @param ignoreCase whether to ignore case
     */
    record Is(Operand operand, String word, boolean ignoreCase) implements Test {}

    /**
     * It is one of these words.
     *
     * @param operand the operand
     * @param words to compare with
     */
    record In(Operand operand, List<String> words) implements Test {}

    /**
     * The list has this element.
     *
     * @param operand the operand
     * @param word the element
     */
    record Has(Operand operand, String word) implements Test {}

    /**
     * The list has no other elements.
     *
     * @param operand the operand
     * @param words the elements that it may have
     */
    record Only(Operand operand, List<String> words) implements Test {}

    /**
     * It is one of the values of a lenient parameter, which accepts others as well.
     *
     * @param operand the operand
     */
    record Known(Operand operand) implements Test {}

    /**
     * The number compares so.
     *
     * @param operand the operand
     * @param comparison how
     * @param number to compare with; seconds, for a duration
     */
    record Compares(Operand operand, Comparison comparison, String number) implements Test {}

    /**
     * The expression is found anywhere in it.
     *
     * @param operand the operand
     * @param expression a regular expression
     */
    record Matches(Operand operand, String expression) implements Test {}

    /**
     * It has this form.
     *
     * @param operand the operand
     * @param format the form
     */
    record Fits(Operand operand, Format format) implements Test {}

    /** How two numbers compare. */
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

        /** {@return the sign} */
        public String text() {
            return text;
        }
    }

    /**
     * The parameters that a condition names.
     *
     * @param condition any
     * @return KEDA's main names, in the condition's order, each once
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
