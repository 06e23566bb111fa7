package io.github.keda4j.formula.internal;

import io.github.keda4j.formula.internal.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a formula by the precedence of its operators, and counts nodes as expr does. It stops at the first problem.
 * Nesting is limited, so that no formula overflows the stack here; expr would continue until Go's stack of a gigabyte
 * is full.
 */
final class Parser {

    /** The number of nodes that expr accepts: {@code conf.DefaultMaxNodes}. */
    static final int MAX_NODES = 10_000;

    /** The maximum nesting of brackets, calls and the like. */
    static final int MAX_NESTING = 64;

    /** The maximum height of the tree; a sum with this many terms has this height. */
    static final int MAX_HEIGHT = 256;

    private final Lexer lexer;
    private final Set<String> triggers;
    private Token current;
    private @Nullable Token stashed;
    private int nodes;
    private int depth;
    private int predicates;

    private Parser(String text, Set<String> triggers) {
        lexer = new Lexer(text);
        this.triggers = triggers;
        current = lexer.next();
    }

    /**
     * Parses the text.
     *
     * @param triggers the names of triggers, which hide builtins of the same name
     */
    static Node parse(String text, Set<String> triggers) {
        Parser parser = new Parser(text, triggers);
        Node node = parser.sequence();
        if (!parser.current.is(Kind.END)) {
            throw parser.unexpected();
        }
        return node;
    }

    private void advance() {
        if (stashed != null) {
            current = stashed;
            stashed = null;
            return;
        }
        if (current.is(Kind.END)) {
            throw problem(current, "The formula ends too early.");
        }
        current = lexer.next();
    }

    private void expect(Kind kind, String value) {
        if (!current.is(kind, value)) {
            throw new SyntaxProblem(
                    Rules.SYNTAX, current.offset(), "Expected \"" + value + "\" but found " + current.describe() + ".");
        }
        advance();
    }

    private Token expectName() {
        Token name = current;
        if (!name.is(Kind.IDENTIFIER)) {
            throw problem(name, "Expected a name but found " + name.describe() + ".");
        }
        advance();
        return name;
    }

    private <N extends Node> N create(N node) {
        nodes++;
        if (nodes > MAX_NODES) {
            throw new SyntaxProblem(
                    Rules.SYNTAX,
                    node.offset(),
                    "The formula has more than " + MAX_NODES + " nodes, which expr refuses.");
        }
        return measured(node);
    }

    private <N extends Node> N measured(N node) {
        node.measure();
        if (node.height() > MAX_HEIGHT) {
            throw new Unsupported(node.offset(), "The formula chains more than " + MAX_HEIGHT + " operations.");
        }
        return node;
    }

    private void descend() {
        depth++;
        if (depth > MAX_NESTING) {
            throw new Unsupported(current.offset(), "The formula is nested deeper than " + MAX_NESTING + " levels.");
        }
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        parts.add(expression(0));
        while (current.isOperator(";")) {
            advance();
            if (current.is(Kind.END)) {
                break;
            }
            parts.add(expression(0));
        }
        return parts.size() == 1
                ? parts.get(0)
                : create(new Node.Sequence(parts.get(0).offset(), parts));
    }

    private Node expression(int precedence) {
        descend();
        Node node = precedence == 0 && current.isOperator("let")
                ? let()
                : precedence == 0 && current.isOperator("if") ? conditionalIf() : operation(precedence);
        depth--;
        return node;
    }

