package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Condition.Comparison;
import io.github.keda4j.trigger.generator.catalogue.Condition.Operand;
import io.github.keda4j.trigger.generator.catalogue.Condition.ParameterOperand;
import io.github.keda4j.trigger.generator.catalogue.Condition.Variable;
import io.github.keda4j.trigger.generator.catalogue.Condition.View;
import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Format;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.reading.Tokens.BadCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Parses conditions.
 *
 * <pre>
 * or      = and {"or" and}
 * and     = not {"and" not}
 * not     = "not" not | "(" or ")" | test
 * test    = operand [("==" | "!=" | "~" | "&gt;" | "&gt;=" | "&lt;" | "&lt;=" | "has" | "matches") word | "is" format
 *           | "is" "known" | ("in" | "only") "[" word {"," word} "]"]
 * operand = name | "metadata." name | "auth." name | "$podIdentity" | "$metricType" | "$metricSource"
 * </pre>
 */
final class ConditionParser {

    private final Map<String, Parameter> parameters;
    private final Tokens tokens;

    private ConditionParser(Map<String, Parameter> parameters, Tokens tokens) {
        this.parameters = parameters;
        this.tokens = tokens;
    }

    /** Parses a condition over the given parameters, which are listed by KEDA's main name. */
    static Condition parse(String text, Map<String, Parameter> parameters) throws BadCondition {
        ConditionParser parser = new ConditionParser(parameters, new Tokens(text));
        Condition condition = parser.or();
        if (!parser.tokens.atEnd()) {
            throw new BadCondition("expected 'and' or 'or' but found " + parser.tokens.peek());
        }
        return condition;
    }

    private Condition or() throws BadCondition {
        List<Condition> any = new ArrayList<>();
        do {
            any.add(and());
        } while (tokens.skip("or"));
        return any.size() == 1 ? any.get(0) : new Condition.Or(List.copyOf(any));
    }

    private Condition and() throws BadCondition {
        List<Condition> all = new ArrayList<>();
        do {
            all.add(not());
        } while (tokens.skip("and"));
        return all.size() == 1 ? all.get(0) : new Condition.And(List.copyOf(all));
    }

    private Condition not() throws BadCondition {
        if (tokens.skip("not")) {
            return new Condition.Not(not());
        }
        if (tokens.skip("(")) {
            Condition inner = or();
            tokens.expect(")");
            return inner;
        }
        return test();
    }

    private Condition test() throws BadCondition {
        Operand operand = operand();
        if (tokens.skip("==")) {
            return new Condition.Is(operand, wordFor(operand, false), false);
        }
        if (tokens.skip("!=")) {
            return new Condition.Not(new Condition.Is(operand, wordFor(operand, false), false));
        }
        if (tokens.skip("~")) {
            return new Condition.Is(operand, wordFor(operand, true), true);
        }
        if (tokens.skip("in")) {
            return in(operand);
        }
        if (tokens.skip("only")) {
            return only(operand);
        }
        if (tokens.skip("has")) {
            return has(operand);
        }
        if (tokens.skip("matches")) {
            return matches(operand);
        }
        if (tokens.skip("is")) {
            return fits(operand);
        }
        for (Comparison comparison : Comparison.values()) {
            if (tokens.skip(comparison.text())) {
                return compares(operand, comparison);
            }
        }
        return new Condition.Given(operand);
    }

