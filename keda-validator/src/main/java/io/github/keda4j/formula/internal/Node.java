package io.github.keda4j.formula.internal;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A node of the syntax tree. The optimizer replaces children in place, as expr's does. A node may be the child of two
 * parents: in {@code 1 < x < 9}, both comparisons contain {@code x}.
 */
abstract sealed class Node {

    private final int offset;
    private int height = 1;
    private int size = 1;
    private Nature nature = Nature.UNKNOWN;
    private boolean checked;

    Node(int offset) {
        this.offset = offset;
    }

    /** The position of the node in the text that KEDA compiles. */
    int offset() {
        return offset;
    }

    /** The number of nodes on the longest path down, including this one. */
    int height() {
        return height;
    }

    /** The number of nodes in the tree below, including this one; a node with two parents counts twice. */
    int size() {
        return size;
    }

    /** Measures the tree below, whose children have been measured. */
    final void measure() {
        height = 1;
        size = 1;
        replaceChildren(child -> {
            height = Math.max(height, child.height + 1);
            size = (int) Math.min((long) size + child.size, Integer.MAX_VALUE);
            return child;
        });
    }

    Nature nature() {
        return nature;
    }

    /** The type that expr's compiler sees. */
    GoType type() {
        GoType type = nature.type();
        return type == null ? GoType.ANY : type;
    }

    /** Whether the checker has visited the node; expr's checker skips some places. */
    boolean isChecked() {
        return checked;
    }

    void check(Nature found) {
        nature = found;
        checked = true;
    }

    /** Records what the optimizer knows about a node that it inserted: only the type. */
    void retype(Nature other) {
        nature = other.type() == null ? Nature.UNKNOWN : Nature.of(other.type());
        checked = true;
    }

    /**
     * Passes each child to the function and replaces it with the result; expr does not visit {@code BuiltinCall.map}.
     */
    void replaceChildren(UnaryOperator<Node> replacement) {}

    private static void replaceAll(List<Node> nodes, UnaryOperator<Node> replacement) {
        nodes.replaceAll(replacement);
    }

    static final class Nil extends Node {
        Nil(int offset) {
            super(offset);
        }
    }

    static final class Name extends Node {
        final String name;

        Name(int offset, String name) {
            super(offset);
            this.name = name;
        }
    }

    static final class IntNumber extends Node {
        final long value;

        IntNumber(int offset, long value) {
            super(offset);
            this.value = value;
        }
    }

    static final class FloatNumber extends Node {
        final double value;

        FloatNumber(int offset, double value) {
            super(offset);
            this.value = value;
        }
    }

    static final class Flag extends Node {
        final boolean value;

        Flag(int offset, boolean value) {
            super(offset);
            this.value = value;
        }
    }

    static final class Text extends Node {
        final String value;

        Text(int offset, String value) {
            super(offset);
            this.value = value;
        }
    }

    static final class Bytes extends Node {
        final String value;

        Bytes(int offset, String value) {
            super(offset);
            this.value = value;
        }
    }

    /** A value that the optimizer has already computed: an array, or a set for lookups. */
    static final class Constant extends Node {
        final Object value;

        Constant(int offset, Object value) {
            super(offset);
            this.value = value;
        }
    }

    static final class Unary extends Node {

        enum Kind {
            NOT,
            MINUS,
            PLUS
        }

        final Kind kind;
        final String symbol;
        Node operand;

        Unary(int offset, Kind kind, String symbol, Node operand) {
            super(offset);
            this.kind = kind;
            this.symbol = symbol;
            this.operand = operand;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            operand = replacement.apply(operand);
        }
    }

    static final class Binary extends Node {
        final Operator operator;
        final String symbol;
        Node left;
        Node right;

        Binary(int offset, Operator operator, String symbol, Node left, Node right) {
            super(offset);
            this.operator = operator;
            this.symbol = symbol;
            this.left = left;
            this.right = right;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            left = replacement.apply(left);
            right = replacement.apply(right);
        }
    }

    /** The sum of an array's elements, added from the right; it replaces a chain of additions. */
    static final class Total extends Node {
        final List<Node> terms;

