package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/** Rewrites operations on the result of a filter, so that the array is never created. */
final class Filters {

    private Filters() {}

    /** {@code map(filter(x, p), m)}, unless {@code m} reads the index. */
    static Node mapped(Node node) {
        Node.BuiltinCall filter = filterIn(node, Builtin.MAP);
        if (filter == null || filter.map != null) {
            return node;
        }
        Node.BuiltinCall map = (Node.BuiltinCall) node;
        return readsIndex(map.arguments.get(1))
                ? node
                : retyped(
                        node,
                        new Node.BuiltinCall(
                                node.offset(), Builtin.FILTER, filter.arguments, false, Predicates.body(map)));
    }

    private static boolean readsIndex(Node node) {
        if (node instanceof Node.Pointer pointer && pointer.name.equals("index")) {
            return true;
        }
        boolean[] found = {false};
        node.replaceChildren(child -> {
            found[0] = found[0] || readsIndex(child);
            return child;
        });
        return found[0];
    }

    /** {@code len(filter(x, p))}. */
    static Node counted(Node node) {
        Node.BuiltinCall filter = filterIn(node, Builtin.LEN);
        return filter == null
                ? node
                : retyped(node, new Node.BuiltinCall(node.offset(), Builtin.COUNT, filter.arguments));
    }

    /** {@code filter(x, p)[-1]} and {@code last(filter(x, p))}. */
    static Node last(Node node) {
        return end(node, -1, Builtin.LAST, Builtin.FIND_LAST);
    }

    /** {@code filter(x, p)[0]} and {@code first(filter(x, p))}. */
    static Node first(Node node) {
        return end(node, 0, Builtin.FIRST, Builtin.FIND);
    }

    private static Node end(Node node, long index, Builtin function, Builtin search) {
        if (node instanceof Node.Member member
                && !member.optional
                && member.property instanceof Node.IntNumber number
                && number.value == index
                && member.node instanceof Node.BuiltinCall filter
                && filter.builtin == Builtin.FILTER) {
            return retyped(node, new Node.BuiltinCall(node.offset(), search, filter.arguments, true, filter.map));
        }
        Node.BuiltinCall filter = filterIn(node, function);
        return filter == null
                ? node
                : retyped(node, new Node.BuiltinCall(node.offset(), search, filter.arguments, false, filter.map));
    }

    /** The filter that is the first argument of a call of the function; null if that is something else. */
    private static Node.@Nullable BuiltinCall filterIn(Node node, Builtin function) {
        return node instanceof Node.BuiltinCall call
                        && call.builtin == function
                        && call.arguments.size() == function.minArguments()
                        && call.arguments.get(0) instanceof Node.BuiltinCall filter
                        && filter.builtin == Builtin.FILTER
                ? filter
                : null;
    }

    private static Node retyped(Node old, Node replaced) {
        replaced.retype(old.nature());
        return replaced;
    }
}
