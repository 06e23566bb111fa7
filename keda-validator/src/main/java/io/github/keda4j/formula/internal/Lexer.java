package io.github.keda4j.formula.internal;

import io.github.keda4j.formula.internal.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Splits the text of a formula into tokens, one at a time, in one pass. */
final class Lexer {

    private static final int END = -1;
    private static final String DIGITS = "0123456789_";

    private final String text;
    private int start;
    private int at;
    private @Nullable Token waiting;

    Lexer(String text) {
        this.text = text;
    }

    /** Reads the next token; after the end, returns the end again. */
    Token next() {
        if (waiting != null) {
            Token token = waiting;
            waiting = null;
            return token;
        }
        skipSpaceAndComments();
        start = at;
        int rune = read();
        return switch (rune) {
            case END -> new Token(Kind.END, "", text.length());
            case '\'', '"' -> string(rune);
            case '`' -> rawString();
            case '?' -> operatorWith(".?");
            case '|' -> operatorWith("|");
            case ':' -> operatorWith(":");
            case '&', '!', '=', '*', '<', '>' -> operatorWith("&=*");
            case ',', ';', '%', '+', '-', '^', '/' -> token(Kind.OPERATOR);
            case '(', '[', '{', ')', ']', '}' -> token(Kind.BRACKET);
            case '#' -> pointer();
            case '.' -> dot();
            default -> wordOrNumber(rune);
        };
    }

    /** Reads an operator of one character, or of two if the second one is among the given ones. */
    private Token operatorWith(String second) {
        accept(second);
        return token(Kind.OPERATOR);
    }

    private Token wordOrNumber(int rune) {
        if ((rune == 'b' || rune == 'B') && (peek() == '\'' || peek() == '"')) {
            return bytes();
        }
        if (isDigit(rune)) {
            at = start;
            return number();
        }
        if (isAlphanumeric(rune)) {
            return word();
        }
        throw problem(
                start,
                "The character " + Character.toString(rune) + " (" + String.format("U+%04X", rune)
                        + ") has no meaning in a formula.");
    }

