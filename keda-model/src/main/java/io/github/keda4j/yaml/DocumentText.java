package io.github.keda4j.yaml;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Splits a text into documents, so that an unreadable document does not hide those after it. It passes on the
 * characters that YAML or JSON allows, up to the requested amount, tracks the position, and leaves out a byte order
 * mark.
 *
 * <p>A line that begins with {@code ---} begins a document. No YAML scalar can contain such a line, so nothing is cut.
 */
final class DocumentText extends Reader {

    private static final int BUFFER = 32 * 1024;
    private static final int MARKER = 3;

    /**
     * The limit for skipping an unreadable document. After that much text, another manifest is unlikely, and a stream
     * may never end.
     */
    private static final int MOST_SKIPPED = 16 * 1024 * 1024;

    private final Reader text;
    private final char[] buffer = new char[BUFFER];
    private int position;
    private int limit;
    private boolean inputEnds;

    private int line = 1;
    private int column;
    private boolean lineStarts = true;
    private boolean afterReturn;
    private boolean highSurrogate;

    private boolean documentEnds = true;
    /**
     * Whether there have been only comments, directives and white space so far, which belong to the marker after them.
     */
    private boolean prelude;

    private boolean json;
    private int allowed;
    private int passed;
    private int skipped;

    DocumentText(Reader text) {
        this.text = text;
    }

