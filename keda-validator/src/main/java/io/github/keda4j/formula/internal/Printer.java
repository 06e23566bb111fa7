package io.github.keda4j.formula.internal;

import java.util.List;

/**
 * Writes an expression in a uniform way, so that two expressions can be compared. Like expr, it does not distinguish
 * 1.0 from 1.
 */
final class Printer {

    private final StringBuilder out = new StringBuilder();

    private Printer() {}

    static String print(Node node) {
        Printer printer = new Printer();
        printer.write(node);
        return printer.out.toString();
    }

    private void write(Node node) {
        if (node instanceof Node.IntNumber number) {
            out.append(number.value);
        } else if (node instanceof Node.FloatNumber number) {
            out.append(GoNumbers.format(number.value));
        } else if (node instanceof Node.Constant constant) {
            out.append(Format.json(constant.value));
        } else if (node instanceof Node.Name name) {
            out.append(name.name);
        } else if (node instanceof Node.Text text) {
            out.append('"')
                    .append(text.value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        } else if (node instanceof Node.Bytes bytes) {
            out.append("b\"").append(bytes.value.replace("\"", "\\\"")).append('"');
        } else if (node instanceof Node.Flag flag) {
            out.append(flag.value);
        } else if (node instanceof Node.Nil) {
            out.append("nil");
        } else if (node instanceof Node.Pointer pointer) {
            out.append('#').append(pointer.name);
        } else if (node instanceof Node.Unary unary) {
            writeAll(unary.symbol, List.of(unary.operand));
        } else if (node instanceof Node.Binary binary) {
            writeAll(binary.symbol, List.of(binary.left, binary.right));
        } else if (node instanceof Node.BuiltinCall call) {
            writeAll(call.builtin.toString(), call.arguments);
        } else if (node instanceof Node.Chain chain) {
            write(chain.node);
        } else if (node instanceof Node.Predicate predicate) {
            write(predicate.body);
        } else if (node instanceof Node.Member member) {
            writeAll(member.optional ? "?." : ".", List.of(member.node, member.property));
        } else {
            writeOther(node);
        }
    }

    private void writeOther(Node node) {
        if (node instanceof Node.Slice slice) {
            writeAll(
                    "[" + (slice.from == null ? "" : "from") + ":" + (slice.to == null ? "" : "to"),
                    slice.from == null
                            ? slice.to == null ? List.of(slice.node) : List.of(slice.node, slice.to)
                            : slice.to == null
                                    ? List.of(slice.node, slice.from)
                                    : List.of(slice.node, slice.from, slice.to));
        } else if (node instanceof Node.Call call) {
            out.append("call ");
            write(call.callee);
            writeAll("", call.arguments);
        } else if (node instanceof Node.Let let) {
            writeAll("let " + let.name, List.of(let.value, let.body));
        } else if (node instanceof Node.Sequence sequence) {
            writeAll(";", sequence.nodes);
        } else if (node instanceof Node.Conditional conditional) {
            writeAll(
                    conditional.ternary ? "?" : "if",
                    List.of(conditional.condition, conditional.then, conditional.otherwise));
        } else if (node instanceof Node.Array array) {
            writeAll("[]", array.elements);
        } else if (node instanceof Node.MapNode map) {
            writeAll("{}", map.pairs);
        } else if (node instanceof Node.Pair pair) {
            writeAll(":", List.of(pair.key, pair.value));
        } else {
            throw new IllegalStateException("no printer for " + node.getClass());
        }
    }

    private void writeAll(String operator, List<Node> nodes) {
        out.append('(').append(operator);
        for (Node node : nodes) {
            out.append(' ');
            write(node);
        }
        out.append(')');
    }
}
