package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites sums: that of a constant range with Gauss's formula, that of an array as additions, and that of {@code
 * map()} without the intermediate array.
 */
final class Sums {

    private Sums() {}

    static Node ofRange(Node node) {
        if (!(node instanceof Node.BuiltinCall call)
                || (call.builtin != Builtin.SUM && call.builtin != Builtin.REDUCE)
                || !(call.arguments.get(0) instanceof Node.Binary range)
                || range.operator != Operator.RANGE
                || !(range.left instanceof Node.IntNumber from)
                || !(range.right instanceof Node.IntNumber to)
                || to.value < from.value) {
            return node;
        }
        long count = to.value - from.value + 1;
        long sum = count * (from.value + to.value) / 2;
        Long result = call.builtin == Builtin.SUM ? sum(call, sum, count) : reduction(call, sum);
        if (result == null) {
            return node;
        }
        Node replaced = new Node.IntNumber(node.offset(), result);
        replaced.retype(Nature.INT);
        return replaced;
    }

    /** The sum for a predicate that is the element itself, or one operation on the element and a constant. */
    private static @Nullable Long sum(Node.BuiltinCall call, long sum, long count) {
        if (call.arguments.size() == 1) {
            return sum;
        }
        Node body = Predicates.body(call);
        if (isElement(body)) {
            return sum;
        }
        if (!(body instanceof Node.Binary binary)) {
            return null;
        }
        boolean elementFirst = isElement(binary.left) && binary.right instanceof Node.IntNumber;
        if (!elementFirst && !(binary.left instanceof Node.IntNumber && isElement(binary.right))) {
            return null;
        }
        long constant = ((Node.IntNumber) (elementFirst ? binary.right : binary.left)).value;
        return switch (binary.operator) {
            case MULTIPLY -> constant * sum;
            case ADD -> sum + count * constant;
            case SUBTRACT -> elementFirst ? sum - count * constant : count * constant - sum;
            default -> null;
        };
    }

    /** A reduction with {@code # + #acc}. */
    private static @Nullable Long reduction(Node.BuiltinCall call, long sum) {
        boolean addition = Predicates.body(call) instanceof Node.Binary binary
                && binary.operator == Operator.ADD
                && ((isElement(binary.left) && isAccumulator(binary.right))
                        || (isAccumulator(binary.left) && isElement(binary.right)));
        if (!addition) {
            return null;
        }
        if (call.arguments.size() == 2) {
            return sum;
        }
        return call.arguments.get(2) instanceof Node.IntNumber start ? start.value + sum : null;
    }

    private static boolean isElement(Node node) {
        return node instanceof Node.Pointer pointer && pointer.name.isEmpty();
    }

    private static boolean isAccumulator(Node node) {
        return node instanceof Node.Pointer pointer && pointer.name.equals("acc");
    }

    static Node ofArray(Node node) {
        if (node instanceof Node.BuiltinCall call
                && call.builtin == Builtin.SUM
                && call.arguments.size() == 1
                && call.arguments.get(0) instanceof Node.Array array
                && array.elements.size() >= 2) {
            Node replaced = new Node.Total(node.offset(), array.elements);
            replaced.retype(node.nature());
            return replaced;
        }
        return node;
    }

    static Node ofMap(Node node) {
        if (node instanceof Node.BuiltinCall call
                && call.builtin == Builtin.SUM
                && call.arguments.size() == 1
                && call.arguments.get(0) instanceof Node.BuiltinCall map
                && map.builtin == Builtin.MAP) {
            Node replaced = new Node.BuiltinCall(node.offset(), Builtin.SUM, map.arguments);
            replaced.retype(node.nature());
            return replaced;
        }
        return node;
    }
}