        Total(int offset, List<Node> terms) {
            super(offset);
            this.terms = terms;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            replaceAll(terms, replacement);
        }
    }

    /** A chain that {@code ?.} may leave early. */
    static final class Chain extends Node {
        Node node;

        Chain(int offset, Node node) {
            super(offset);
            this.node = node;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            node = replacement.apply(node);
        }
    }

    static final class Member extends Node {
        Node node;
        Node property;
        final boolean optional;

        Member(int offset, Node node, Node property, boolean optional) {
            super(offset);
            this.node = node;
            this.property = property;
            this.optional = optional;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            node = replacement.apply(node);
            property = replacement.apply(property);
        }
    }

    static final class Slice extends Node {
        Node node;

        @Nullable
        Node from;

        @Nullable
        Node to;

        Slice(int offset, Node node, @Nullable Node from, @Nullable Node to) {
            super(offset);
            this.node = node;
            this.from = from;
            this.to = to;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            node = replacement.apply(node);
            from = from == null ? null : replacement.apply(from);
            to = to == null ? null : replacement.apply(to);
        }
    }

    static final class Call extends Node {
        Node callee;
        final List<Node> arguments;

        Call(int offset, Node callee, List<Node> arguments) {
            super(offset);
            this.callee = callee;
            this.arguments = arguments;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            callee = replacement.apply(callee);
            replaceAll(arguments, replacement);
        }
    }

    static final class BuiltinCall extends Node {
        final Builtin builtin;
        final List<Node> arguments;
        /** Whether the search fails if it finds nothing, as the index access that it replaces would. */
        final boolean failing;
        /** The value that a filter or a search returns instead of the element. */
        final @Nullable Node map;
        /** The number of matches that is enough for a count that is only compared; 0 if all are counted. */
        long enough;

        BuiltinCall(int offset, Builtin builtin, List<Node> arguments) {
            this(offset, builtin, arguments, false, null);
        }

        BuiltinCall(int offset, Builtin builtin, List<Node> arguments, boolean failing, @Nullable Node map) {
            super(offset);
            this.builtin = builtin;
            this.arguments = arguments;
            this.failing = failing;
            this.map = map;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            replaceAll(arguments, replacement);
        }
    }

    static final class Predicate extends Node {
        Node body;

        Predicate(int offset, Node body) {
            super(offset);
            this.body = body;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            body = replacement.apply(body);
        }
    }

    /** The current element or, with a name, its index or the accumulator. */
    static final class Pointer extends Node {
        final String name;

        Pointer(int offset, String name) {
            super(offset);
            this.name = name;
        }
    }

    static final class Let extends Node {
        final String name;
        Node value;
        Node body;

        Let(int offset, String name, Node value, Node body) {
            super(offset);
            this.name = name;
            this.value = value;
            this.body = body;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            value = replacement.apply(value);
            body = replacement.apply(body);
        }
    }

    static final class Sequence extends Node {
        final List<Node> nodes;

        Sequence(int offset, List<Node> nodes) {
            super(offset);
            this.nodes = nodes;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            replaceAll(nodes, replacement);
        }
    }

    static final class Conditional extends Node {
        final boolean ternary;
        Node condition;
        Node then;
        Node otherwise;

        Conditional(int offset, boolean ternary, Node condition, Node then, Node otherwise) {
            super(offset);
            this.ternary = ternary;
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            condition = replacement.apply(condition);
            then = replacement.apply(then);
            otherwise = replacement.apply(otherwise);
        }
    }

    static final class Array extends Node {
        final List<Node> elements;

        Array(int offset, List<Node> elements) {
            super(offset);
            this.elements = elements;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            replaceAll(elements, replacement);
        }
    }

    static final class MapNode extends Node {
        final List<Node> pairs;

        MapNode(int offset, List<Node> pairs) {
            super(offset);
            this.pairs = pairs;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            replaceAll(pairs, replacement);
        }
    }

    static final class Pair extends Node {
        Node key;
        Node value;

        Pair(int offset, Node key, Node value) {
            super(offset);
            this.key = key;
            this.value = value;
        }

        @Override
        void replaceChildren(UnaryOperator<Node> replacement) {
            key = replacement.apply(key);
            value = replacement.apply(value);
        }
    }
}
