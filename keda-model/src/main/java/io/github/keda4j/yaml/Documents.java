package io.github.keda4j.yaml;

import io.github.keda4j.yaml.tree.Node;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text document by document, each as a tree whose size is bounded for any text. A document that begins with a
 * brace is read as kubectl reads it: as JSON values one after the other, or as YAML if that fails at the first or
 * second value.
 */
final class Documents {

    /**
     * This is larger than etcd's limit for one object (1.5 MiB), and also larger than a ConfigMap of 1 MiB, however its
     * text is quoted.
     */
    static final int MAX_CHARACTERS = 3 * 1024 * 1024;

    static final int MAX_DEPTH = 200;

    /**
     * The number of values that a document may contain. A ConfigMap of a mebibyte has fewer, and each value takes a
     * hundred bytes of memory.
     */
    static final int MAX_NODES = 300_000;

    /** The number of nodes that aliases may add to a document. */
    static final int MAX_ALIASED_NODES = 100_000;

    /** Nearly every document is smaller than this. */
    private static final int SMALL = 8 * 1024;

    /**
     * Documents up to this size are read as a whole before they are parsed. This is enough for a ConfigMap with a
     * megabyte of data.
     */
    private static final int WHOLE = 1024 * 1024 + 16 * SMALL;

    private static final int LARGE_BUFFER = 32 * 1024;

    private final DocumentText text;
    private @Nullable JsonText json;
    private @Nullable YamlText yaml;
    /** A document that has already been read. */
    private @Nullable Node plain;

    private final char[] head = new char[SMALL];
    private int jsonValues;

    Documents(Reader text) {
        this.text = new DocumentText(text);
    }

    /**
     * Returns the next document that is not empty, or null at the end of the text. After an exception, this continues
     * with the document after the one that could not be read.
     *
     * @throws ManifestException if the document is neither YAML nor JSON, or is larger than any manifest
     */
    @Nullable
    Node next() {
        try {
            while (true) {
                Node node = json != null ? nextOfJson(json) : nextOfYaml();
                if (node != null) {
                    return node;
                }
                if (json == null) { // otherwise, the rest of the document is YAML
                    if (!text.nextDocument()) {
                        yaml = null;
                        return null;
                    }
                    open();
                }
            }
        } catch (ManifestException e) {
            json = null;
            yaml = null;
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open() throws IOException {
        int line = text.line();
        text.allow(MAX_CHARACTERS);
        if (text.beginsWithBrace()) {
            text.expectJson();
            json = new JsonText(takeAll(), line);
            yaml = null;
            jsonValues = 0;
            return;
        }
        String begin = takeUpTo(WHOLE);
        int length = begin.length();
        text.allow(MAX_CHARACTERS);
        if (length == WHOLE) {
            yaml = new YamlText(new Joined(new StringReader(begin), text), LARGE_BUFFER, line, 1, text);
            return;
        }
        plain = PlainYaml.read(begin, line);
        yaml = plain == null
                ? new YamlText(new StringReader(begin), Math.min(Math.max(length, 1), LARGE_BUFFER), line, 1, text)
                : null;
    }

    private @Nullable Node nextOfYaml() {
        Node only = plain;
        plain = null;
        return only != null ? only : yaml != null ? yaml.next() : null;
    }

    private @Nullable Node nextOfJson(JsonText values) {
        if (values.isAtEnd()) {
            json = null;
            yaml = null;
            return null;
        }
        Node value = values.next();
        if (value != null) {
            jsonValues++;
            return value;
        }
        if (jsonValues > 1) {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    values.line(),
                    values.column(),
                    "The text is not JSON: the value that begins here is incomplete or not well-formed.");
        }
        String rest = values.rest();
        DocumentText.checkYaml(rest, values.line(), values.column());
        yaml = new YamlText(
                new StringReader(rest),
                Math.min(Math.max(rest.length(), 1), LARGE_BUFFER),
                values.line(),
                values.column(),
                text);
        json = null;
        return yaml.next();
    }

    private String takeAll() throws IOException {
        StringBuilder all = new StringBuilder();
        char[] piece = new char[SMALL];
        for (int count = take(piece); count > 0; count = take(piece)) {
            all.append(piece, 0, count);
        }
        return all.toString();
    }

    /** The document, or the beginning of a longer one. */
    private String takeUpTo(int most) throws IOException {
        int length = take(head);
        if (length < SMALL) {
            return new String(head, 0, length);
        }
        StringBuilder all = new StringBuilder(4 * SMALL);
        while (length > 0) {
            all.append(head, 0, length);
            length = all.length() < most ? take(head) : 0;
        }
        return all.toString();
    }

    /** Fills the array until the document ends. */
    private int take(char[] target) throws IOException {
        int length = 0;
        for (int count = 0; count >= 0 && length < target.length; ) {
            count = text.read(target, length, target.length - length);
            length += Math.max(count, 0);
        }
        return length;
    }

    /** Adds an entry; a key that is already present is an error. */
    static void addOnce(Map<String, Node.Entry> entries, Node.Entry entry) {
        Node.Entry earlier = entries.putIfAbsent(entry.key(), entry);
        if (earlier != null) {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    entry.line(),
                    entry.column(),
                    "The key " + quoted(entry.key()) + " is defined twice, first on line " + earlier.line() + ".");
        }
    }

    static ManifestException tooManyNodes(int line, int column) {
        return new ManifestException(
                ManifestException.LIMIT, line, column, "The document has more than " + MAX_NODES + " keys and values.");
    }

    static ManifestException tooDeep(int line, int column) {
        return new ManifestException(
                ManifestException.LIMIT,
                line,
                column,
                "The document is nested more than " + MAX_DEPTH + " levels deep.");
    }

    /** A value in quotes for a message; in single quotes if it contains double quotes itself. */
    static String quoted(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        StringBuilder out = new StringBuilder();
        Scalars.append(out, shown);
        if (out.length() > 0 && out.charAt(0) == '\'') {
            return out.toString();
        }
        if (shown.indexOf('"') >= 0 && out.toString().equals(shown)) {
            return "'" + shown.replace("'", "''") + "'";
        }
        out.setLength(0);
        Scalars.appendDoubleQuoted(out, shown);
        return out.toString();
    }

    /** The beginning of a document, followed by the rest. */
    private static final class Joined extends Reader {

        private final Reader first;
        private final DocumentText second;
        private boolean inSecond;

        Joined(Reader first, DocumentText second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            if (!inSecond) {
                int count = first.read(target, offset, length);
                if (count >= 0) {
                    second.count(count);
                    return count;
                }
                first.close(); // frees its text
                inSecond = true;
            }
            return second.read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            second.close();
        }
    }
}