    private Node operation(int precedence) {
        Node left = primary();
        String previous = "";
        Token symbol = current;
        while (symbol.is(Kind.OPERATOR)) {
            Token not = null;
            if (symbol.isOperator("not")) {
                not = symbol;
                advance();
                if (!Operator.isNegatable(current.value())) {
                    throw unexpected();
                }
                symbol = current;
            }
            Operator operator = Operator.of(symbol.value());
            if (operator == null || operator.precedence() < precedence) {
                if (not != null) {
                    stashed = current;
                    current = not;
                }
                break;
            }
            advance();
            if (operator == Operator.PIPE) {
                left = call(expectName(), left, true);
            } else {
                refuseMixedCoalesce(previous, symbol);
                left = operator.isComparison()
                        ? comparison(left, symbol, operator)
                        : binary(symbol, operator, left, expression(operator.rightPrecedence()));
                if (not != null) {
                    left = create(new Node.Unary(symbol.offset(), Node.Unary.Kind.NOT, "not", left));
                }
            }
            previous = symbol.value();
            symbol = current;
        }
        return precedence == 0 ? conditional(left) : left;
    }

    private void refuseMixedCoalesce(String previous, Token symbol) {
        if (previous.equals("??") && !symbol.value().equals("??")) {
            throw new SyntaxProblem(
                    Rules.SYNTAX,
                    symbol.offset(),
                    "\"" + symbol.value() + "\" cannot follow ?? without brackets.",
                    "Enclose either the part with ?? or the other one in brackets.");
        }
    }

    private Node binary(Token symbol, Operator operator, Node left, Node right) {
        return create(new Node.Binary(symbol.offset(), operator, symbol.value(), left, right));
    }

    /** {@code 1 < x < 9} means {@code 1 < x && x < 9}. */
    private Node comparison(Node first, Token firstSymbol, Operator firstOperator) {
        Node left = first;
        Token symbol = firstSymbol;
        Operator operator = firstOperator;
        Node all = null;
        while (true) {
            Node right = expression(firstOperator.rightPrecedence());
            Node compared = binary(symbol, operator, left, right);
            all = all == null ? compared : create(new Node.Binary(symbol.offset(), Operator.AND, "&&", all, compared));
            left = right;
            symbol = current;
            Operator next = symbol.is(Kind.OPERATOR) ? Operator.of(symbol.value()) : null;
            if (next == null || !next.isComparison()) {
                return all;
            }
            operator = next;
            advance();
        }
    }

    private Node let() {
        advance();
        Token name = expectName();
        expect(Kind.OPERATOR, "=");
        Node value = expression(0);
        expect(Kind.OPERATOR, ";");
        return create(new Node.Let(name.offset(), name.value(), value, sequence()));
    }

    private Node conditionalIf() {
        descend();
        int offset = current.offset();
        advance();
        Node condition = expression(0);
        Node then = block();
        if (!current.isOperator("else")) {
            throw problem(current, "Expected \"else\" but found " + current.describe() + ".");
        }
        advance();
        Node otherwise = current.isOperator("if") ? conditionalIf() : block();
        depth--;
        return measured(new Node.Conditional(offset, false, condition, then, otherwise)); // expr does not count it
    }

    private Node block() {
        expect(Kind.BRACKET, "{");
        Node node = sequence();
        expect(Kind.BRACKET, "}");
        return node;
    }

    private Node conditional(Node condition) {
        Node node = condition;
        while (current.isOperator("?")) {
            int offset = current.offset();
            advance();
            Node then = node;
            if (!current.isOperator(":")) {
                then = expression(0);
                expect(Kind.OPERATOR, ":");
            } else {
                advance();
            }
            node = create(new Node.Conditional(offset, true, node, then, expression(0)));
        }
        return node;
    }

    private Node primary() {
        if (current.is(Kind.OPERATOR)) {
            return prefixed();
        }
        if (current.isBracket("(")) {
            advance();
            Node node = sequence();
            expect(Kind.BRACKET, ")");
            return postfix(node);
        }
        return secondary();
    }

    private Node prefixed() {
        Token token = current;
        return switch (token.value()) {
            case "not", "!" -> unary(token, Node.Unary.Kind.NOT, 50);
            case "-" -> unary(token, Node.Unary.Kind.MINUS, 90);
            case "+" -> unary(token, Node.Unary.Kind.PLUS, 90);
            case "::" -> {
                advance();
                yield postfix(call(expectName(), null, false));
            }
            case "#", "." -> {
                if (predicates == 0) {
                    throw unexpected();
                }
                yield pointer(token);
            }
            default -> throw unexpected();
        };
    }

