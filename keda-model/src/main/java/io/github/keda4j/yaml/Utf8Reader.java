package io.github.keda4j.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 and reports where a text is not UTF-8; the JDK's readers replace the character with a question mark, or
 * do not report the place.
 */
final class Utf8Reader extends Reader {

    private final InputStream bytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer in = ByteBuffer.allocate(8192).limit(0);
    private boolean end;
    private int line = 1;
    private int column = 1;

    Utf8Reader(InputStream bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        // A pair of surrogates needs room for two chars.
        CharBuffer out = CharBuffer.wrap(buffer, offset, length);
        while (out.position() == offset) {
            CoderResult result = decoder.decode(in, out, end);
            count(buffer, offset, out.position());
            if (result.isError() && out.position() == offset) {
                throw new ManifestException(
                        ManifestException.SYNTAX,
                        line,
                        column,
                        "The text is not UTF-8: the byte 0x" + Integer.toHexString(in.get(in.position()) & 0xFF)
                                + " is not allowed here.");
            }
            if (result.isUnderflow() && out.position() == offset) {
                if (end) {
                    return -1;
                }
                fill();
            }
        }
        return out.position() - offset;
    }

    private void count(char[] buffer, int start, int end) {
        int lineStart = start - column + 1;
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        column = end - lineStart + 1;
    }

    private void fill() throws IOException {
        in.compact();
        int count = bytes.read(in.array(), in.position(), in.remaining());
        end = count < 0;
        in.position(in.position() + Math.max(count, 0)).flip();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
