package io.github.keda4j.formula.internal;

import java.util.ArrayList;
import java.util.List;

/** Joins two predicates on the same array: {@code all(x, p) && all(x, q)} becomes {@code all(x, p && q)}. */
final class Predicates {

    private Predicates() {}

    static Node combined(Node node) {
        if (!(node instanceof Node.Binary both)
                || !both.operator.isLogical()
                || !(both.left instanceof Node.BuiltinCall left)
                || !(both.right instanceof Node.BuiltinCall right)
                || left.builtin != right.builtin
                || !isCombined(left.builtin, both.operator)) {
            return node;
        }
        Node one = left.arguments.get(0);
        Node other = right.arguments.get(0);
        Optimizer.refuseWideSharing(node);
        if (one.type() != other.type() || !Printer.print(one).equals(Printer.print(other))) {
            return node;
        }
        boolean none = left.builtin == Builtin.NONE;
        Node joined = combined(new Node.Binary(
                node.offset(),
                none ? Operator.OR : both.operator,
                none ? (both.symbol.equals("and") ? "or" : "||") : both.symbol,
                body(left),
                body(right)));
        Node replaced = new Node.BuiltinCall(node.offset(), left.builtin, arguments(one, joined));
        replaced.retype(node.nature());
        return replaced;
    }

    private static boolean isCombined(Builtin builtin, Operator operator) {
        return switch (builtin) {
            case ALL, NONE -> operator == Operator.AND;
            case ANY -> operator == Operator.OR;
            default -> false;
        };
    }

    /** The body of a call's predicate. */
    static Node body(Node.BuiltinCall call) {
        return ((Node.Predicate) call.arguments.get(1)).body;
    }

    /** The arguments of a call with a new predicate. */
    static List<Node> arguments(Node collection, Node body) {
        List<Node> arguments = new ArrayList<>();
        arguments.add(collection);
        arguments.add(new Node.Predicate(body.offset(), body));
        return arguments;
    }
}
