package io.github.keda4j.trigger.generator.reading;

import java.util.ArrayList;
import java.util.List;

/** Reads the words and operators of a condition, one after the other. */
final class Tokens {

    /** A condition that cannot be read; the message says why. */
    static final class BadCondition extends Exception {
        BadCondition(String message) {
            super(message);
        }
    }

    record Token(String text, boolean quoted) {
        boolean is(String sign) {
            return !quoted && text.equals(sign);
        }

        @Override
        public String toString() {
            return quoted ? "'" + text + "'" : text;
        }
    }

    private static final Token END = new Token("the end", false);
    private static final List<String> SIGNS = List.of("==", "!=", ">=", "<=", ">", "<", "~", "(", ")", "[", "]", ",");

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String text) throws BadCondition {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            String sign = signAt(text, at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                int end = text.indexOf('\'', at + 1);
                if (end < 0) {
                    throw new BadCondition("the quotation mark before " + text.substring(at + 1) + " is never closed");
                }
                tokens.add(new Token(text.substring(at + 1, end), true));
                at = end + 1;
            } else if (!sign.isEmpty()) {
                tokens.add(new Token(sign, false));
                at += sign.length();
            } else {
                int end = at;
                while (end < text.length() && isOfWord(text, end)) {
                    end++;
                }
                tokens.add(new Token(text.substring(at, end), false));
                at = end;
            }
        }
    }

    private static boolean isOfWord(String text, int at) {
        char c = text.charAt(at);
        return !Character.isWhitespace(c) && c != '\'' && signAt(text, at).isEmpty();
    }

    private static String signAt(String text, int at) {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                return sign;
            }
        }
        return "";
    }

    Token peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    boolean atEnd() {
        return next >= tokens.size();
    }

    Token take() {
        Token token = peek();
        next++;
        return token;
    }

    /** Skips the operator or keyword if it comes next. */
    boolean skip(String sign) {
        if (!atEnd() && peek().is(sign)) {
            next++;
            return true;
        }
        return false;
    }

    void expect(String sign) throws BadCondition {
        if (!skip(sign)) {
            throw new BadCondition("expected " + sign + " but found " + peek());
        }
    }

    /** Reads a word that is not an operator. */
    Token word(String what) throws BadCondition {
        if (atEnd() || (!peek().quoted() && SIGNS.contains(peek().text()))) {
            throw new BadCondition("expected " + what + " but found " + peek());
        }
        return take();
    }
}
