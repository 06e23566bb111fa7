package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Condition.Operand;
import io.github.keda4j.trigger.generator.catalogue.Condition.ParameterOperand;
import io.github.keda4j.trigger.generator.catalogue.Condition.Variable;
import io.github.keda4j.trigger.generator.catalogue.Condition.View;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes conditions in words: {@code not a and b == x} becomes <i>a is not given and b is x</i>. */
public final class ConditionWords {

    /** Values that a reader could mistake for the verb of the sentence. */
    private static final Set<String> VERBS = Set.of("enable", "disable");

    private final TriggerType trigger;
    private final UnaryOperator<String> code;

    /**
     * Creates a writer for the conditions of a trigger.
     *
     * @param trigger the trigger whose parameters the conditions name
     * @param code a function that marks up a name or a value
     */
    public ConditionWords(TriggerType trigger, UnaryOperator<String> code) {
        this.trigger = trigger;
        this.code = code;
    }

    /**
     * Writes a condition.
     *
     * @param condition a condition of the trigger
     * @return the words that follow <i>if</i>
     */
    public String of(Condition condition) {
        if (condition instanceof Condition.And and) {
            return joined(and.all(), true);
        }
        if (condition instanceof Condition.Or or) {
            return joined(or.any(), false);
        }
        return single(condition);
    }

    /**
     * Says when something applies.
     *
     * @param condition a condition of the trigger
     * @return the words, such as <i>if a is given</i>, <i>unless b is x</i> or <i>if a is given, unless b is x</i>
     */
    public String clause(Condition condition) {
        Exceptions parts = Exceptions.of(condition);
        if (parts.exceptions().isEmpty()) {
            return "if " + of(condition);
        }
        String unless = "unless " + exceptions(parts);
        return parts.premises().isEmpty() ? unless : "if " + joined(parts.premises(), true) + ", " + unless;
    }

    /**
     * Writes a sentence that says what follows from a condition.
     *
     * @param condition a condition of the trigger
     * @param consequence a clause with subject and verb
     * @return the sentence, such as <i>if a is given, b must be given, unless c is x</i>; a clause that has commas
     *     itself comes after the consequence
     */
    public String sentence(Condition condition, String consequence) {
        Exceptions parts = Exceptions.of(condition);
        if (parts.exceptions().isEmpty() || parts.premises().isEmpty()) {
            return sentence(clause(condition), consequence);
        }
        return sentence("if " + joined(parts.premises(), true), consequence) + ", unless " + exceptions(parts);
    }

    /** Puts a clause before its consequence, or after it if the clause has commas itself. */
    static String sentence(String clause, String consequence) {
        return clause.indexOf(',') < 0 ? clause + ", " + consequence : consequence + " " + clause;
    }

    private String exceptions(Exceptions parts) {
        return Sentences.clauses(phrases(parts.exceptions(), false), "or");
    }

    private String joined(List<Condition> parts, boolean all) {
        if (parts.size() == 1) {
            return of(parts.get(0));
        }
        return Sentences.clauses(phrases(parts, all), all ? "and" : "or");
    }

    /** Makes a phrase for each part; parameters that are only given or not given are combined into one phrase. */
    private List<String> phrases(List<Condition> parts, boolean all) {
        List<Condition> given = parts.stream().filter(this::isPlainlyGiven).toList();
        List<Condition> absent = parts.stream()
                .filter(part -> part instanceof Condition.Not not && isPlainlyGiven(not.condition()))
                .toList();
        List<String> phrases = new ArrayList<>();
        for (Condition part : parts) {
            if (given.size() > 1 && given.contains(part)) {
                if (part == given.get(0)) {
                    boolean plural = all;
                    phrases.add(
                            Sentences.list(names(given), all ? "and" : "or") + (plural ? " are" : " is") + " given");
                }
            } else if (absent.size() > 1 && absent.contains(part)) {
                if (part == absent.get(0)) {
                    phrases.add(absent(names(absent), all));
                }
            } else {
                phrases.add(part(part));
            }
        }
        return phrases;
    }

    private static String absent(List<String> names, boolean all) {
        if (!all) {
            return Sentences.list(names, "or") + " is not given";
        }
        return names.size() == 2
                ? "neither " + names.get(0) + " nor " + names.get(1) + " is given"
                : "none of " + Sentences.list(names, "and") + " is given";
    }

    private List<String> names(List<Condition> parts) {
        return parts.stream()
                .map(part -> part instanceof Condition.Not not ? not.condition() : part)
                .map(part -> (ParameterOperand) ((Condition.Given) part).operand())
                .map(operand -> code.apply(operand.name()))
                .toList();
    }

    private boolean isPlainlyGiven(Condition condition) {
        return condition instanceof Condition.Given given
                && given.operand() instanceof ParameterOperand parameter
                && parameter.view() == View.EFFECTIVE
                && !(trigger.parameter(parameter.name()).type() instanceof ValueType.Flag);
    }

