package io.github.keda4j.podidentity.policy;

import org.jspecify.annotations.Nullable;

/**
 * Writes JSON into a string, compact or indented by two spaces, or only counts its characters. It inserts commas and
 * line breaks itself.
 */
final class JsonText {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final @Nullable StringBuilder out;
    private final boolean pretty;
    private int length;
    private int depth;
    private boolean first = true;
    private boolean afterName;

    private JsonText(@Nullable StringBuilder out, boolean pretty) {
        this.out = out;
        this.pretty = pretty;
    }

    static JsonText compact() {
        return new JsonText(new StringBuilder(512), false);
    }

    static JsonText pretty() {
        return new JsonText(new StringBuilder(512), true);
    }

    /** Counts the characters of compact JSON, and keeps none of them. */
    static JsonText counting() {
        return new JsonText(null, false);
    }

    int length() {
        return length;
    }

    JsonText beginObject() {
        return begin('{');
    }

    JsonText endObject() {
        return end('}');
    }

    JsonText beginArray() {
        return begin('[');
    }

    JsonText endArray() {
        return end(']');
    }

    JsonText name(String name) {
        separate();
        quote(name);
        append(pretty ? ": " : ":");
        afterName = true;
        return this;
    }

    JsonText string(String value) {
        separate();
        quote(value);
        return this;
    }

    JsonText raw(String json) {
        separate();
        append(json);
        return this;
    }

    /** The JSON; empty if it was only counted. */
    @Override
    public String toString() {
        return out == null ? "" : out.toString();
    }

    private void append(char c) {
        length++;
        if (out != null) {
            out.append(c);
        }
    }

    private void append(String text) {
        length += text.length();
        if (out != null) {
            out.append(text);
        }
    }

    private void append(String text, int from, int to) {
        length += to - from;
        if (out != null) {
            out.append(text, from, to);
        }
    }

    private JsonText begin(char bracket) {
        separate();
        append(bracket);
        depth++;
        first = true;
        return this;
    }

    private JsonText end(char bracket) {
        depth--;
        if (!first) {
            newLine();
        }
        append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (afterName) {
            afterName = false;
            first = false;
            return;
        }
        if (depth > 0) {
            if (!first) {
                append(',');
            }
            newLine();
        }
        first = false;
    }

    private void newLine() {
        if (pretty) {
            append('\n');
            for (int i = 0; i < depth; i++) {
                append("  ");
            }
        }
    }

    private void quote(String text) {
        append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                append(text, written, i);
                append(escaped(c));
                written = i + 1;
            }
        }
        // StringBuilder copies a whole string at once, but the characters of a part one by one.
        if (written == 0) {
            append(text);
        } else {
            append(text, written, text.length());
        }
        append('"');
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u00" + HEX[c >> 4] + HEX[c & 15];
        };
    }
}