    private Node unary(Token symbol, Node.Unary.Kind kind, int precedence) {
        advance();
        Node operand = expression(precedence);
        return postfix(create(new Node.Unary(symbol.offset(), kind, symbol.value(), operand)));
    }

    private Node pointer(Token token) {
        String name = "";
        if (token.isOperator("#")) {
            advance();
            if (current.is(Kind.IDENTIFIER)) {
                name = current.value();
                advance();
            }
        }
        return postfix(create(new Node.Pointer(token.offset(), name)));
    }

    private Node secondary() {
        Token token = current;
        return switch (token.kind()) {
            case IDENTIFIER -> identifier();
            case NUMBER -> {
                advance();
                yield create(Literals.number(token));
            }
            case STRING -> {
                advance();
                yield postfix(create(new Node.Text(token.offset(), token.value())));
            }
            case BYTES -> {
                advance();
                yield postfix(create(new Node.Bytes(token.offset(), token.value())));
            }
            case BRACKET -> {
                if (token.isBracket("[")) {
                    yield postfix(array());
                }
                if (token.isBracket("{")) {
                    yield postfix(map());
                }
                throw unexpected();
            }
            case OPERATOR, END -> throw unexpected();
        };
    }

    private Node identifier() {
        Token token = current;
        advance();
        return switch (token.value()) {
            case "true" -> create(new Node.Flag(token.offset(), true));
            case "false" -> create(new Node.Flag(token.offset(), false));
            case "nil" -> create(new Node.Nil(token.offset()));
            default ->
                postfix(
                        current.isBracket("(")
                                ? call(token, null, true)
                                : create(new Node.Name(token.offset(), token.value())));
        };
    }

    /**
     * Parses a call by name.
     *
     * @param piped the first argument, if it precedes a pipe
     * @param hideable whether a trigger of that name hides the builtin
     */
    private Node call(Token name, @Nullable Node piped, boolean hideable) {
        Builtin builtin = hideable && triggers.contains(name.value()) ? null : Builtin.of(name.value());
        List<Node> arguments = new ArrayList<>();
        if (piped != null) {
            arguments.add(piped);
        }
        if (builtin == null) {
            Node callee = create(new Node.Name(name.offset(), name.value()));
            return create(new Node.Call(name.offset(), callee, arguments(arguments)));
        }
        return create(new Node.BuiltinCall(
                name.offset(),
                builtin,
                builtin.takesPredicate() ? predicateArguments(builtin, arguments) : arguments(arguments)));
    }

    private List<Node> arguments(List<Node> arguments) {
        int before = arguments.size();
        expect(Kind.BRACKET, "(");
        while (!current.isBracket(")")) {
            if (arguments.size() > before) {
                expect(Kind.OPERATOR, ",");
            }
            if (current.isBracket(")")) {
                break;
            }
            arguments.add(expression(0));
        }
        expect(Kind.BRACKET, ")");
        return arguments;
    }

    private List<Node> predicateArguments(Builtin builtin, List<Node> arguments) {
        int before = arguments.size();
        expect(Kind.BRACKET, "(");
        for (int i = before; i < builtin.maxArguments(); i++) {
            if (current.isBracket(")")) {
                if (i >= builtin.minArguments()) {
                    break;
                }
                throw problem(
                        current, builtin + "() needs at least " + Builtin.arguments(builtin.minArguments()) + ".");
            }
            if (i > before) {
                expect(Kind.OPERATOR, ",");
            }
            arguments.add(i == 1 ? predicate() : expression(0));
        }
        if (current.isOperator(",")) {
            advance();
        }
        expect(Kind.BRACKET, ")");
        return arguments;
    }