    /** Writes a part of a larger condition, in parentheses if it consists of several phrases itself. */
    private String part(Condition part) {
        if (part instanceof Condition.Not not
                && (not.condition() instanceof Condition.And || not.condition() instanceof Condition.Or)) {
            return part(Exceptions.complement(not.condition()));
        }
        boolean several = (part instanceof Condition.And and
                        && phrases(and.all(), true).size() > 1)
                || (part instanceof Condition.Or or && phrases(or.any(), false).size() > 1);
        return several && DefaultWord.of(part).isEmpty() ? "(" + of(part) + ")" : single(part);
    }

    private String single(Condition condition) {
        DefaultWord word = DefaultWord.of(condition).orElse(null);
        if (word != null) {
            return subject(word.operand())
                    + (word.other()
                            ? " is set to something other than " + code.apply(word.word())
                            : " is " + code.apply(word.word()) + " or not given");
        }
        if (condition instanceof Condition.And || condition instanceof Condition.Or) {
            return of(condition);
        }
        return condition instanceof Condition.Not not ? negated(not.condition()) : test(condition, false);
    }

    private String negated(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return single(not.condition());
        }
        if (condition instanceof Condition.And || condition instanceof Condition.Or) {
            return of(Exceptions.complement(condition));
        }
        return test(condition, true);
    }

    private String test(Condition condition, boolean negated) {
        String not = negated ? "not " : "";
        if (condition instanceof Condition.Given given) {
            return given(given.operand(), negated);
        }
        if (condition instanceof Condition.Is is) {
            if (is.operand() == Variable.POD_IDENTITY && is.word().equals("none")) {
                return negated ? "there is a pod identity" : "there is no pod identity";
            }
            return subject(is.operand()) + " is " + not + (VERBS.contains(is.word()) ? "set to " : "")
                    + code.apply(is.word());
        }
        if (condition instanceof Condition.In in) {
            List<String> words = in.words().stream().map(code).toList();
            String list = Sentences.list(words, negated && words.size() > 2 ? "and" : negated ? "nor" : "or");
            String none = words.size() > 2 ? "none of " : "neither ";
            return subject(in.operand()) + " is " + (negated && words.size() > 1 ? none : not) + list;
        }
        if (condition instanceof Condition.Has has) {
            String word = code.apply(has.word());
            return subject(has.operand()) + (negated ? " does not contain " : " contains ") + word;
        }
        if (condition instanceof Condition.Only only) {
            List<String> words = only.words().stream().map(code).toList();
            return subject(only.operand())
                    + (negated ? " contains something other than " : " contains nothing other than ")
                    + Sentences.list(words, "and");
        }
        if (condition instanceof Condition.Known known) {
            return subject(known.operand()) + " is " + not + "one of the values that KEDA knows";
        }
        if (condition instanceof Condition.Matches matches) {
            String expression = code.apply(matches.expression());
            return subject(matches.operand()) + (negated ? " does not match " : " matches ") + expression;
        }
        if (condition instanceof Condition.Fits fits) {
            return subject(fits.operand()) + " is " + not + fits.format().words();
        }
        Condition.Compares compares = (Condition.Compares) condition;
        return subject(compares.operand()) + " is " + not + comparison(compares);
    }

    private String given(Operand operand, boolean negated) {
        String not = negated ? "not " : "";
        if (operand instanceof Variable variable) {
            return switch (variable) {
                case POD_IDENTITY -> negated ? "there is no pod identity" : "there is a pod identity";
                case METRIC_TYPE -> code.apply("metricType") + " is " + not + "set";
                case METRIC_SOURCE -> negated ? "no formula reads the trigger" : "a formula reads the trigger";
            };
        }
        ParameterOperand parameter = (ParameterOperand) operand;
        String name = code.apply(parameter.name());
        return switch (parameter.view()) {
            case METADATA -> name + " is " + not + "given in the metadata";
            case AUTH -> name + " is " + not + "given by the authentication";
            case EFFECTIVE -> {
                boolean flag = trigger.parameter(parameter.name()).type() instanceof ValueType.Flag;
                yield name + " is " + not + (flag ? "true" : "given");
            }
        };
    }

    private static String comparison(Condition.Compares compares) {
        return switch (compares.comparison()) {
                    case ABOVE -> "above ";
                    case AT_LEAST -> "at least ";
                    case BELOW -> "below ";
                    case AT_MOST -> "at most ";
                }
                + compares.number();
    }

    private String subject(Operand operand) {
        if (operand instanceof Variable variable) {
            return switch (variable) {
                case POD_IDENTITY -> "the pod identity";
                case METRIC_TYPE -> code.apply("metricType");
                case METRIC_SOURCE -> "the formula";
            };
        }
        ParameterOperand parameter = (ParameterOperand) operand;
        return code.apply(parameter.name())
                + switch (parameter.view()) {
                    case METADATA -> " in the metadata";
                    case AUTH -> " in the authentication";
                    case EFFECTIVE -> "";
                };
    }
}
