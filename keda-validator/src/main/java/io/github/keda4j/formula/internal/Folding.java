package io.github.keda4j.formula.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates constant parts. */
final class Folding {

    private boolean applied;

    boolean isApplied() {
        return applied;
    }

    Node replace(Node node) {
        Node replaced = null;
        if (node instanceof Node.Unary unary) {
            replaced = unary(unary);
        } else if (node instanceof Node.Binary binary) {
            replaced = binary(binary);
        } else if (node instanceof Node.Array array) {
            replaced = array(array);
        } else if (node instanceof Node.BuiltinCall call) {
            replaced = nestedFilter(call);
        }
        applied |= replaced != null;
        return replaced == null ? node : replaced;
    }

    private static @Nullable Node unary(Node.Unary node) {
        return switch (node.kind) {
            case NOT -> node.operand instanceof Node.Flag flag ? flag(node, !flag.value) : null;
            case MINUS ->
                node.operand instanceof Node.IntNumber whole
                        ? whole(node, -whole.value)
                        : node.operand instanceof Node.FloatNumber number ? number(node, -number.value) : null;
            case PLUS ->
                node.operand instanceof Node.IntNumber whole
                        ? whole(node, whole.value)
                        : node.operand instanceof Node.FloatNumber number ? number(node, number.value) : null;
        };
    }

    private static @Nullable Node binary(Node.Binary node) {
        return switch (node.operator) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER, MODULO -> arithmetic(node);
            case AND -> logical(node, true);
            case OR -> logical(node, false);
            case EQUAL -> equal(node);
            default -> null;
        };
    }

    private static @Nullable Node arithmetic(Node.Binary node) {
        Object left = constant(node.left);
        Object right = constant(node.right);
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof String one && right instanceof String other) {
            return node.operator == Operator.ADD ? text(node, one + other) : null;
        }
        if (left instanceof String || right instanceof String) {
            return null;
        }
        if (node.operator == Operator.MODULO && (!(left instanceof Long) || !(right instanceof Long))) {
            return null;
        }
        if (node.operator == Operator.MODULO && right.equals(0L)) {
            throw new SyntaxProblem(Rules.TYPE, node.offset(), "The formula divides by zero (%).");
        }
        Object result = Arithmetic.apply(node.operator, left, right);
        return result instanceof Long whole ? whole(node, whole) : number(node, (Double) result);
    }

    /** The value of a number or a string; null for any other node. */
    private static @Nullable Object constant(Node node) {
        if (node instanceof Node.IntNumber whole) {
            return whole.value;
        }
        if (node instanceof Node.FloatNumber number) {
            return number.value;
        }
        return node instanceof Node.Text text ? text.value : null;
    }

    /**
     * Removes an operand that does not affect the result, regardless of the type of the other one; an operand that
     * determines the result replaces both, even if the other one would fail.
     */
    private static @Nullable Node logical(Node.Binary node, boolean neutral) {
        Node.Flag left = node.left instanceof Node.Flag flag ? flag : null;
        Node.Flag right = node.right instanceof Node.Flag flag ? flag : null;
        if (left != null && left.value == neutral) {
            node.right.retype(node.nature());
            return node.right;
        }
        if (right != null && right.value == neutral) {
            node.left.retype(node.nature());
            return node.left;
        }
        return left != null || right != null ? flag(node, !neutral) : null;
    }

    private static @Nullable Node equal(Node.Binary node) {
        if (node.left instanceof Node.IntNumber one && node.right instanceof Node.IntNumber other) {
            return flag(node, one.value == other.value);
        }
        if (node.left instanceof Node.Text one && node.right instanceof Node.Text other) {
            return flag(node, one.value.equals(other.value));
        }
        if (node.left instanceof Node.Flag one && node.right instanceof Node.Flag other) {
            return flag(node, one.value == other.value);
        }
        return null;
    }

    private static @Nullable Node array(Node.Array node) {
        if (node.elements.isEmpty()) {
            return null;
        }
        Object[] values = new Object[node.elements.size()];
        for (int i = 0; i < values.length; i++) {
            Node element = node.elements.get(i);
            Object value = element instanceof Node.Flag flag ? (Object) flag.value : constant(element);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return typed(new Node.Constant(node.offset(), GoArray.of(values)), Nature.ANYS);
    }

    /** Combines a filter of a filter into one filter. */
    private static @Nullable Node nestedFilter(Node.BuiltinCall node) {
        if (node.builtin == Builtin.FILTER
                && node.arguments.get(0) instanceof Node.BuiltinCall inner
                && inner.builtin == Builtin.FILTER) {
            Node both =
                    new Node.Binary(node.offset(), Operator.AND, "&&", Predicates.body(inner), Predicates.body(node));
            List<Node> arguments = Predicates.arguments(inner.arguments.get(0), both);
            return typed(new Node.BuiltinCall(node.offset(), Builtin.FILTER, arguments), node.nature());
        }
        return null;
    }

    private static Node whole(Node node, long value) {
        return typed(new Node.IntNumber(node.offset(), value), Nature.INT);
    }

    private static Node number(Node node, double value) {
        return typed(new Node.FloatNumber(node.offset(), value), Nature.FLOAT);
    }

    private static Node flag(Node node, boolean value) {
        return typed(new Node.Flag(node.offset(), value), Nature.BOOL);
    }

    private static Node text(Node node, String value) {
        return typed(new Node.Text(node.offset(), value), Nature.STRING);
    }

    private static Node typed(Node node, Nature nature) {
        node.retype(nature);
        return node;
    }
}
