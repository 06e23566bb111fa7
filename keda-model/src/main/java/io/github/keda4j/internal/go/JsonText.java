package io.github.keda4j.internal.go;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as strictly as Go does, into maps, lists, strings, booleans, and doubles; {@link #NULL} for null. */
public final class JsonText {

    public static final Object NULL = new Object();

    private static final int DEEPEST = 1_000;

    /** The character with which Go replaces an invalid one. */
    private static final int REPLACEMENT = 0xFFFD;

    private final String text;
    private final boolean extended;
    private int position;
    private int depth;

    private JsonText(String text, boolean extended) {
        this.text = text;
        this.extended = extended;
    }

    /** The value; null if the text is anything but a single value. */
    public static @Nullable Object read(String text) {
        JsonText reader = new JsonText(text, false);
        Object value = reader.value();
        reader.skipSpace();
        return reader.position == text.length() ? value : null;
    }

    /**
     * The value at the beginning of the text, read as MongoDB's library reads Extended JSON; null if there is none. The
     * library ignores what follows, and accepts control characters in strings, and Unicode escapes that lack
     * hexadecimal digits.
     */
    public static @Nullable Object readExtended(String text) {
        return new JsonText(text, true).value();
    }

    private @Nullable Object value() {
        skipSpace();
        if (position == text.length() || depth == DEEPEST) {
            return null;
        }
        return switch (text.charAt(position)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", Boolean.TRUE);
            case 'f' -> literal("false", Boolean.FALSE);
            case 'n' -> literal("null", NULL);
            default -> number();
        };
    }

    private @Nullable Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        position++;
        depth++;
        if (!next('}')) {
            do {
                skipSpace();
                String key = position < text.length() && text.charAt(position) == '"' ? string() : null;
                Object value = key != null && next(':') ? value() : null;
                if (value == null) {
                    return null;
                }
                object.put(String.valueOf(key), value);
            } while (next(','));
            if (!next('}')) {
                return null;
            }
        }
        depth--;
        return object;
    }

    private @Nullable List<Object> array() {
        List<Object> array = new ArrayList<>();
        position++;
        depth++;
        if (!next(']')) {
            do {
                Object value = value();
                if (value == null) {
                    return null;
                }
                array.add(value);
            } while (next(','));
            if (!next(']')) {
                return null;
            }
        }
        depth--;
        return array;
    }

    private @Nullable String string() {
        StringBuilder string = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char character = text.charAt(position);
            if (character == '"') {
                position++;
                return string.toString();
            }
            if (character < ' ' && !extended) {
                return null;
            }
            if (character == '\\') {
                int escaped = escape();
                if (escaped < 0) {
                    return null;
                }
                string.append((char) escaped);
            } else {
                string.append(character);
            }
        }
        return null;
    }

    private int escape() {
        position++;
        if (position == text.length()) {
            return -1;
        }
        char character = text.charAt(position);
        switch (character) {
            case '"', '\\', '/' -> {
                return character;
            }
            case 'b' -> {
                return '\b';
            }
            case 'f' -> {
                return '\f';
            }
            case 'n' -> {
                return '\n';
            }
            case 'r' -> {
                return '\r';
            }
            case 't' -> {
                return '\t';
            }
            case 'u' -> {
                int code = 0;
                for (int digit = 1; digit <= 4; digit++) {
                    int value = position + digit < text.length() ? GoEscapes.hex(text.charAt(position + digit)) : -1;
                    if (value < 0 && !(extended && position + digit < text.length())) {
                        return -1;
                    }
                    code = value < 0 || code == REPLACEMENT ? REPLACEMENT : code * 16 + value;
                }
                position += 4;
                return code;
            }
            default -> {
                return -1;
            }
        }
    }

    private @Nullable Object number() {
        int start = position;
        while (position < text.length() && "+-.eE0123456789".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        String number = text.substring(start, position);
        return GoText.isNumber(number) ? (Object) Double.valueOf(number) : null;
    }

    private @Nullable Object literal(String word, Object value) {
        if (!text.startsWith(word, position)) {
            return null;
        }
        position += word.length();
        return value;
    }

    private boolean next(char expected) {
        skipSpace();
        if (position < text.length() && text.charAt(position) == expected) {
            position++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }
}
