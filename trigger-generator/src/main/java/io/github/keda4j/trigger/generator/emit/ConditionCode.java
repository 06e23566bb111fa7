package io.github.keda4j.trigger.generator.emit;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Condition.Operand;
import io.github.keda4j.trigger.generator.catalogue.Condition.ParameterOperand;
import io.github.keda4j.trigger.generator.catalogue.Condition.Variable;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.List;

/** Writes conditions as Java: {@code a and not b} is {@code v.get(A).given().and(v.get(B).given().not())}. */
final class ConditionCode {

    /** The column at which JavaPoet begins the following lines of a statement. */
    static final int BASE = 16;

    private final TriggerType trigger;

    ConditionCode(TriggerType trigger) {
        this.trigger = trigger;
    }

    /** An expression of type Truth, in which {@code v} holds the values, laid out for the column at which it begins. */
    String of(Condition condition, int column, String indent) {
        if (condition instanceof Condition.And and) {
            return joined(and.all(), "and", column, indent);
        }
        if (condition instanceof Condition.Or or) {
            return joined(or.any(), "or", column, indent);
        }
        if (condition instanceof Condition.Not not) {
            return of(not.condition(), column, indent) + ".not()";
        }
        return test(condition, column, indent);
    }

    private String joined(List<Condition> parts, String operator, int column, String indent) {
        String inner = indent + Code.CONTINUED;
        String head = of(parts.get(0), column, inner);
        List<String> calls = parts.subList(1, parts.size()).stream()
                .map(part ->
                        "." + operator + "(" + of(part, BASE + inner.length() + operator.length() + 2, inner) + ")")
                .toList();
        return Code.chain(column, inner, head, calls);
    }

    private String test(Condition condition, int column, String indent) {
        if (condition instanceof Condition.Given given) {
            return given.operand() == Variable.METRIC_SOURCE ? "v.metricSource()" : value(given.operand()) + ".given()";
        }
        if (condition instanceof Condition.Is is) {
            String call = is.ignoreCase() ? ".isIgnoringCase(" : ".is(";
            return value(is.operand()) + call + Code.literal(is.word()) + ")";
        }
        if (condition instanceof Condition.In in) {
            String head = value(in.operand()) + ".in";
            return head
                    + Code.arguments(column + head.length(), BASE, indent + Code.CONTINUED, Code.literals(in.words()));
        }
        if (condition instanceof Condition.Has has) {
            return value(has.operand()) + ".has(" + Code.literal(has.word()) + ")";
        }
        if (condition instanceof Condition.Only only) {
            String head = value(only.operand()) + ".only";
            return head
                    + Code.arguments(
                            column + head.length(), BASE, indent + Code.CONTINUED, Code.literals(only.words()));
        }
        if (condition instanceof Condition.Known known) {
            return value(known.operand()) + ".isOneOfItsValues()";
        }
        if (condition instanceof Condition.Matches matches) {
            return value(matches.operand()) + ".matches(" + Code.literal(matches.expression()) + ")";
        }
        if (condition instanceof Condition.Fits fits) {
            return value(fits.operand()) + ".fits(TextFormat." + fits.format().name() + ")";
        }
        Condition.Compares compares = (Condition.Compares) condition;
        String call = switch (compares.comparison()) {
            case ABOVE -> ".above(";
            case AT_LEAST -> ".atLeast(";
            case BELOW -> ".below(";
            case AT_MOST -> ".atMost(";
        };
        return value(compares.operand()) + call + ParameterCode.number(compares.number()) + ")";
    }

    private String value(Operand operand) {
        if (operand instanceof Variable variable) {
            return switch (variable) {
                case POD_IDENTITY -> "v.podIdentity()";
                case METRIC_TYPE -> "v.metricType()";
                case METRIC_SOURCE -> throw new IllegalArgumentException("$metricSource has no value");
            };
        }
        ParameterOperand parameter = (ParameterOperand) operand;
        String method = switch (parameter.view()) {
            case EFFECTIVE -> "get";
            case METADATA -> "metadata";
            case AUTH -> "auth";
        };
        return "v." + method + "(" + DefinitionCode.constant(trigger, parameter.name()) + ")";
    }

    /** The constants of the parameters that a condition names, in the order of the condition. */
    List<String> mentioned(Condition condition) {
        return Condition.parameters(condition).stream()
                .map(name -> DefinitionCode.constant(trigger, name))
                .toList();
    }
}
