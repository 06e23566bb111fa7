package io.github.keda4j.yaml;

import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON values of a text, one after the other, each with its place. Like kubectl, it first tries to read text
 * that begins with a brace as JSON, so that only other text is read as YAML, and it reports where the JSON ends.
 */
final class JsonText {

    /** Thrown if the text is not JSON. It is a signal to the caller and never leaves this package. */
    private static final class NotJson extends RuntimeException {
        NotJson() {
            super(null, null, false, false);
        }
    }

    private static final NotJson NOT_JSON = new NotJson();

    private final String text;
    private int position;
    private int line;
    private int lineStart;
    private int depth;
    private int nodes;

    JsonText(String text, int line) {
        this.text = text;
        this.line = line;
    }

    /** The rest of the text, which has not been read yet. */
    String rest() {
        return text.substring(position);
    }

    /** The line on which the rest begins, from 1. */
    int line() {
        return line;
    }

    /** The column in which the rest begins, from 1. */
    int column() {
        return position - lineStart + 1;
    }

    /** Whether there is nothing but white space left. */
    boolean isAtEnd() {
        skipWhite();
        return position == text.length();
    }

    /**
     * Reads the next value; returns null if it is not JSON, and then leaves the position at its beginning.
     *
     * @throws ManifestException if the value is JSON but larger than any manifest
     */
    @Nullable
    Node next() {
        skipWhite();
        int start = position;
        int startLine = line;
        int startOfLine = lineStart;
        depth = 0;
        nodes = 0;
        try {
            return value();
        } catch (NotJson e) {
            position = start;
            line = startLine;
            lineStart = startOfLine;
            return null;
        }
    }

    private Node value() {
        if (++nodes > Documents.MAX_NODES) {
            throw Documents.tooManyNodes(line, column());
        }
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> {
                int column = column();
                int startLine = line;
                yield new Node.Scalar(startLine, column, string(), false);
            }
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private Node object() {
        int startLine = line;
        int startColumn = column();
        enter();
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        int size = 1;
        boolean more = !closes('}');
        while (more) {
            int keyLine = line;
            int keyColumn = column();
            if (peek() != '"') {
                throw NOT_JSON;
            }
            String key = string();
            nodes++;
            skipWhite();
            expect(':');
            skipWhite();
            Node value = value();
            size += value.size() + 1;
            Documents.addOnce(entries, new Node.Entry(key, keyLine, keyColumn, value));
            skipWhite();
            more = continues('}');
        }
        depth--;
        return new Node.Mapping(startLine, startColumn, List.copyOf(entries.values()), size);
    }

    private Node array() {
        int startLine = line;
        int startColumn = column();
        enter();
        List<Node> elements = new ArrayList<>();
        int size = 1;
        boolean more = !closes(']');
        while (more) {
            Node element = value();
            elements.add(element);
            size += element.size();
            skipWhite();
            more = continues(']');
        }
        depth--;
        return new Node.Sequence(startLine, startColumn, elements, size);
    }

    private void enter() {
        if (++depth > Documents.MAX_DEPTH) {
            throw Documents.tooDeep(line, column());
        }
        position++;
        skipWhite();
    }

    private boolean closes(char bracket) {
        if (peek() != bracket) {
            return false;
        }
        position++;
        return true;
    }

    private boolean continues(char bracket) {
        if (closes(bracket)) {
            return false;
        }
        expect(',');
        skipWhite();
        return true;
    }

    private Node word(String word) {
        if (!text.startsWith(word, position)) {
            throw NOT_JSON;
        }
        Node.Scalar scalar = new Node.Scalar(line, column(), word, true);
        position += word.length();
        endOfWord();
        return scalar;
    }

    private Node number() {
        int start = position;
        int column = column();
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        endOfWord();
        return new Node.Scalar(line, column, text.substring(start, position), true);
    }

    private void digits() {
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        if (position == start) {
            throw NOT_JSON;
        }
    }

    private void endOfWord() {
        if (position < text.length() && Character.isLetterOrDigit(text.charAt(position))) {
            throw NOT_JSON;
        }
    }

    private String string() {
        int start = ++position;
        while (peek() != '"' && text.charAt(position) != '\\') {
            if (text.charAt(position) < ' ') {
                throw NOT_JSON;
            }
            position++;
        }
        if (text.charAt(position) == '"') {
            return text.substring(start, position++);
        }
        StringBuilder value = new StringBuilder(text.substring(start, position));
        for (char c = peek(); c != '"'; c = peek()) {
            if (c < ' ') {
                throw NOT_JSON;
            }
            position++;
            value.append(c == '\\' ? escaped() : c);
        }
        position++;
        replaceHalves(value);
        return value.toString();
    }

    private char escaped() {
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw NOT_JSON;
        };
    }

    private char codeUnit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || text.charAt(position) > 'f') {
                throw NOT_JSON;
            }
            unit = unit * 16 + digit;
            position++;
        }
        return (char) unit;
    }

    /** If an escape is only half of a surrogate pair, Go reads U+FFFD instead. */
    private static void replaceHalves(StringBuilder value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                value.setCharAt(i, '\uFFFD');
            }
        }
    }

    private void skipWhite() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n') {
                line++;
                lineStart = position + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            position++;
        }
    }

    private boolean skip(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw NOT_JSON;
        }
    }

    private char peek() {
        if (position >= text.length()) {
            throw NOT_JSON;
        }
        return text.charAt(position);
    }
}
