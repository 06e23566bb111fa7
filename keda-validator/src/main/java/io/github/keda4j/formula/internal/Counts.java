package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/** Rewrites counts that are only compared with a constant: they stop as soon as the answer is known. */
final class Counts {

    private Counts() {}

    static Node any(Node node) {
        Node.BuiltinCall count = count(node);
        if (count != null
                && node instanceof Node.Binary compared
                && compared.right instanceof Node.IntNumber number
                && ((compared.operator == Operator.MORE && number.value == 0)
                        || (compared.operator == Operator.MORE_OR_EQUAL && number.value == 1))) {
            Node replaced = new Node.BuiltinCall(node.offset(), Builtin.ANY, count.arguments);
            replaced.retype(node.nature());
            return replaced;
        }
        return node;
    }

    static Node enough(Node node) {
        Node.BuiltinCall count = count(node);
        if (count != null
                && node instanceof Node.Binary compared
                && compared.right instanceof Node.IntNumber number
                && number.value >= 0) {
            long enough = switch (compared.operator) {
                case MORE, LESS_OR_EQUAL -> number.value + 1;
                case MORE_OR_EQUAL, LESS -> number.value;
                default -> 0;
            };
            if (enough > 1) {
                count.enough = enough;
            }
        }
        return node;
    }

    private static Node.@Nullable BuiltinCall count(Node node) {
        return node instanceof Node.Binary binary
                        && binary.left instanceof Node.BuiltinCall call
                        && call.builtin == Builtin.COUNT
                        && call.arguments.size() == 2
                ? call
                : null;
    }
}
