package io.github.keda4j.yaml;

import io.github.keda4j.yaml.tree.Node;
import io.github.keda4j.yaml.tree.PlainScalars;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the YAML that nearly every manifest is written in: block maps and lists, scalars on one line, literal blocks,
 * comments, flow collections on one line. It needs a fifth of the general parser's time. Anything else (anchors, tags,
 * folded and multi-line scalars, tabs, mistakes) makes this parser give up, and the general parser then reads the
 * document from the start, so this parser never decides what is an error. A test checks that both parsers produce the
 * same trees.
 */
final class PlainYaml {

    /** Signals that the document is for the general parser. It never leaves this class. */
    private static final class Unusual extends RuntimeException {
        Unusual() {
            super(null, null, false, false);
        }
    }

    private static final Unusual UNUSUAL = new Unusual();

    private static final int LINE_BREAK = '\n';

    private final String text;
    private final int length;
    private int position;
    private int line;
    private int lineStart;
    private int depth;
    private int nodes;

    private PlainYaml(String text, int line) {
        this.text = text;
        this.length = text.length();
        this.line = line;
    }

    /**
     * Reads the only document of a text; returns null if it is for the general parser or is empty.
     *
     * @param text the text that {@link DocumentText} passed on for a document
     * @param line the line on which the text begins, from 1
     */
    static @Nullable Node read(String text, int line) {
        try {
            return new PlainYaml(text, line).document();
        } catch (Unusual e) {
            return null;
        }
    }

    private @Nullable Node document() {
        int indent = nextContent();
        if (indent == 0 && isMarker('-')) {
            position += 3;
            endOfLine();
            indent = nextContent();
        }
        if (indent != 0) { // nothing at all, or an indented document
            return null;
        }
        Node root = block(0);
        if (nextContent() >= 0) {
            throw UNUSUAL;
        }
        return root;
    }

    private boolean isMarker(char c) {
        return length - position >= 3
                && text.charAt(position) == c
                && text.charAt(position + 1) == c
                && text.charAt(position + 2) == c
                && (length - position == 3 || isWhite(text.charAt(position + 3)));
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == LINE_BREAK;
    }

    /**
     * From the start of a line, goes to the first character of the next line that is neither blank nor a comment;
     * returns its column, or -1 at the end.
     */
    private int nextContent() {
        while (position < length) {
            int start = position;
            while (position < length && text.charAt(position) == ' ') {
                position++;
            }
            if (position == length) {
                return -1;
            }
            char c = text.charAt(position);
            if (c == '#') {
                skipComment();
            } else if (c == LINE_BREAK) {
                breakLine();
            } else if (c < ' ') {
                throw UNUSUAL;
            } else {
                return position - start;
            }
        }
        return -1;
    }

    private void skipComment() {
        int end = text.indexOf(LINE_BREAK, position);
        for (int i = position; i < (end < 0 ? length : end); i++) {
            ordinary(text.charAt(i));
        }
        position = end < 0 ? length : end;
        if (end >= 0) {
            breakLine();
        }
    }

    private void breakLine() {
        position++;
        line++;
        lineStart = position;
    }

    /** Accepts only blanks and a comment, and goes to the next line. */
    private void endOfLine() {
        int start = position;
        while (position < length && text.charAt(position) == ' ') {
            position++;
        }
        if (position == length) {
            return;
        }
        if (text.charAt(position) == '#' && position > start) {
            skipComment();
        } else if (text.charAt(position) == LINE_BREAK) {
            breakLine();
        } else {
            throw UNUSUAL;
        }
    }

    private int column() {
        return position - lineStart + 1;
    }

    private void count() {
        if (++nodes > Documents.MAX_NODES) {
            throw UNUSUAL;
        }
    }

    /** Reads a map or a list whose first line begins here. */
    private Node block(int indent) {
        if (++depth > Documents.MAX_DEPTH) {
            throw UNUSUAL;
        }
        Node node = isDash() ? sequence(indent) : mapping(indent);
        depth--;
        return node;
    }

    private boolean isDash() {
        return text.charAt(position) == '-' && (position + 1 == length || isWhite(text.charAt(position + 1)));
    }

