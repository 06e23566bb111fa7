package io.github.keda4j.trigger.generator.upgrade;

import java.util.ArrayList;
import java.util.List;

/** A token of Go source; the {@code text} of a string is the string's value. */
record GoToken(Kind kind, String text) {

    enum Kind {
        WORD,
        STRING,
        SIGN,
        NEWLINE
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean opens() {
        return is("(") || is("{") || is("[");
    }

    boolean closes() {
        return is(")") || is("}") || is("]");
    }

    /**
     * Reads every token of a file; comments and spaces are left out, but line ends are not, since they end statements.
     */
    static List<GoToken> of(String source) {
        List<GoToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '\n') {
                tokens.add(new GoToken(Kind.NEWLINE, "\n"));
                at++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (source.startsWith("//", at)) {
                at = orEnd(source, source.indexOf('\n', at));
            } else if (source.startsWith("/*", at)) {
                int end = source.indexOf("*/", at);
                at = end < 0 ? source.length() : end + 2;
            } else if (c == '`' || c == '"' || c == '\'') {
                int end = endOfString(source, at, c);
                tokens.add(new GoToken(Kind.STRING, source.substring(at + 1, Math.max(at + 1, end - 1))));
                at = end;
            } else if (Character.isLetterOrDigit(c) || c == '_') {
                int end = at;
                while (end < source.length() && isOfWord(source.charAt(end))) {
                    end++;
                }
                tokens.add(new GoToken(Kind.WORD, source.substring(at, end)));
                at = end;
            } else {
                String sign = source.startsWith(":=", at) ? ":=" : String.valueOf(c);
                tokens.add(new GoToken(Kind.SIGN, sign));
                at += sign.length();
            }
        }
        return tokens;
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** The index after the closing quote; except in raw strings, a backslash escapes the next character. */
    private static int endOfString(String source, int start, char quote) {
        int at = start + 1;
        while (at < source.length() && source.charAt(at) != quote) {
            at += quote != '`' && source.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, source.length());
    }

    private static int orEnd(String source, int index) {
        return index < 0 ? source.length() : index;
    }
}
