package io.github.keda4j.formula.internal;

import io.github.keda4j.formula.internal.NumericPart.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles formulas that only use numbers, as most do, to functions on primitives. They are valid while every trigger
 * has a value. For anything that it does not know or that could fail, it returns null, and {@link Compiler}'s
 * operations are used instead.
 */
final class NumericCompiler {

    private static final int MAX_COST = 2_000;

    private record Variable(String name, NumericPart part) {}

    private final List<String> triggers;
    private final List<Variable> variables = new ArrayList<>();

    private NumericCompiler(List<String> triggers) {
        this.triggers = triggers;
    }

    /** Compiles the whole formula; null if it uses other values than numbers. */
    static NumericPart.@Nullable FloatFunction compile(Node root, List<String> triggers) {
        NumericPart part = new NumericCompiler(triggers).part(root);
        return part != null && part.isFloat() ? part.number() : null;
    }

    private @Nullable NumericPart part(Node node) {
        NumericPart part = unlimited(node);
        return part == null || part.cost() > MAX_COST ? null : part;
    }

    private @Nullable NumericPart unlimited(Node node) {
        if (node instanceof Node.Name name) {
            return name(name);
        } else if (node instanceof Node.IntNumber number) {
            long value = number.value;
            return NumericPart.whole(1, triggers -> value);
        } else if (node instanceof Node.FloatNumber number) {
            double value = number.value; // -0.0 is left to the operations of Compiler
            return value == 0 && Math.copySign(1, value) < 0 ? null : NumericPart.number(1, triggers -> value);
        } else if (node instanceof Node.Flag flag) {
            return NumericPart.constant(flag.value);
        } else if (node instanceof Node.Unary unary) {
            return unary(unary);
        } else if (node instanceof Node.Binary binary) {
            return binary(binary);
        } else if (node instanceof Node.Conditional conditional) {
            return conditional(conditional);
        } else if (node instanceof Node.BuiltinCall call) {
            return call(call);
        } else if (node instanceof Node.Total total) {
            return total(total);
        } else if (node instanceof Node.Let let) {
            return let(let);
        } else if (node instanceof Node.Member member) {
            return member(member);
        }
        return null;
    }

