package io.github.keda4j.formula.internal;

import io.github.keda4j.formula.internal.GoType.Kind;
import java.util.function.Function;

/** Rewrites {@code in}: constant arrays become sets, constant ranges become two comparisons. */
final class Sets {

    private Sets() {}

    static Node replace(Node node) {
        if (!(node instanceof Node.Binary in)
                || in.operator != Operator.IN
                || !(in.right instanceof Node.Array array)
                || array.elements.isEmpty()) {
            return node;
        }
        if (in.left.nature().kind() == Kind.INT && array.elements.stream().allMatch(Node.IntNumber.class::isInstance)) {
            return in(in, array, GoType.SET_OF_INT, element -> ((Node.IntNumber) element).value);
        }
        if (array.elements.stream().allMatch(Node.Text.class::isInstance)) {
            return in(in, array, GoType.SET_OF_STRING, element -> ((Node.Text) element).value);
        }
        return node;
    }

    private static Node in(Node.Binary in, Node.Array array, GoType type, Function<Node, Object> value) {
        GoMap set = new GoMap(type);
        for (Node element : array.elements) {
            set.put(value.apply(element), true);
        }
        Node constant = new Node.Constant(array.offset(), set);
        constant.retype(Nature.of(type));
        Node replaced = new Node.Binary(in.offset(), Operator.IN, in.symbol, in.left, constant);
        replaced.retype(in.nature());
        return replaced;
    }

    static Node inRange(Node node) {
        if (node instanceof Node.Binary in
                && in.operator == Operator.IN
                && in.left.nature().kind() == Kind.INT
                && in.right instanceof Node.Binary range
                && range.operator == Operator.RANGE
                && range.left instanceof Node.IntNumber from
                && range.right instanceof Node.IntNumber to) {
            Node replaced = new Node.Binary(
                    in.offset(),
                    Operator.AND,
                    "and",
                    new Node.Binary(in.offset(), Operator.MORE_OR_EQUAL, ">=", in.left, from),
                    new Node.Binary(in.offset(), Operator.LESS_OR_EQUAL, "<=", in.left, to));
            replaced.retype(in.nature());
            return replaced;
        }
        return node;
    }
}