    private Node mapping(int indent) {
        count();
        int startLine = line;
        int startColumn = column();
        List<Node.Entry> entries = new ArrayList<>();
        int size = 1;
        int found = indent;
        while (found == indent) {
            if (isDash() || indent == 0 && (isMarker('.') || isMarker('-'))) {
                throw UNUSUAL;
            }
            int keyLine = line;
            int keyColumn = column();
            String key = key();
            count();
            Node value = value(indent, false);
            size += value.size() + 1;
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (entries.get(i).key().equals(key)) {
                    throw UNUSUAL;
                }
            }
            if (entries.size() > 64) { // each key is compared with all earlier ones, as above
                throw UNUSUAL;
            }
            entries.add(new Node.Entry(key, keyLine, keyColumn, value));
            found = nextContent();
        }
        backTo(found, indent);
        return new Node.Mapping(startLine, startColumn, entries, size);
    }

    private Node sequence(int indent) {
        count();
        int startLine = line;
        int startColumn = column();
        List<Node> elements = new ArrayList<>();
        int size = 1;
        int found = indent;
        while (found == indent && isDash()) {
            position++;
            Node element = element(indent);
            size += element.size();
            elements.add(element);
            found = nextContent();
        }
        backTo(found, indent);
        return new Node.Sequence(startLine, startColumn, elements, size);
    }

    /** Records that the content found here belongs to an enclosing element, which searches for it again. */
    private void backTo(int found, int indent) {
        if (found > indent) {
            throw UNUSUAL;
        }
        if (found >= 0) {
            position = lineStart;
        }
    }

    /** Reads the value after a dash. */
    private Node element(int indent) {
        int start = position;
        while (position < length && text.charAt(position) == ' ') {
            position++;
        }
        if (position < length && position > start && isPlainLineOfMap()) {
            int inner = position - lineStart;
            if (++depth > Documents.MAX_DEPTH) {
                throw UNUSUAL;
            }
            Node map = mapping(inner);
            depth--;
            return map;
        }
        if (position < length && isDash()) {
            int inner = position - lineStart;
            return block(inner);
        }
        position = start;
        return value(indent, true);
    }

    /** Whether the rest of the line is a key with its value. */
    private boolean isPlainLineOfMap() {
        int at = position;
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            at = text.indexOf(c, at + 1) + 1;
            return at > 0
                    && at < length
                    && text.charAt(at) == ':'
                    && (at + 1 == length || isWhite(text.charAt(at + 1)));
        }
        if (c == '{' || c == '[') {
            return false;
        }
        for (; at < length && text.charAt(at) != LINE_BREAK; at++) {
            char next = text.charAt(at);
            if (next == ':' && (at + 1 == length || isWhite(text.charAt(at + 1)))) {
                return true;
            }
            if (next == '#' && text.charAt(at - 1) == ' ') {
                return false;
            }
        }
        return false;
    }

    /** Reads a key and the colon after it. */
    private String key() {
        char first = position < length ? text.charAt(position) : LINE_BREAK;
        String key;
        if (first == '"' || first == '\'') {
            int end = text.indexOf(first, position + 1);
            key = end < 0 ? "" : text.substring(position + 1, end);
            if (end < 0 || key.indexOf(LINE_BREAK) >= 0 || key.indexOf('\\') >= 0 || key.isEmpty()) {
                throw UNUSUAL;
            }
            ordinary(key);
            position = end + 1;
        } else {
            int start = position;
            while (position < length && isOfKey(text.charAt(position))) {
                position++;
            }
            key = text.substring(start, position);
            if (key.isEmpty() || !isPlainKey(key)) {
                throw UNUSUAL;
            }
        }
        if (position >= length || text.charAt(position) != ':') {
            throw UNUSUAL;
        }
        position++;
        if (position < length && !isWhite(text.charAt(position))) {
            throw UNUSUAL;
        }
        return key;
    }

    private static boolean isOfKey(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-'
                || c == '.'
                || c == '/';
    }

    /** Whether a key is a string, and not a number, a boolean or null. */
    private static boolean isPlainKey(String key) {
        char first = key.charAt(0);
        boolean letter = first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first == '_' || first == '/';
        return letter && !PlainScalars.isKeyword(key);
    }

    /**
     * Reads the value after a key or a dash, on the same line or on the lines below it.
     *
     * @param indent the indentation of the key or the dash
     * @param inList whether the value follows a dash
     */
    private Node value(int indent, boolean inList) {
        int nullLine = line;
        int nullColumn = column();
        while (position < length && text.charAt(position) == ' ') {
            position++;
        }
        if (position < length && text.charAt(position) != LINE_BREAK && text.charAt(position) != '#') {
            return inline(indent);
        }
        if (position < length && text.charAt(position) == '#' && text.charAt(position - 1) != ' ') {
            throw UNUSUAL;
        }
        endOfLine();
        int found = nextContent();
        if (found > indent || found == indent && !inList && isDash()) {
            return blockBelow(found);
        }
        if (found >= 0) {
            position = lineStart;
        }
        count();
        return new Node.Scalar(nullLine, nullColumn, "", true);
    }

    private Node blockBelow(int indent) {
        if (!isDash() && !isPlainLineOfMap()) {
            throw UNUSUAL; // a scalar on a line of its own
        }
        return block(indent);
    }

    private Node inline(int indent) {
        char c = text.charAt(position);
        Node node = switch (c) {
            case '"', '\'' -> quoted();
            case '|' -> literal(indent);
            case '{', '[' -> flow();
            default -> plain();
        };
        if (c != '|') {
            endOfLine();
            rejectContinuation(indent);
        }
        return node;
    }

    /** Gives up if a scalar continues on the next line, which is then indented more; the general parser reads it. */
    private void rejectContinuation(int indent) {
        int before = position;
        int beforeLine = line;
        int beforeStart = lineStart;
        if (nextContent() > indent) {
            throw UNUSUAL;
        }
        position = before;
        line = beforeLine;
        lineStart = beforeStart;
    }

    private Node.Scalar plain() {
        count();
        char first = text.charAt(position);
        if (isIndicator(first)
                || (first == '-' || first == '?' || first == ':')
                        && (position + 1 == length || isWhite(text.charAt(position + 1)))) {
            throw UNUSUAL;
        }
        int startColumn = column();
        int start = position;
        int end = start;
        for (; position < length; position++) {
            char c = text.charAt(position);
            if (c == LINE_BREAK || c == '#' && text.charAt(position - 1) == ' ') {
                break;
            }
            if (c == ':' && (position + 1 == length || isWhite(text.charAt(position + 1)))) {
                throw UNUSUAL;
            }
            if (c != ' ') {
                ordinary(c);
                end = position + 1;
            }
        }
        position = end;
        return new Node.Scalar(line, startColumn, text.substring(start, end), true);
    }

    private static boolean isIndicator(char c) {
        return switch (c) {
            case ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`' -> true;
            default -> false;
        };
    }

    private Node.Scalar quoted() {
        count();
        int startColumn = column();
        char quote = text.charAt(position++);
        int start = position;
        StringBuilder changed = null;
        for (; position < length; position++) {
            char c = text.charAt(position);
            if (c == quote) {
                boolean twice = quote == '\'' && position + 1 < length && text.charAt(position + 1) == quote;
                if (!twice) {
                    String value = changed == null ? text.substring(start, position) : changed.toString();
                    position++;
                    return new Node.Scalar(line, startColumn, value, false);
                }
            } else if (c != '\\' || quote == '\'') {
                ordinary(c);
                if (changed != null) {
                    changed.append(c);
                }
                continue;
            }
            if (changed == null) {
                changed = new StringBuilder(text.substring(start, position));
            }
            changed.append(c == quote ? c : escaped());
            position += c == quote ? 1 : 0;
        }
        throw UNUSUAL;
    }

    /** The character that a backslash and the following character represent. */
    private char escaped() {
        position++;
        return switch (position < length ? text.charAt(position) : ' ') {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> throw UNUSUAL;
        };
    }

    /** Reads a literal block without an indentation indicator. */
    private Node.Scalar literal(int indent) {
        count();
        int startLine = line;
        int startColumn = column();
        position++;
        char chomping = position < length ? text.charAt(position) : LINE_BREAK;
        if (chomping == '-' || chomping == '+') {
            position++;
        }
        endOfLine();
        StringBuilder value = new StringBuilder();
        int inner = -1;
        int breaks = 0;
        while (position < length) {
            int start = position;
            int spaces = 0;
            while (position < length && text.charAt(position) == ' ' && (inner < 0 || spaces < inner)) {
                position++;
                spaces++;
            }
            if (position < length && text.charAt(position) == LINE_BREAK) {
                if (inner < 0 && spaces > 0) {
                    throw UNUSUAL; // this blank line may be indented further than the first line of text
                }
                breakLine();
                breaks++;
                continue;
            }
            if (position == length || inner < 0 && spaces <= indent || inner >= 0 && spaces < inner) {
                position = start;
                break;
            }
            inner = inner < 0 ? spaces : inner;
            value.append("\n".repeat(breaks));
            breaks = lineOf(value);
        }
        if (inner < 0 || position < length && afterBlock(indent)) {
            throw UNUSUAL;
        }
        if (chomping == '+') {
            value.append("\n".repeat(breaks));
        } else if (chomping != '-' && breaks > 0) {
            value.append('\n');
        }
        return new Node.Scalar(startLine, startColumn, value.toString(), false);
    }

    /** Appends the rest of a line, and returns how many line breaks end it. */
    private int lineOf(StringBuilder value) {
        int end = text.indexOf(LINE_BREAK, position);
        int stop = end < 0 ? length : end;
        for (int i = position; i < stop; i++) {
            char c = text.charAt(i);
            if (c != '\t') {
                ordinary(c);
            }
        }
        value.append(text, position, stop);
        position = stop;
        if (end < 0) {
            return 0;
        }
        breakLine();
        return 1;
    }

    /**
     * Whether the line that ends a block belongs to no enclosing element, because it is indented too far or is a
     * comment.
     */
    private boolean afterBlock(int indent) {
        int at = position;
        while (at < length && text.charAt(at) == ' ') {
            at++;
        }
        return at == length || text.charAt(at) == '#' || text.charAt(at) == '\t' || at - position > indent;
    }

    /** Reads a flow collection that ends on the same line. */
    private Node flow() {
        if (++depth > Documents.MAX_DEPTH) {
            throw UNUSUAL;
        }
        Node node = text.charAt(position) == '{' ? flowMapping() : flowSequence();
        depth--;
        return node;
    }

    private Node flowSequence() {
        count();
        int startColumn = column();
        position++;
        List<Node> elements = new ArrayList<>();
        int size = 1;
        boolean more = !closes(']');
        while (more) {
            Node element = flowValue();
            if (blanks() == ':') {
                throw UNUSUAL;
            }
            elements.add(element);
            size += element.size();
            more = continues(']');
        }
        return new Node.Sequence(line, startColumn, elements, size);
    }

    private Node flowMapping() {
        count();
        int startColumn = column();
        position++;
        List<Node.Entry> entries = new ArrayList<>();
        int size = 1;
        boolean more = !closes('}');
        while (more) {
            blanks();
            int keyColumn = column();
            String key = key();
            count();
            Node value = flowValue();
            for (Node.Entry entry : entries) {
                if (entry.key().equals(key)) {
                    throw UNUSUAL;
                }
            }
            if (entries.size() > 64) {
                throw UNUSUAL;
            }
            entries.add(new Node.Entry(key, line, keyColumn, value));
            size += value.size() + 1;
            more = continues('}');
        }
        return new Node.Mapping(line, startColumn, entries, size);
    }

    private Node flowValue() {
        char c = blanks();
        if (c == '{' || c == '[') {
            return flow();
        }
        if (c == '"' || c == '\'') {
            return quoted();
        }
        count();
        int startColumn = column();
        int start = position;
        while (position < length && (isOfKey(text.charAt(position)) || isInnerColon())) {
            position++;
        }
        char first = start < length ? text.charAt(start) : ' ';
        if (position == start || first == ':' || first == '-' && position == start + 1) {
            throw UNUSUAL;
        }
        return new Node.Scalar(line, startColumn, text.substring(start, position), true);
    }

    private boolean isInnerColon() {
        return text.charAt(position) == ':' && position + 1 < length && isOfKey(text.charAt(position + 1));
    }

    private char blanks() {
        while (position < length && text.charAt(position) == ' ') {
            position++;
        }
        return position < length ? text.charAt(position) : LINE_BREAK;
    }

    private boolean closes(char bracket) {
        if (blanks() != bracket) {
            return false;
        }
        position++;
        return true;
    }

    private boolean continues(char bracket) {
        if (closes(bracket)) {
            return false;
        }
        if (blanks() != ',') {
            throw UNUSUAL;
        }
        position++;
        if (blanks() == bracket) {
            throw UNUSUAL;
        }
        return true;
    }

    private static void ordinary(String value) {
        for (int i = 0; i < value.length(); i++) {
            ordinary(value.charAt(i));
        }
    }

    /** Skips a character that every reader counts as one character and one column. */
    private static void ordinary(char c) {
        if (c >= ' ' && c < 0x7F) {
            return;
        }
        boolean special = c < ' ' || c <= 0xA0 || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029 || c >= 0xFEFF;
        if (special) {
            throw UNUSUAL;
        }
    }
}