    private void skipSpaceAndComments() {
        while (at < text.length()) {
            int rune = text.codePointAt(at);
            if (GoString.isSpace(rune)) {
                at += Character.charCount(rune);
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw problem(at, "The comment that begins with /* is not closed.");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private Token token(Kind kind) {
        return new Token(kind, GoString.of(text.substring(start, at)), start);
    }

    private Token dot() {
        if (isDigit(peek())) {
            return number();
        }
        accept(".");
        return token(Kind.OPERATOR);
    }

    private Token number() {
        String digits = DIGITS;
        if (accept("0")) {
            if (accept("xX")) {
                digits = "0123456789abcdefABCDEF_";
            } else if (accept("oO")) {
                digits = "01234567_";
            } else if (accept("bB")) {
                digits = "01_";
            }
        }
        acceptAll(digits);
        int whole = at;
        if (accept(".")) {
            if (peek() == '.') { // the range 1..2
                at = whole;
                return token(Kind.NUMBER);
            }
            acceptAll(digits);
        }
        if (accept("eE")) {
            accept("+-");
            acceptAll(digits);
        }
        if (isAlphanumeric(peek())) {
            read();
            throw problem(start, Token.quoted(text.substring(start, at)) + " is not a number.");
        }
        return token(Kind.NUMBER);
    }

    private Token word() {
        skipAlphanumerics();
        Token word = token(Kind.IDENTIFIER);
        return switch (word.value()) {
            case "not" -> not();
            case "in", "or", "and", "matches", "contains", "startsWith", "endsWith", "let", "if", "else" ->
                token(Kind.OPERATOR);
            default -> word;
        };
    }

    /** Handles {@code not}, which may form an operator with the next word on the same line: {@code not in}. */
    private Token not() {
        Token not = token(Kind.OPERATOR);
        acceptAll(" ");
        int beforeWord = at;
        start = at;
        skipAlphanumerics();
        Token word = token(Kind.OPERATOR);
        if (Operator.isNegatable(word.value())) {
            waiting = word;
        } else {
            at = beforeWord;
        }
        return not;
    }

    private Token pointer() {
        accept("#");
        Token pointer = token(Kind.OPERATOR);
        start = at;
        skipAlphanumerics();
        if (at > start) {
            waiting = token(Kind.IDENTIFIER);
        }
        return pointer;
    }

    private Token string(int quote) {
        skipString(quote);
        String value = Escapes.text(text.substring(start + 1, at - 1), () -> badEscape(start));
        return new Token(Kind.STRING, value, start);
    }

    private Token bytes() {
        skipString(read());
        String value = Escapes.bytes(text.substring(start + 2, at - 1), () -> badEscape(start));
        return new Token(Kind.BYTES, value, start);
    }

    private void skipString(int quote) {
        int rune = read();
        while (rune != quote) {
            if (rune == END || rune == '\n') {
                throw problem(start, "The string is not closed on its line.");
            }
            rune = rune == '\\' ? skipEscape(quote) : read();
        }
    }

    private int skipEscape(int quote) {
        int rune = read();
        return switch (rune) {
            case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> read();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> skipDigits(rune, 8, 3);
            case 'x' -> skipDigits(read(), 16, 2);
            case 'u' -> peek() == '{' ? skipBraces() : skipDigits(read(), 16, 4);
            case 'U' -> skipDigits(read(), 16, 8);
            default -> {
                if (rune != quote) {
                    throw badEscape(at - 1);
                }
                yield read();
            }
        };
    }

    private int skipDigits(int first, int base, int count) {
        int rune = first;
        for (int i = 0; i < count; i++) {
            if (Escapes.digit(rune) >= base) {
                throw badEscape(at - 1);
            }
            rune = read();
        }
        return rune;
    }

    private int skipBraces() {
        read();
        int digits = 0;
        for (; peek() != '}'; digits++) {
            if (Escapes.digit(peek()) >= 16 || digits >= 6) {
                throw badEscape(at);
            }
            read();
        }
        if (digits == 0) {
            throw badEscape(at);
        }
        read();
        return read();
    }

    private SyntaxProblem badEscape(int offset) {
        return problem(Math.min(offset, text.length()), "The string has an escape that expr does not know.");
    }

    /** Reads a string between backticks; a doubled backtick means one backtick. */
    private Token rawString() {
        StringBuilder value = new StringBuilder();
        while (true) {
            int end = text.indexOf('`', at);
            if (end < 0) {
                throw problem(start, "The string that begins with a backtick is not closed.");
            }
            value.append(text, at, end);
            at = end + 1;
            if (peek() != '`') {
                return new Token(Kind.STRING, GoString.of(value.toString()), start);
            }
            value.append('`');
            at++;
        }
    }

    private int read() {
        if (at >= text.length()) {
            return END;
        }
        int rune = text.codePointAt(at);
        at += Character.charCount(rune);
        return rune;
    }

    private int peek() {
        return at < text.length() ? text.codePointAt(at) : END;
    }

    private boolean accept(String valid) {
        int rune = peek();
        if (rune != END && valid.indexOf(rune) >= 0) {
            at += Character.charCount(rune);
            return true;
        }
        return false;
    }

    private void acceptAll(String valid) {
        boolean more = true;
        while (more) {
            more = accept(valid);
        }
    }

    private void skipAlphanumerics() {
        while (isAlphanumeric(peek())) {
            read();
        }
    }

    private boolean isAlphanumeric(int rune) {
        if (rune < 0x80) {
            return isAsciiLetter(rune) || isDigit(rune) || rune == '_' || rune == '$';
        }
        if (Character.getType(rune) == Character.UNASSIGNED) {
            throw new Unsupported(
                    at, "The character " + String.format("U+%04X", rune) + " is newer than this Java's Unicode.");
        }
        return Character.isLetter(rune) || Character.isDigit(rune);
    }

    private static boolean isAsciiLetter(int rune) {
        return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
    }

    private static boolean isDigit(int rune) {
        return rune >= '0' && rune <= '9';
    }

    /** Whether the text is a single name, as formulas write names. */
    static boolean isName(String text) {
        if (text.isEmpty() || isDigit(text.charAt(0))) {
            return false;
        }
        Lexer lexer = new Lexer(text);
        try {
            Token token = lexer.next();
            return token.is(Kind.IDENTIFIER)
                    && token.value().equals(GoString.of(text))
                    && lexer.next().is(Kind.END);
        } catch (SyntaxProblem | Unsupported e) {
            return false;
        }
    }

    private static SyntaxProblem problem(int offset, String message) {
        return new SyntaxProblem(Rules.SYNTAX, offset, message);
    }
}
