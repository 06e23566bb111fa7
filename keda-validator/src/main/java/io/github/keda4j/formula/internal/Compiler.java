package io.github.keda4j.formula.internal;

import io.github.keda4j.formula.internal.GoType.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a checked and optimized tree to operations. They follow expr's bytecode, with the same order and the same
 * assertions.
 */
final class Compiler {

    private record Variable(String name, int index) {}

    private final List<Variable> scope = new ArrayList<>();
    private int variables;
    private int operandsBelow;
    private @Nullable Double zero;

    private Compiler() {}

    static Program compile(Node root) {
        Compiler compiler = new Compiler();
        Operation operation = compiler.operation(root);
        return new Program(operation, compiler.variables);
    }

    private List<Operation> operations(List<Node> nodes) {
        List<Operation> operations = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            operations.add(operations.isEmpty() ? operation(node) : aboveOperands(node));
        }
        return operations;
    }

    /** Compiles a part that expr evaluates while other operands are on its stack. */
    private Operation aboveOperands(Node node) {
        operandsBelow++;
        Operation operation = operation(node);
        operandsBelow--;
        return operation;
    }

    /**
     * Compiles a part of the formula; the value at which a chain ended early is kept only if the chain is directly
     * inside {@code ??}.
     */
    private Operation operation(Node node) {
        if (node instanceof Node.Chain chain) {
            return chain(chain, false);
        } else if (node instanceof Node.Name name) {
            return name(name);
        } else if (node instanceof Node.IntNumber number) {
            return constant(number.value);
        } else if (node instanceof Node.FloatNumber number) {
            return constant(canonical(number.value));
        } else if (node instanceof Node.Text text) {
            return constant(text.value);
        } else if (node instanceof Node.Flag flag) {
            return constant(flag.value);
        } else if (node instanceof Node.Constant constant) {
            return constant(constant.value);
        } else if (node instanceof Node.Nil) {
            return constant(null);
        } else if (node instanceof Node.Bytes bytes) {
            return constant(bytes(bytes.value));
        } else if (node instanceof Node.Unary unary) {
            return unary(unary);
        } else if (node instanceof Node.Binary binary) {
            return binary(binary);
        } else if (node instanceof Node.Conditional conditional) {
            return conditional(conditional);
        } else if (node instanceof Node.BuiltinCall call) {
            return builtin(call);
        } else if (node instanceof Node.Let let) {
            return let(let);
        } else if (node instanceof Node.Predicate predicate) {
            return operation(predicate.body);
        } else if (node instanceof Node.Pointer pointer) {
            return pointer(pointer);
        } else if (node instanceof Node.Member member) {
            return member(member);
        } else if (node instanceof Node.Slice slice) {
            return slice(slice);
        } else if (node instanceof Node.Call call) {
            return call(call);
        } else if (node instanceof Node.Array array) {
            return array(array);
        } else if (node instanceof Node.MapNode map) {
            return map(map);
        } else if (node instanceof Node.Total total) {
            return total(total);
        } else if (node instanceof Node.Sequence sequence) {
            return sequence(sequence);
        }
        throw new IllegalStateException("no compiler for " + node.getClass());
    }

    private static Operation constant(@Nullable Object value) {
        return frame -> value;
    }

    /**
     * Expr stores each constant once and treats the two zeros as the same constant, so all zeros get the sign of the
     * first.
     */
    private Object canonical(double value) {
        if (value != 0) {
            return value;
        }
        if (zero == null) {
            zero = value;
        }
        return zero;
    }

    private static GoArray bytes(String value) {
        Object[] items = new Object[value.length()];
        for (int i = 0; i < items.length; i++) {
            items[i] = Access.octet(value, i);
        }
        return GoArray.of(GoType.BYTES, items);
    }

    private Operation name(Node.Name node) {
        String name = node.name;
        for (int i = scope.size() - 1; i >= 0; i--) {
            if (scope.get(i).name.equals(name)) {
                int index = scope.get(i).index;
                return frame -> frame.variable(index);
            }
        }
        return name.equals(Names.ENVIRONMENT)
                ? Frame::environment
                : frame -> frame.environment().get(name);
    }

    private Operation unary(Node.Unary node) {
        Operation operand = operation(node.operand);
        return switch (node.kind) {
            case NOT -> frame -> !truth(operand.run(frame));
            case MINUS ->
                frame -> {
                    frame.work(1);
                    return Arithmetic.negate(operand.run(frame));
                };
            case PLUS -> operand;
        };
    }

    private static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new Fault("A value of type " + Format.typeName(value) + " is not a boolean.");
    }

    private Operation binary(Node.Binary node) {
        Operator operator = node.operator;
        boolean coalesce = operator == Operator.COALESCE;
        Operation left = coalesce && node.left instanceof Node.Chain chain ? chain(chain, true) : operation(node.left);
        Operation right = coalesce && node.right instanceof Node.Chain chain
                ? chain(chain, true)
                : coalesce || operator.isLogical() ? operation(node.right) : aboveOperands(node.right);
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> equality(node, left, right);
            case OR ->
                frame -> {
                    frame.work(1);
                    Object first = left.run(frame);
                    return truth(first) ? first : right.run(frame);
                };
            case AND ->
                frame -> {
                    frame.work(1);
                    Object first = left.run(frame);
                    return truth(first) ? right.run(frame) : first;
                };
            case COALESCE ->
                frame -> {
                    frame.work(1);
                    Object first = left.run(frame);
                    return Equality.isNil(first) ? right.run(frame) : first;
                };
            case LESS, MORE, LESS_OR_EQUAL, MORE_OR_EQUAL ->
                frame -> {
                    Object first = left.run(frame);
                    frame.workForComparison(first);
                    return Arithmetic.compare(operator, first, right.run(frame));
                };
            case ADD ->
                frame -> {
                    frame.work(1);
                    Object sum = Arithmetic.add(left.run(frame), right.run(frame));
                    if (sum instanceof String text) {
                        frame.work(text.length() / 8);
                    }
                    return sum;
                };
            case SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER ->
                frame -> {
                    frame.work(1);
                    return Arithmetic.apply(operator, left.run(frame), right.run(frame));
                };
            case RANGE -> frame -> range(frame, left.run(frame), right.run(frame));
            case IN -> frame -> Access.in(left.run(frame), right.run(frame), frame);
            case CONTAINS, STARTS_WITH, ENDS_WITH ->
                frame -> search(operator, left.run(frame), right.run(frame), frame);
            case MATCHES -> throw new Unsupported(node.offset(), "Regular expressions in formulas are not supported.");
            case PIPE -> throw new IllegalStateException("the parser leaves no pipe");
        };
    }

    /** If the checker considers both sides integers, or both strings, expr treats them as such without a check. */
    private static Operation equality(Node.Binary node, Operation left, Operation right) {
        boolean wanted = node.operator == Operator.EQUAL;
        Kind kind = node.left.type().kind() == node.right.type().kind()
                ? node.left.type().kind()
                : Kind.INVALID;
        Class<?> only = kind == Kind.INT ? Long.class : kind == Kind.STRING ? String.class : null;
        return frame -> {
            Object first = left.run(frame);
            Object second = right.run(frame);
            if (only != null && !(only.isInstance(first) && only.isInstance(second))) {
                throw new Fault("A value of type " + Format.typeName(only.isInstance(first) ? second : first)
                        + " is compared as if it had the type that the formula assigns to it.");
            }
            return Equality.equal(first, second, frame) == wanted;
        };
    }

    private static Object range(Frame frame, @Nullable Object from, @Nullable Object to) {
        long first = Arithmetic.toInt(from);
        long size = Arithmetic.toInt(to) - first + 1;
        frame.allocate(Math.max(0, size));
        return GoArray.range(first, (int) Math.max(0, size));
    }

    private static boolean search(Operator operator, @Nullable Object text, @Nullable Object part, Frame frame) {
        if (Equality.isNil(text) || Equality.isNil(part)) {
            return false;
        }
        if (!(text instanceof String whole) || !(part instanceof String wanted)) {
            throw new Fault("\"" + operator.symbol() + "\" cannot be applied to " + Format.typeName(text) + " and "
                    + Format.typeName(part) + ".");
        }
        frame.workForSearch(whole, operator == Operator.CONTAINS ? wanted : "");
        return switch (operator) {
            case STARTS_WITH -> whole.startsWith(wanted);
            case ENDS_WITH -> whole.endsWith(wanted);
            default -> whole.contains(wanted);
        };
    }

    private Operation conditional(Node.Conditional node) {
        Operation condition = operation(node.condition);
        Operation then = operation(node.then);
        Operation otherwise = operation(node.otherwise);
        return frame -> {
            frame.work(1);
            return truth(condition.run(frame)) ? then.run(frame) : otherwise.run(frame);
        };
    }

    private Operation builtin(Node.BuiltinCall node) {
        Builtin builtin = node.builtin;
        if (builtin.isUnsupported()) {
            throw new Unsupported(node.offset(), builtin + "() is not supported.");
        }
        if (builtin.takesPredicate()) {
            return loop(node);
        }
        List<Operation> arguments = operations(node.arguments);
        if (arguments.size() < builtin.minArguments() || arguments.size() > builtin.maxArguments()) {
            throw new Unsupported(
                    node.offset(), builtin + "() with " + Builtin.arguments(arguments.size()) + " is not supported.");
        }
        return frame -> Functions.call(builtin, runAll(arguments, frame), frame);
    }

    private static List<@Nullable Object> runAll(List<Operation> operations, Frame frame) {
        frame.work(operations.size());
        List<@Nullable Object> values = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            values.add(operation.run(frame));
        }
        return values;
    }

    /** The third argument is evaluated inside the loop, at its first element. */
    private Operation loop(Node.BuiltinCall node) {
        refuseSpoiledStack(node);
        boolean collecting = node.builtin == Builtin.MAP || node.builtin == Builtin.FILTER;
        Operation collection = operation(node.arguments.get(0));
        Operation third = node.arguments.size() > 2 ? operation(node.arguments.get(2)) : null;
        operandsBelow += collecting ? 1 : 0;
        Operation body = node.arguments.size() > 1 ? operation(node.arguments.get(1)) : null;
        Operation map = node.map == null ? null : operation(node.map);
        operandsBelow -= collecting ? 1 : 0;
        Loops loops = new Loops(node, body, third, map);
        return frame -> {
            Loop loop = frame.enter(collection.run(frame));
            Object result = loops.run(frame, loop);
            frame.leave();
            return result;
        };
    }

    /** Expr's loop from the end leaves a boolean on the stack for each element, which expr then uses as an operand. */
    private void refuseSpoiledStack(Node.BuiltinCall node) {
        boolean backwards = node.builtin == Builtin.FIND_LAST || node.builtin == Builtin.FIND_LAST_INDEX;
        if (backwards && operandsBelow > 0) {
            throw new Unsupported(
                    node.offset(),
                    "findLast(), findLastIndex() and last(filter()) return wrong results in expr unless they come first.");
        }
    }

    private Operation let(Node.Let node) {
        Operation value = operation(node.value);
        int index = variables++;
        scope.add(new Variable(node.name, index));
        Operation body = operation(node.body);
        scope.remove(scope.size() - 1);
        return frame -> {
            frame.work(1);
            frame.store(index, value.run(frame));
            return body.run(frame);
        };
    }

    private static Operation pointer(Node.Pointer node) {
        return switch (node.name) {
            case "" -> frame -> frame.loop().element();
            case "index" -> frame -> (long) frame.loop().index();
            case "acc" -> frame -> frame.loop().accumulator();
            default ->
                throw new SyntaxProblem(
                        Rules.TYPE,
                        node.offset(),
                        Token.quoted("#" + GoString.text(node.name)) + " has no meaning here.");
        };
    }

    /** Leaves the surrounding chain if {@code ?.} encounters nil. */
    private Operation member(Node.Member node) {
        Operation base = operation(node.node);
        Operation property = aboveOperands(node.property);
        boolean optional = node.optional;
        return frame -> {
            frame.work(1);
            Object value = base.run(frame);
            if (value == Broken.CHAIN) {
                return value;
            }
            if (optional && Equality.isNil(value)) {
                frame.breakAt(value);
                return Broken.CHAIN;
            }
            return Access.fetch(value, property.run(frame));
        };
    }

    private Operation chain(Node.Chain node, boolean inCoalesce) {
        Operation inner = operation(node.node);
        return frame -> {
            Object value = inner.run(frame);
            Object found = value == Broken.CHAIN ? frame.broken() : value;
            return inCoalesce || !Equality.isNil(found) ? found : null;
        };
    }

    private Operation slice(Node.Slice node) {
        Operation value = operation(node.node);
        Operation to = node.to == null ? null : aboveOperands(node.to);
        Operation from = node.from == null ? null : aboveOperands(node.from);
        return frame -> {
            frame.work(1);
            Object sliced = value.run(frame);
            Object end = to == null ? (Object) (long) Access.length(sliced) : to.run(frame);
            Object start = from == null ? (Object) 0L : from.run(frame);
            Object result = Access.slice(sliced, start, end);
            frame.work(Access.length(result) / 8);
            return result;
        };
    }

    /** A formula can never compute a function, so calling a value always fails. */
    private Operation call(Node.Call node) {
        List<Operation> arguments = operations(node.arguments);
        Operation callee = operation(node.callee);
        return frame -> {
            runAll(arguments, frame);
            Object value = callee.run(frame);
            if (value != Broken.CHAIN) {
                throw new Fault("A value of type " + Format.typeName(value) + " cannot be called.");
            }
            if (!arguments.isEmpty()) {
                throw new Unsupported("A call with arguments through ?. on nil makes expr fail, and is not supported.");
            }
            return value;
        };
    }

    private Operation array(Node.Array node) {
        List<Operation> elements = operations(node.elements);
        return frame -> {
            List<@Nullable Object> values = runAll(elements, frame);
            frame.allocate(values.size());
            return GoArray.of(GoType.ANYS, values);
        };
    }

    /** If two keys are equal, the first one wins. */
    private Operation map(Node.MapNode node) {
        List<Operation> keys = new ArrayList<>();
        List<Operation> values = new ArrayList<>();
        for (Node child : node.pairs) {
            Node.Pair pair = (Node.Pair) child;
            keys.add(keys.isEmpty() ? operation(pair.key) : aboveOperands(pair.key));
            values.add(aboveOperands(pair.value));
        }
        return frame -> {
            GoMap map = new GoMap(GoType.MAP_OF_ANY);
            for (int i = 0; i < keys.size(); i++) {
                Object key = keys.get(i).run(frame);
                Object value = values.get(i).run(frame);
                if (!(key instanceof String)) {
                    throw new Fault("The key of a map must be a string, not " + Format.typeName(key) + ".");
                }
                if (!map.has(key)) {
                    map.put(key, value);
                }
            }
            frame.allocate(keys.size());
            return map;
        };
    }

    private Operation total(Node.Total node) {
        List<Operation> terms = operations(node.terms);
        return frame -> {
            List<@Nullable Object> values = runAll(terms, frame);
            Object total = values.get(values.size() - 1);
            for (int i = values.size() - 2; i >= 0; i--) {
                total = Arithmetic.add(values.get(i), total);
                frame.work(total instanceof String text ? text.length() / 8 : 0);
            }
            return total;
        };
    }

    private Operation sequence(Node.Sequence node) {
        List<Operation> parts = operations(node.nodes);
        return frame -> {
            Object last = null;
            for (Operation part : parts) {
                last = part.run(frame);
            }
            return last;
        };
    }
}
