package io.github.keda4j.formula.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads numbers as formulas write them. */
final class Literals {

    private Literals() {}

    static Node number(Token token) {
        String digits = token.value().replace("_", "");
        String lower = digits.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("0x") && (lower.indexOf('.') >= 0 || lower.indexOf('e') >= 0)) {
            Double value = GoNumbers.parseFloat(digits);
            return new Node.FloatNumber(token.offset(), found(value, token));
        }
        Long value = lower.startsWith("0x")
                ? GoNumbers.parseDigits(digits, 2, 16)
                : lower.startsWith("0b")
                        ? GoNumbers.parseDigits(digits, 2, 2)
                        : lower.startsWith("0o")
                                ? GoNumbers.parseDigits(digits, 2, 8)
                                : GoNumbers.parseDigits(digits, 0, 10);
        return new Node.IntNumber(token.offset(), found(value, token));
    }

    private static <T> T found(@Nullable T value, Token token) {
        if (value == null) {
            throw new SyntaxProblem(
                    Rules.SYNTAX,
                    token.offset(),
                    Token.quoted(token.value()) + " is not a number that fits into 64 bits.");
        }
        return value;
    }
}
