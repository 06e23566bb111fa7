package io.github.keda4j.formula.internal;

import java.util.function.Supplier;

/** Decodes the escapes in a quoted string. */
final class Escapes {

    private Escapes() {}

    /** The bytes of a string, in which numeric escapes mean characters. */
    static String text(String quoted, Supplier<SyntaxProblem> problem) {
        return unescape(quoted, problem, false);
    }

    /** The bytes of a byte string, in which numeric escapes mean bytes. */
    static String bytes(String quoted, Supplier<SyntaxProblem> problem) {
        return unescape(quoted, problem, true);
    }

    private static String unescape(String quoted, Supplier<SyntaxProblem> problem, boolean bytes) {
        if (quoted.indexOf('\\') < 0 && quoted.indexOf('\r') < 0) {
            return GoString.of(quoted);
        }
        StringBuilder value = new StringBuilder(quoted.length());
        for (int at = 0; at < quoted.length(); ) {
            int rune = quoted.codePointAt(at);
            at += Character.charCount(rune);
            if (rune != '\\') {
                GoString.append(value, rune == '\r' ? '\n' : rune);
                continue;
            }
            char kind = quoted.charAt(at++);
            switch (kind) {
                case 'a' -> value.append('\u0007');
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'v' -> value.append('\u000b');
                case '\\', '\'', '"' -> value.append(kind);
                case 'x', '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    int number = kind == 'x' ? number(quoted, at, at + 2, 16) : number(quoted, at - 1, at + 2, 8);
                    if (number > 0xFF) {
                        throw problem.get();
                    }
                    at += 2;
                    append(value, number, bytes);
                }
                case 'u', 'U' -> {
                    boolean braces = kind == 'u' && quoted.charAt(at) == '{';
                    int end = braces ? quoted.indexOf('}', at) : at + (kind == 'u' ? 4 : 8);
                    int number = number(quoted, braces ? at + 1 : at, end, 16);
                    if (bytes || number > Character.MAX_CODE_POINT) {
                        throw problem.get();
                    }
                    at = braces ? end + 1 : end;
                    append(value, number, number < 0); // beyond 31 bits Go cuts it to a byte
                }
                default -> throw problem.get();
            }
        }
        return value.toString();
    }

    private static void append(StringBuilder value, int number, boolean asByte) {
        if (asByte) {
            value.append((char) (number & 0xFF));
        } else {
            GoString.append(value, number);
        }
    }

    private static int number(String quoted, int from, int to, int base) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * base + digit(quoted.charAt(at));
        }
        return number;
    }

    /** The value of a hexadecimal digit; 16 for any other character. */
    static int digit(int rune) {
        if (rune >= '0' && rune <= '9') {
            return rune - '0';
        }
        int lower = rune | 0x20;
        return rune < 0x80 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
    }
}