    private @Nullable NumericPart name(Node.Name node) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name.equals(node.name)) {
                return variables.get(i).part;
            }
        }
        return node.name.equals(Names.ENVIRONMENT) ? null : trigger(node.name);
    }

    private @Nullable NumericPart trigger(String name) {
        int index = triggers.indexOf(name);
        return index < 0 ? null : NumericPart.number(1, values -> values[index]);
    }

    /** {@code $env["a"]}. */
    private @Nullable NumericPart member(Node.Member node) {
        return node.node instanceof Node.Name name
                        && name.name.equals(Names.ENVIRONMENT)
                        && variables.stream().noneMatch(variable -> variable.name.equals(Names.ENVIRONMENT))
                        && node.property instanceof Node.Text text
                ? trigger(text.value)
                : null;
    }

    private @Nullable NumericPart let(Node.Let node) {
        NumericPart value = part(node.value);
        if (value == null) {
            return null;
        }
        variables.add(new Variable(node.name, value));
        NumericPart body = part(node.body);
        variables.remove(variables.size() - 1);
        return body;
    }

    private @Nullable NumericPart unary(Node.Unary node) {
        NumericPart operand = part(node.operand);
        if (operand == null) {
            return null;
        }
        int cost = operand.cost() + 1;
        return switch (node.kind) {
            case NOT -> {
                if (!operand.isBool()) {
                    yield null;
                }
                NumericPart.BoolFunction truth = operand.asBool();
                yield NumericPart.truth(cost, triggers -> !truth.of(triggers));
            }
            case PLUS -> operand.isBool() ? null : operand;
            case MINUS -> negated(operand, cost);
        };
    }

    private static @Nullable NumericPart negated(NumericPart operand, int cost) {
        if (operand.isFloat()) {
            NumericPart.FloatFunction number = operand.asFloat();
            return NumericPart.number(cost, triggers -> -number.of(triggers));
        }
        if (operand.isInt()) {
            NumericPart.IntFunction whole = operand.asInt();
            return NumericPart.whole(cost, triggers -> -whole.of(triggers));
        }
        return null;
    }

    private @Nullable NumericPart binary(Node.Binary node) {
        NumericPart left = part(node.left);
        if (left == null) {
            return null;
        }
        if (node.operator == Operator.COALESCE) {
            return left; // nothing here is nil
        }
        if (node.right instanceof Node.Nil && isEquality(node.operator)) {
            return NumericPart.constant(node.operator == Operator.NOT_EQUAL);
        }
        NumericPart right = part(node.right);
        if (right == null) {
            return null;
        }
        if (left.isBool() || right.isBool()) {
            return left.isBool() && right.isBool() ? logic(node.operator, left, right) : null;
        }
        return switch (node.operator) {
            case ADD, SUBTRACT, MULTIPLY -> arithmetic(node.operator, left, right);
            case DIVIDE, POWER -> division(node.operator, left, right);
            case LESS, MORE, LESS_OR_EQUAL, MORE_OR_EQUAL, EQUAL, NOT_EQUAL -> comparison(node, left, right);
            default -> null;
        };
    }

    private static boolean isEquality(Operator operator) {
        return operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    }

    private static @Nullable NumericPart logic(Operator operator, NumericPart left, NumericPart right) {
        NumericPart.BoolFunction one = left.asBool();
        NumericPart.BoolFunction other = right.asBool();
        int cost = left.cost() + right.cost() + 1;
        return switch (operator) {
            case AND -> NumericPart.truth(cost, triggers -> one.of(triggers) && other.of(triggers));
            case OR -> NumericPart.truth(cost, triggers -> one.of(triggers) || other.of(triggers));
            case EQUAL -> NumericPart.truth(cost, triggers -> one.of(triggers) == other.of(triggers));
            case NOT_EQUAL -> NumericPart.truth(cost, triggers -> one.of(triggers) != other.of(triggers));
            default -> null;
        };
    }

    private static @Nullable NumericPart arithmetic(Operator operator, NumericPart left, NumericPart right) {
        int cost = left.cost() + right.cost() + 1;
        if (left.isInt() && right.isInt()) {
            NumericPart.IntFunction one = left.asInt();
            NumericPart.IntFunction other = right.asInt();
            return NumericPart.whole(
                    cost,
                    switch (operator) {
                        case ADD -> triggers -> one.of(triggers) + other.of(triggers);
                        case SUBTRACT -> triggers -> one.of(triggers) - other.of(triggers);
                        default -> triggers -> one.of(triggers) * other.of(triggers);
                    });
        }
        if (!left.isFloat() && !right.isFloat()) {
            return null;
        }
        NumericPart.FloatFunction one = left.asFloat();
        NumericPart.FloatFunction other = right.asFloat();
        return NumericPart.number(
                cost,
                switch (operator) {
                    case ADD -> triggers -> one.of(triggers) + other.of(triggers);
                    case SUBTRACT -> triggers -> one.of(triggers) - other.of(triggers);
                    default -> triggers -> one.of(triggers) * other.of(triggers);
                });
    }

    private static NumericPart division(Operator operator, NumericPart left, NumericPart right) {
        NumericPart.FloatFunction one = left.asFloat();
        NumericPart.FloatFunction other = right.asFloat();
        return NumericPart.number(
                left.cost() + right.cost() + 1,
                operator == Operator.DIVIDE
                        ? triggers -> one.of(triggers) / other.of(triggers)
                        : triggers -> GoMath.pow(one.of(triggers), other.of(triggers)));
    }

    /** If the checker considers both operands integers, they must be integers, or expr fails. */
    private static @Nullable NumericPart comparison(Node.Binary node, NumericPart left, NumericPart right) {
        int cost = left.cost() + right.cost() + 1;
        if (left.isInt() && right.isInt()) {
            NumericPart.IntFunction one = left.asInt();
            NumericPart.IntFunction other = right.asInt();
            return NumericPart.truth(
                    cost,
                    switch (node.operator) {
                        case LESS -> triggers -> one.of(triggers) < other.of(triggers);
                        case MORE -> triggers -> one.of(triggers) > other.of(triggers);
                        case LESS_OR_EQUAL -> triggers -> one.of(triggers) <= other.of(triggers);
                        case MORE_OR_EQUAL -> triggers -> one.of(triggers) >= other.of(triggers);
                        case EQUAL -> triggers -> one.of(triggers) == other.of(triggers);
                        default -> triggers -> one.of(triggers) != other.of(triggers);
                    });
        }
        boolean taken = node.left.type() == GoType.INT && node.right.type() == GoType.INT;
        if ((!left.isFloat() && !right.isFloat()) || (taken && isEquality(node.operator))) {
            return null;
        }
        NumericPart.FloatFunction one = left.asFloat();
        NumericPart.FloatFunction other = right.asFloat();
        return NumericPart.truth(
                cost,
                switch (node.operator) {
                    case LESS -> triggers -> one.of(triggers) < other.of(triggers);
                    case MORE -> triggers -> one.of(triggers) > other.of(triggers);
                    case LESS_OR_EQUAL -> triggers -> one.of(triggers) <= other.of(triggers);
                    case MORE_OR_EQUAL -> triggers -> one.of(triggers) >= other.of(triggers);
                    case EQUAL -> triggers -> one.of(triggers) == other.of(triggers);
                    default -> triggers -> one.of(triggers) != other.of(triggers);
                });
    }

    private @Nullable NumericPart conditional(Node.Conditional node) {
        NumericPart condition = part(node.condition);
        if (condition == null || !condition.isBool()) {
            return null;
        }
        if (condition.constant() != null) {
            return part(condition.constant() ? node.then : node.otherwise);
        }
        NumericPart then = part(node.then);
        NumericPart otherwise = part(node.otherwise);
        if (then == null || otherwise == null || then.isBool() != otherwise.isBool()) {
            return null;
        }
        NumericPart.BoolFunction test = condition.asBool();
        int cost = condition.cost() + Math.max(then.cost(), otherwise.cost()) + 1;
        if (then.isBool()) {
            NumericPart.BoolFunction one = then.asBool();
            NumericPart.BoolFunction other = otherwise.asBool();
            return NumericPart.truth(cost, triggers -> test.of(triggers) ? one.of(triggers) : other.of(triggers));
        }
        if (then.isInt() && otherwise.isInt()) {
            NumericPart.IntFunction one = then.asInt();
            NumericPart.IntFunction other = otherwise.asInt();
            return NumericPart.whole(cost, triggers -> test.of(triggers) ? one.of(triggers) : other.of(triggers));
        }
        NumericPart.FloatFunction one = then.asFloat();
        NumericPart.FloatFunction other = otherwise.asFloat();
        NumericPart.FloatFunction chosen = triggers -> test.of(triggers) ? one.of(triggers) : other.of(triggers);
        return then.isFloat() && otherwise.isFloat()
                ? NumericPart.number(cost, chosen)
                : NumericPart.mixed(cost, chosen);
    }

    private @Nullable NumericPart call(Node.BuiltinCall node) {
        return switch (node.builtin) {
            case FLOAT, INT, ABS, CEIL, FLOOR, ROUND -> node.arguments.size() == 1 ? converted(node) : null;
            case MIN, MAX, MEAN -> aggregated(node);
            default -> null;
        };
    }

    private @Nullable NumericPart converted(Node.BuiltinCall node) {
        NumericPart argument = part(node.arguments.get(0));
        if (argument == null || argument.isBool()) {
            return null;
        }
        int cost = argument.cost() + 1;
        NumericPart.FloatFunction number = argument.asFloat();
        return switch (node.builtin) {
            case FLOAT -> NumericPart.number(cost, number);
            case CEIL -> NumericPart.number(cost, triggers -> Math.ceil(number.of(triggers)));
            case FLOOR -> NumericPart.number(cost, triggers -> Math.floor(number.of(triggers)));
            case ROUND -> NumericPart.number(cost, triggers -> GoMath.round(number.of(triggers)));
            case ABS -> absolute(argument, cost);
            default ->
                argument.isInt()
                        ? argument
                        : argument.isFloat()
                                ? NumericPart.whole(cost, triggers -> GoMath.toInt(number.of(triggers)))
                                : null;
        };
    }

    private static @Nullable NumericPart absolute(NumericPart argument, int cost) {
        if (argument.isInt()) {
            NumericPart.IntFunction whole = argument.asInt();
            return NumericPart.whole(cost, triggers -> Math.abs(whole.of(triggers)));
        }
        if (!argument.isFloat()) {
            return null;
        }
        NumericPart.FloatFunction number = argument.asFloat();
        return NumericPart.number(cost, triggers -> {
            double value = number.of(triggers);
            return value < 0 ? -value : value;
        });
    }

    /** Collects numbers and arrays of numbers; null if there is anything else. */
    private @Nullable List<NumericPart> parts(List<Node> nodes) {
        List<NumericPart> parts = new ArrayList<>();
        for (Node node : nodes) {
            List<Node> flat = node instanceof Node.Array array ? array.elements : List.of(node);
            for (Node element : flat) {
                NumericPart part = part(element);
                if (part == null || part.isBool()) {
                    return null;
                }
                parts.add(part);
            }
        }
        return parts.isEmpty() ? null : parts;
    }

    private @Nullable NumericPart aggregated(Node.BuiltinCall node) {
        List<NumericPart> parts = parts(node.arguments);
        if (parts == null) {
            return null;
        }
        int cost = parts.stream().mapToInt(NumericPart::cost).sum() + 1;
        NumericPart.FloatFunction[] numbers =
                parts.stream().map(NumericPart::asFloat).toArray(NumericPart.FloatFunction[]::new);
        if (node.builtin == Builtin.MEAN) {
            return NumericPart.number(cost, triggers -> mean(numbers, triggers));
        }
        boolean max = node.builtin == Builtin.MAX;
        long integers = parts.stream().filter(NumericPart::isInt).count();
        boolean mixed = parts.stream().anyMatch(part -> part.kind() == Kind.MIXED);
        if (integers == parts.size()) {
            NumericPart.IntFunction[] wholes =
                    parts.stream().map(NumericPart::asInt).toArray(NumericPart.IntFunction[]::new);
            return NumericPart.whole(cost, triggers -> best(max, wholes, triggers));
        }
        if (mixed || integers > 1) {
            return null;
        }
        NumericPart.FloatFunction best = triggers -> best(max, numbers, triggers);
        return integers == 0 ? NumericPart.number(cost, best) : NumericPart.mixed(cost, best);
    }

    private static double mean(NumericPart.FloatFunction[] numbers, double[] triggers) {
        double total = 0;
        for (NumericPart.FloatFunction number : numbers) {
            total += number.of(triggers);
        }
        return total / numbers.length;
    }

    private static double best(boolean max, NumericPart.FloatFunction[] numbers, double[] triggers) {
        double best = numbers[0].of(triggers);
        for (int i = 1; i < numbers.length; i++) {
            double next = numbers[i].of(triggers);
            best = (max ? best < next : best > next) ? next : best;
        }
        return best;
    }

    private static long best(boolean max, NumericPart.IntFunction[] wholes, double[] triggers) {
        long best = wholes[0].of(triggers);
        for (int i = 1; i < wholes.length; i++) {
            long next = wholes[i].of(triggers);
            best = (max ? best < next : best > next) ? next : best;
        }
        return best;
    }

    private @Nullable NumericPart total(Node.Total node) {
        NumericPart total = null;
        for (int i = node.terms.size() - 1; i >= 0; i--) {
            NumericPart term = part(node.terms.get(i));
            if (term == null || term.isBool()) {
                return null;
            }
            total = total == null ? term : arithmetic(Operator.ADD, term, total);
            if (total == null) {
                return null;
            }
        }
        return total;
    }
}
