package io.github.keda4j.yaml;

import io.github.keda4j.yaml.tree.PlainScalars;

/** Writes a string so that readers of both YAML 1.1 and YAML 1.2 read it as a string. */
final class Scalars {

    private static final int LAST_ASCII = 0x7E;

    private Scalars() {}

    /** Appends a string on one line: plain if that is safe, otherwise in quotes. */
    static void append(StringBuilder out, String text) {
        if (isPlain(text)) {
            out.append(text);
        } else if (isPrintable(text) && (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0)) {
            appendSingleQuoted(out, text);
        } else {
            appendDoubleQuoted(out, text);
        }
    }

    /** Whether a text of several lines can be written as a literal block that is read back unchanged. */
    static boolean isBlock(String text) {
        int lastBreak = text.indexOf('\n');
        if (lastBreak < 0) {
            return false;
        }
        boolean blankLine = true;
        boolean onlyBreaks = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                blankLine = true;
                continue;
            }
            if (c != ' ' && c != '\t') {
                blankLine = false;
                onlyBreaks = false;
            }
            if (c != '\t' && !isPrintable(text, i)) {
                return false;
            }
        }
        boolean endsInBlanks = blankLine && text.charAt(text.length() - 1) != '\n';
        return !onlyBreaks && !endsInBlanks;
    }

    /** Appends a literal block, its lines indented by the given number of spaces, and the line break after it. */
    static void appendBlock(StringBuilder out, String text, int indent) {
        int end = text.length();
        out.append('|');
        if (text.charAt(0) == ' ' || text.charAt(0) == '\t' || text.charAt(0) == '\n') {
            out.append('2');
        }
        if (text.charAt(end - 1) != '\n') {
            out.append('-');
        } else {
            end--;
            if (end > 0 && text.charAt(end - 1) == '\n') {
                out.append('+');
            }
        }
        out.append('\n');
        for (int start = 0; start <= end; ) {
            int next = text.indexOf('\n', start);
            int stop = next < 0 || next > end ? end : next;
            if (stop > start) {
                indent(out, indent);
                out.append(text, start, stop);
            }
            out.append('\n');
            start = stop + 1;
        }
    }

    static void indent(StringBuilder out, int spaces) {
        for (int i = 0; i < spaces; i++) {
            out.append(' ');
        }
    }

    /** Whether a string can be written without quotes. */
    static boolean isPlain(String text) {
        int length = text.length();
        if (length == 0 || text.charAt(length - 1) == ' ' || text.charAt(length - 1) == ':') {
            return false;
        }
        if (!canStart(text) || text.startsWith("---") || text.startsWith("...")) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == ':' && text.charAt(i + 1) == ' ' || c == '#' && text.charAt(i - 1) == ' ') {
                return false;
            }
            if ((c < ' ' || c > LAST_ASCII) && !isPrintable(text, i)) {
                return false;
            }
        }
        return !PlainScalars.isKeyword(text) && !PlainScalars.isNumberOrDate(text);
    }

    private static boolean canStart(String text) {
        return switch (text.charAt(0)) {
            case ' ', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '=' -> false;
            case '-', '?', ':' -> text.length() > 1 && text.charAt(1) != ' ';
            default -> true;
        };
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPrintable(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(String text, int index) {
        char c = text.charAt(index);
        if (c <= LAST_ASCII) {
            return c >= ' ';
        }
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        // Line and paragraph separators break lines in YAML 1.1. Neither the byte order mark nor the last two
        // characters are text.
        return c >= 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c < 0xFFFE;
    }

    private static void appendSingleQuoted(StringBuilder out, String text) {
        out.append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                out.append('\'');
            }
            out.append(c);
        }
        out.append('\'');
    }

    static void appendDoubleQuoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 0 -> out.append("\\0");
                default -> {
                    if (isPrintable(text, i)) {
                        out.append(c);
                    } else {
                        appendEscaped(out, c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void appendEscaped(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }
}