    private Node predicate() {
        int offset = current.offset();
        Node body;
        predicates++;
        if (current.isBracket("{")) {
            body = block();
        } else {
            body = expression(0);
            if (current.isOperator(";")) {
                throw new SyntaxProblem(
                        Rules.SYNTAX,
                        current.offset(),
                        "A predicate with \";\" needs braces.",
                        "Enclose the predicate in { and }.");
            }
        }
        predicates--;
        return create(new Node.Predicate(offset, body));
    }

    private Node array() {
        int offset = current.offset();
        advance();
        List<Node> elements = new ArrayList<>();
        while (!current.isBracket("]")) {
            if (!elements.isEmpty()) {
                expect(Kind.OPERATOR, ",");
                if (current.isBracket("]")) {
                    break;
                }
            }
            elements.add(expression(0));
        }
        advance();
        return create(new Node.Array(offset, elements));
    }

    private Node map() {
        int offset = current.offset();
        advance();
        List<Node> pairs = new ArrayList<>();
        while (!current.isBracket("}")) {
            if (!pairs.isEmpty()) {
                expect(Kind.OPERATOR, ",");
                if (current.isBracket("}")) {
                    break;
                }
            }
            Node key = mapKey();
            expect(Kind.OPERATOR, ":");
            pairs.add(create(new Node.Pair(offset, key, expression(0))));
        }
        advance();
        return create(new Node.MapNode(offset, pairs));
    }

    private Node mapKey() {
        Token key = current;
        if (key.is(Kind.NUMBER) || key.is(Kind.STRING) || key.is(Kind.IDENTIFIER)) {
            Node node = create(new Node.Text(key.offset(), key.value()));
            advance();
            return node;
        }
        if (key.isBracket("(")) {
            return expression(0);
        }
        throw problem(
                key,
                "A map's key must be a string, a number, a name, or an expression in brackets; found " + key.describe()
                        + ".");
    }

    private Node postfix(Node operand) {
        Node node = operand;
        while (true) {
            if (current.isBracket("[")) {
                node = index(node, false);
            } else if (current.isOperator(".")) {
                advance();
                node = property(node, false);
            } else if (current.isOperator("?.")) {
                advance();
                node = current.isBracket("[") ? index(node, true) : property(node, true);
            } else {
                return node;
            }
        }
    }

    private Node property(Node operand, boolean optional) {
        Token name = current;
        advance();
        if (!name.is(Kind.IDENTIFIER) && !(name.is(Kind.OPERATOR) && isWord(name.value()))) {
            throw problem(name, "Expected a name after the dot but found " + name.describe() + ".");
        }
        Node property = create(new Node.Text(name.offset(), name.value()));
        boolean chained = operand instanceof Node.Chain;
        Node base = operand instanceof Node.Chain chain ? chain.node : operand;
        Node node = create(new Node.Member(name.offset(), base, property, optional));
        if (current.isBracket("(")) {
            node = create(new Node.Call(name.offset(), node, arguments(new ArrayList<>())));
        }
        return chained || optional ? create(new Node.Chain(name.offset(), node)) : node;
    }

    private static boolean isWord(String operator) {
        return Character.isLetter(operator.charAt(0));
    }

    private Node index(Node operand, boolean optional) {
        int offset = current.offset();
        advance();
        Node from = current.isOperator(":") ? null : expression(0);
        Node node;
        if (current.isOperator(":")) {
            advance();
            Node to = current.isBracket("]") ? null : expression(0);
            node = create(new Node.Slice(offset, operand, from, to));
        } else if (from == null) {
            throw unexpected();
        } else {
            node = create(new Node.Member(offset, operand, from, optional));
            if (optional) {
                node = create(new Node.Chain(offset, node));
            }
        }
        expect(Kind.BRACKET, "]");
        return node;
    }

    private SyntaxProblem unexpected() {
        return problem(
                current,
                current.is(Kind.END)
                        ? "The formula ends where a value is expected."
                        : "Unexpected " + current.noun() + ".");
    }

    private static SyntaxProblem problem(Token token, String message) {
        return new SyntaxProblem(Rules.SYNTAX, token.offset(), message);
    }
}
