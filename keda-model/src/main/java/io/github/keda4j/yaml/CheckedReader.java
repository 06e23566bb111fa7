package io.github.keda4j.yaml;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/**
 * Passes text on until a character that YAML does not allow, or more of it than was asked for, and knows the place. Leaves a
 * byte order mark out.
 */
final class CheckedReader extends Reader {

    private final Reader text;
    private int line = 1;
    private int column;
    private boolean afterReturn;
    private boolean atStart = true;
    private boolean highSurrogate;
    private int allowed;
    private int passed;

    CheckedReader(Reader text) {
        this.text = text;
        allow(Documents.MAX_CHARACTERS);
    }

    /**
     * Lets that many characters more pass. The parser keeps what it reads of a comment or a scalar without an end in memory,
     * and asks for its limit only behind that.
     */
    void allow(int characters) {
        allowed = characters;
        passed = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = text.read(buffer, offset, length);
        if (count <= 0) {
            return count;
        }
        passed += count;
        if (passed > allowed) {
            throw new ManifestException(
                    ManifestException.LIMIT,
                    line,
                    column + 1,
                    "A value, a comment or white space is longer than " + allowed + " characters.");
        }
        int skipped = 0;
        if (atStart) {
            atStart = false;
            if (buffer[offset] == 0xFEFF) {
                skipped = 1;
                System.arraycopy(buffer, offset + 1, buffer, offset, count - 1);
            }
        }
        for (int i = offset; i < offset + count - skipped; i++) {
            check(buffer[i]);
        }
        return count == skipped ? read(buffer, offset, length) : count - skipped;
    }

    private void check(char c) {
        column++;
        if (c == '\n') {
            line += afterReturn ? 0 : 1;
            column = 0;
        } else if (c == '\r') {
            line++;
            column = 0;
        } else if (c < ' ' && c != '\t' || c >= 0x7F && c < 0xA0 && c != 0x85 || c >= 0xFFFE) {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    line,
                    column,
                    "The text is not YAML: the character " + name(c) + " is not allowed.");
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

    private static String name(char c) {
        String hex = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
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
