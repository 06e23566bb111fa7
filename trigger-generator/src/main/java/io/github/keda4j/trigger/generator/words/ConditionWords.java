package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Condition.Operand;
import io.github.keda4j.trigger.generator.catalogue.Condition.ParameterOperand;
import io.github.keda4j.trigger.generator.catalogue.Condition.Variable;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Conditions in words: {@code not a and b == x} is <i>a is not given and b is x</i>. */
public final class ConditionWords {

    private final TriggerType trigger;
    private final UnaryOperator<String> code;

    /**
     * For the conditions of a trigger.
     *
     * @param trigger whose parameters the conditions name
     * @param code how a name or a value is set apart from the words around it
     */
    public ConditionWords(TriggerType trigger, UnaryOperator<String> code) {
        this.trigger = trigger;
        this.code = code;
    }

    /**
     * Says a condition.
     *
     * @param condition of the trigger
     * @return words that follow <i>if</i>
     */
    public String of(Condition condition) {
        if (condition instanceof Condition.And and) {
            return joined(and.all(), " and ");
        }
        if (condition instanceof Condition.Or or) {
            return joined(or.any(), " or ");
        }
        if (condition instanceof Condition.Not not) {
            return negated(not.condition());
        }
        return test(condition, false);
    }

    private String joined(List<Condition> parts, String conjunction) {
        List<String> words = new ArrayList<>();
        for (Condition part : parts) {
            boolean group = part instanceof Condition.And || part instanceof Condition.Or;
            words.add(group ? "(" + of(part) + ")" : of(part));
        }
        return String.join(conjunction, words);
    }

    private String negated(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return of(not.condition());
        }
        if (condition instanceof Condition.And || condition instanceof Condition.Or) {
            return "it is not so that (" + of(condition) + ")";
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
            return subject(is.operand()) + " is " + not + code.apply(is.word());
        }
        if (condition instanceof Condition.In in) {
            List<String> words = in.words().stream().map(code).toList();
            return subject(in.operand()) + " is " + (negated ? "none" : "one") + " of " + String.join(", ", words);
        }
        if (condition instanceof Condition.Has has) {
            String word = code.apply(has.word());
            return subject(has.operand()) + (negated ? " does not have " : " has ") + word;
        }
        if (condition instanceof Condition.Only only) {
            List<String> words = only.words().stream().map(code).toList();
            return subject(only.operand())
                    + (negated ? " has something else than " : " has nothing else than ")
                    + Sentences.list(words, "and");
        }
        if (condition instanceof Condition.Known known) {
            return subject(known.operand()) + " is " + not + "one of its values";
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
                    case METADATA -> " of the metadata";
                    case AUTH -> " of the authentication";
                    case EFFECTIVE -> "";
                };
    }
}
