package io.github.keda4j.formula.internal;

/**
 * A token of a formula.
 *
 * @param kind the kind of token
 * @param value the token as written; for a string, its content
 * @param offset the place in the text at which it begins
 */
record Token(Kind kind, String value, int offset) {

    private static final int MAX_SHOWN = 60;

    enum Kind {
        IDENTIFIER,
        NUMBER,
        STRING,
        BYTES,
        OPERATOR,
        BRACKET,
        END
    }

    boolean is(Kind otherKind) {
        return kind == otherKind;
    }

    boolean is(Kind otherKind, String otherValue) {
        return kind == otherKind && value.equals(otherValue);
    }

    boolean isOperator(String operator) {
        return is(Kind.OPERATOR, operator);
    }

    boolean isBracket(String bracket) {
        return is(Kind.BRACKET, bracket);
    }

    /** A text from a formula for a message: in quotes, and not longer than a line. */
    static String quoted(String text) {
        return text.length() <= MAX_SHOWN ? "\"" + text + "\"" : "\"" + text.substring(0, MAX_SHOWN) + "...\"";
    }

    /** The token in words for a message, without an article. */
    String noun() {
        return switch (kind) {
            case END -> "end of the formula";
            case IDENTIFIER -> "name " + quoted(GoString.text(value));
            case NUMBER -> "number " + quoted(value);
            case STRING, BYTES -> "string";
            case OPERATOR, BRACKET -> "\"" + value + "\"";
        };
    }

    /** The token in words for a message. */
    String describe() {
        return switch (kind) {
            case END, IDENTIFIER, NUMBER -> "the " + noun();
            case STRING, BYTES -> "a string";
            case OPERATOR, BRACKET -> noun();
        };
    }
}