    private Operand operand() throws BadCondition {
        String text = tokens.word("a parameter").text();
        for (Variable variable : Variable.values()) {
            if (variable.text().equals(text)) {
                return variable;
            }
        }
        if (text.startsWith("$")) {
            throw new BadCondition(text + " is not one of $podIdentity, $metricType and $metricSource");
        }
        View view = View.EFFECTIVE;
        String name = text;
        if (text.startsWith("metadata.")) {
            view = View.METADATA;
            name = text.substring("metadata.".length());
        } else if (text.startsWith("auth.")) {
            view = View.AUTH;
            name = text.substring("auth.".length());
        }
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new BadCondition("unknown parameter " + name + Problems.suggestion(name, parameters.keySet()));
        }
        Source only = view == View.AUTH ? Source.AUTH : Source.METADATA;
        if (view != View.EFFECTIVE && !parameter.isFrom(only)) {
            throw new BadCondition(text + ": KEDA does not read " + name + " from this source");
        }
        return new ParameterOperand(name, view);
    }

    private Condition in(Operand operand) throws BadCondition {
        List<String> words = new ArrayList<>();
        tokens.expect("[");
        do {
            words.add(wordFor(operand, false));
        } while (tokens.skip(","));
        tokens.expect("]");
        return new Condition.In(operand, List.copyOf(words));
    }

    private Condition has(Operand operand) throws BadCondition {
        return new Condition.Has(operand, element(operand, "has"));
    }

    private Condition only(Operand operand) throws BadCondition {
        List<String> words = new ArrayList<>();
        tokens.expect("[");
        do {
            words.add(element(operand, "only"));
        } while (tokens.skip(","));
        tokens.expect("]");
        return new Condition.Only(operand, List.copyOf(words));
    }

    private String element(Operand operand, String test) throws BadCondition {
        if (!(typeOf(operand) instanceof ValueType.Items items)) {
            throw new BadCondition("'" + test + "' applies only to lists");
        }
        String word = tokens.word("a word").text();
        if (items.values().isPresent()) {
            checkKnown(word, items.values().get(), false);
        }
        return word;
    }

    private Condition matches(Operand operand) throws BadCondition {
        String expression = tokens.word("a regular expression").text();
        Optional<String> problem = Expressions.problem(expression);
        if (problem.isPresent()) {
            throw new BadCondition("'" + expression + "' " + problem.get());
        }
        return new Condition.Matches(operand, expression);
    }

    private Condition fits(Operand operand) throws BadCondition {
        String text = tokens.word("a format").text();
        if (text.equals("known")) {
            if (!(typeOf(operand) instanceof ValueType.Choice)) {
                throw new BadCondition("'is known' applies only to enums");
            }
            return new Condition.Known(operand);
        }
        Format format = ParameterReader.FORMATS.get(text);
        if (format == null) {
            throw new BadCondition("unknown format " + text
                    + Problems.suggestion(text, ParameterReader.FORMATS.keySet()) + " (a word is compared with ==)");
        }
        return new Condition.Fits(operand, format);
    }

    private Condition compares(Operand operand, Comparison comparison) throws BadCondition {
        if (!typeOf(operand).isNumber()) {
            throw new BadCondition("'" + comparison.text() + "' applies only to numbers and durations");
        }
        String number = tokens.word("a number").text();
        if (!Texts.isNumber(number)) {
            throw new BadCondition(number + " is not a number");
        }
        return new Condition.Compares(operand, comparison, number);
    }

    /** Reads the word that an operand is compared with, which must be one of its possible values. */
    private String wordFor(Operand operand, boolean ignoreCase) throws BadCondition {
        String word = tokens.word("a word").text();
        if (operand == Variable.METRIC_SOURCE) {
            throw new BadCondition("$metricSource is true or false; it cannot be compared");
        }
        if (operand instanceof Variable) {
            return word;
        }
        ValueType type = typeOf(operand);
        if (type instanceof ValueType.Items || type instanceof ValueType.Pairs || type instanceof ValueType.Query) {
            throw new BadCondition("a " + type.words() + " cannot be compared with a word; use 'has' for a list");
        }
        if (type.enumValues().isPresent() && !word.isEmpty()) {
            checkKnown(word, type.enumValues().get(), ignoreCase);
        }
        if (type instanceof ValueType.Flag && !word.equals("true") && !word.equals("false")) {
            throw new BadCondition("a boolean can be compared with true or false, not with " + word);
        }
        if (type.isNumber() && !Texts.isNumber(word)) {
            throw new BadCondition("a number can be compared with a number, not with " + word);
        }
        return word;
    }

    private static void checkKnown(String word, EnumValues known, boolean ignoreCase) throws BadCondition {
        boolean found = known.lenient();
        for (String value : known.values()) {
            found |= value.equals(word) || ((ignoreCase || known.ignoreCase()) && value.equalsIgnoreCase(word));
        }
        if (!found) {
            throw new BadCondition(word + " is not one of its values, " + String.join(", ", known.values()));
        }
    }

    private ValueType typeOf(Operand operand) {
        return operand instanceof ParameterOperand parameter
                ? Objects.requireNonNull(parameters.get(parameter.name())).type()
                : new ValueType.Text(false);
    }
}
