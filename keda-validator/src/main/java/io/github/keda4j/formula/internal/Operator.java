package io.github.keda4j.formula.internal;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operators between two operands. Operators with a higher precedence bind more tightly. */
enum Operator {
    PIPE(0, "|"),
    OR(10, "||", "or"),
    AND(15, "&&", "and"),
    EQUAL(20, "=="),
    NOT_EQUAL(20, "!="),
    LESS(20, "<"),
    MORE(20, ">"),
    MORE_OR_EQUAL(20, ">="),
    LESS_OR_EQUAL(20, "<="),
    IN(20, "in"),
    MATCHES(20, "matches"),
    CONTAINS(20, "contains"),
    STARTS_WITH(20, "startsWith"),
    ENDS_WITH(20, "endsWith"),
    RANGE(25, ".."),
    ADD(30, "+"),
    SUBTRACT(30, "-"),
    MULTIPLY(60, "*"),
    DIVIDE(60, "/"),
    MODULO(60, "%"),
    POWER(100, "**", "^"),
    COALESCE(500, "??");

    private static final Map<String, Operator> BY_SYMBOL = Stream.of(values())
            .flatMap(operator -> Stream.of(operator.symbol, operator.otherSymbol)
                    .distinct()
                    .map(symbol -> Map.entry(symbol, operator)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final int precedence;
    private final String symbol;
    private final String otherSymbol;

    Operator(int precedence, String symbol) {
        this(precedence, symbol, symbol);
    }

    Operator(int precedence, String symbol, String otherSymbol) {
        this.precedence = precedence;
        this.symbol = symbol;
        this.otherSymbol = otherSymbol;
    }

    static @Nullable Operator of(String symbol) {
        return BY_SYMBOL.get(symbol);
    }

    /** Whether {@code not} may precede the operator. */
    static boolean isNegatable(String symbol) {
        return switch (symbol) {
            case "contains", "matches", "startsWith", "endsWith", "in" -> true;
            default -> false;
        };
    }

    int precedence() {
        return precedence;
    }

    /** The lowest precedence that an operator in the right operand may have. */
    int rightPrecedence() {
        return this == POWER ? precedence : precedence + 1;
    }

    boolean isComparison() {
        return this == LESS || this == MORE || this == LESS_OR_EQUAL || this == MORE_OR_EQUAL;
    }

    boolean isLogical() {
        return this == AND || this == OR;
    }

    /** The operator as it is usually written in formulas. */
    String symbol() {
        return symbol;
    }
}