    /** Skips the rest of the current document and goes to the next one; returns false at the end of the text. */
    boolean nextDocument() {
        try {
            skipped = 0;
            while (!documentEnds) {
                skipLine();
            }
            if (line == 1 && column == 0 && ensure(1) && buffer[position] == 0xFEFF) {
                position++;
            }
            documentEnds = !ensure(1);
            prelude = true;
            json = false;
            return !documentEnds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of the next character to pass on, from 1. */
    int line() {
        return line;
    }

    /** Whether the document begins like JSON: with a brace, optionally after white space. It may still be YAML. */
    boolean beginsWithBrace() {
        try {
            for (int ahead = 0; ensure(ahead + 1); ahead++) {
                char c = buffer[position + ahead];
                if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                    return c == '{';
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Accepts every character in this document that JSON allows, even if YAML does not allow it. */
    void expectJson() {
        json = true;
    }

    /**
     * Allows that many more characters to pass. A parser keeps an endless comment or scalar in memory while it reads,
     * and checks its limit only after that.
     */
    void allow(int characters) {
        allowed = characters;
        passed = 0;
    }

    /** Counts characters that were passed on earlier and are read only now. */
    void count(int characters) {
        passed += characters;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length && !documentEnds) {
            if (!ensure(1) || lineStarts && endsHere()) {
                documentEnds = true;
                break;
            }
            count += passOn(target, offset + count, length - count);
        }
        passed += count;
        if (passed > allowed) {
            throw new ManifestException(
                    ManifestException.LIMIT,
                    line,
                    column + 1,
                    "A value, a comment or white space is longer than " + allowed + " characters.");
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    /** Passes on at most the part of the line that is in memory. */
    private int passOn(char[] target, int offset, int length) {
        int end = Math.min(limit, position + length);
        int start = position;
        lineStarts = false;
        while (position < end && !lineStarts) {
            char c = buffer[position++];
            check(c);
            target[offset + position - start - 1] = c;
        }
        return position - start;
    }

    /** Whether the line that starts here begins another document. */
    private boolean endsHere() throws IOException {
        boolean marker = isMarker('-');
        if (marker && !prelude) {
            return true;
        }
        char first = buffer[position];
        if (marker) {
            prelude = false;
        } else if (isMarker('.')) {
            prelude = true;
        } else if (prelude && first != '%' && first != '#' && !isBlankOrComment()) {
            prelude = false;
        }
        return false;
    }

    private boolean isMarker(char c) throws IOException {
        if (buffer[position] != c || !ensure(MARKER)) {
            return false;
        }
        if (buffer[position + 1] != c || buffer[position + 2] != c) {
            return false;
        }
        return !ensure(MARKER + 1) || isWhite(buffer[position + MARKER]);
    }

    private boolean isBlankOrComment() throws IOException {
        for (int ahead = 0; ahead < BUFFER / 2 && ensure(ahead + 1); ahead++) {
            char c = buffer[position + ahead];
            if (c == '\n' || c == '\r' || c == '#') {
                return true;
            }
            if (!isWhite(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private void check(char c) {
        column++;
        if (c >= ' ' && c < 0x7F && !highSurrogate) {
            afterReturn = false;
            return;
        }
        if (c == '\n') {
            line += afterReturn ? 0 : 1;
            column = 0;
            lineStarts = true;
        } else if (c == '\r') {
            line++;
            column = 0;
            lineStarts = true;
        } else if (json ? c < ' ' && c != '\t' : !isOfYaml(c)) {
            throw notYaml(c, line, column);
        }
        if (Character.isLowSurrogate(c) != highSurrogate) {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    line,
                    column,
                    "The text is not YAML: " + name(c) + " is half of a surrogate pair.");
        }
        highSurrogate = Character.isHighSurrogate(c);
        afterReturn = c == '\r';
    }

    private static boolean isOfYaml(char c) {
        return c < ' ' ? c == '\t' || c == '\n' || c == '\r' : c < 0x7F || c == 0x85 || c >= 0xA0 && c < 0xFFFE;
    }

    private static ManifestException notYaml(char c, int line, int column) {
        return new ManifestException(
                ManifestException.SYNTAX,
                line,
                column,
                "The text is not YAML: the character " + name(c) + " is not allowed.");
    }

    /**
     * Checks a text that was passed on as JSON but is not JSON.
     *
     * @param line the line on which it begins, from 1
     * @param column the column in which it begins, from 1
     */
    static void checkYaml(String text, int line, int column) {
        int currentLine = line;
        int lineStart = 1 - column;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                boolean second = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
                currentLine += second ? 0 : 1;
                lineStart = i + 1;
            } else if (!isOfYaml(c)) {
                throw notYaml(c, currentLine, i - lineStart + 1);
            }
        }
    }

    /** Skips the rest of the line in an abandoned document. */
    private void skipLine() throws IOException {
        highSurrogate = false;
        while (ensure(1)) {
            if (lineStarts && endsHere()) {
                break;
            }
            lineStarts = false;
            skipUpToLineBreak();
            if (skipped > MOST_SKIPPED) {
                giveUp();
                return;
            }
            if (position < limit) {
                skipLineBreak();
                return;
            }
        }
        documentEnds = true;
    }

    /** Skips what is in memory of a line, without its end. */
    private void skipUpToLineBreak() {
        int start = position;
        int end = start;
        while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
            end++;
        }
        afterReturn &= end == start;
        column += end - start;
        skipped += end - start;
        position = end;
    }

    private void skipLineBreak() {
        char c = buffer[position++];
        skipped++;
        line += c == '\n' && afterReturn ? 0 : 1;
        column = 0;
        lineStarts = true;
        afterReturn = c == '\r';
    }

    /** Reads ahead until that many characters are in memory, unless the text ends earlier. */
    private boolean ensure(int count) throws IOException {
        while (limit - position < count && !inputEnds && count <= BUFFER) {
            if (position > 0) {
                System.arraycopy(buffer, position, buffer, 0, limit - position);
                limit -= position;
                position = 0;
            }
            limit += Math.max(readOn(), 0);
        }
        return limit - position >= count;
    }

    private int readOn() throws IOException {
        try {
            int read = text.read(buffer, limit, BUFFER - limit);
            inputEnds = read < 0;
            return read;
        } catch (ManifestException e) { // not UTF-8: nothing after it can be read either
            giveUp();
            throw e;
        }
    }

    private void giveUp() {
        inputEnds = true;
        documentEnds = true;
        position = limit;
    }

    private static String name(char c) {
        String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        return "U+" + "0".repeat(4 - hex.length()) + hex;
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
