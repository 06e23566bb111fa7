package io.github.keda4j.testing.kubernetes.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as Go's {@code encoding/json} does, but also reports fields that occur twice. */
final class JsonReader {

    private static final int DEEPEST = 1_000;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private final List<String> duplicates = new ArrayList<>();
    /** The names and indexes that lead to the value being read. */
    private final List<Object> path = new ArrayList<>();

    private int position;

    JsonReader(String text) {
        this.text = text;
    }

    JsonDocument document() {
        Object value = value();
        skipSpace();
        if (position < text.length()) {
            throw unexpected("after top-level value");
        }
        return new JsonDocument(value, List.copyOf(duplicates));
    }

    private @Nullable Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        position++;
        skipSpace();
        if (skip('}')) {
            return object;
        }
        do {
            skipSpace();
            if (peek() != '"') {
                throw unexpected("looking for beginning of object key string");
            }
            enter(string());
            skipSpace();
            expect(':', "after object key");
            put(object, value());
            skipSpace();
        } while (skip(','));
        expect('}', "after object key:value pair");
        return object;
    }

    private void put(Map<String, @Nullable Object> object, @Nullable Object value) {
        String name = (String) path.get(path.size() - 1);
        if (object.containsKey(name)) {
            duplicates.add(Json.path(path));
        }
        object.put(name, value);
        leave();
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        position++;
        skipSpace();
        if (skip(']')) {
            return array;
        }
        do {
            enter(array.size());
            array.add(value());
            leave();
            skipSpace();
        } while (skip(','));
        expect(']', "after array element");
        return array;
    }

    private void enter(Object step) {
        if (path.size() == DEEPEST) {
            throw new JsonException("exceeded max depth");
        }
        path.add(step);
    }

    private void leave() {
        path.remove(path.size() - 1);
    }

    private String string() {
        int start = ++position;
        while (position < text.length() && text.charAt(position) != '"' && text.charAt(position) != '\\') {
            position++;
        }
        if (position < text.length() && text.charAt(position) == '"') {
            return checked(text.substring(start, position++));
        }
        StringBuilder unescaped = new StringBuilder(text.substring(start, position));
        while (peek() != '"') {
            char c = text.charAt(position++);
            unescaped.append(c == '\\' ? escape() : c);
        }
        position++;
        return checked(unescaped.toString());
    }

    /** Go reads an unpaired surrogate as the replacement character. */
    private static String checked(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return string.codePoints()
                        .map(codePoint -> codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint)
                                ? '\uFFFD'
                                : codePoint)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return string;
    }

    private char escape() {
        char c = peek();
        position++;
        if (c != 'u') {
            int index = ESCAPES.indexOf(c);
            if (index < 0) {
                throw new JsonException("invalid character '" + c + "' in string escape code");
            }
            return ESCAPED.charAt(index);
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw new JsonException("invalid character '" + peek() + "' in \\u hexadecimal character escape");
            }
            code = code * 16 + digit;
            position++;
        }
        return (char) code;
    }

    private @Nullable Object literal(String word, @Nullable Object value) {
        if (!text.startsWith(word, position)) {
            throw new JsonException("invalid character in literal " + word);
        }
        position += word.length();
        return value;
    }

    private Object number() {
        int start = position;
        boolean integer = true;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            integer = false;
            digits();
        }
        if (skip('e') || skip('E')) {
            integer = false;
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        String digits = text.substring(start, position);
        // Up to nineteen digits and a sign may fit into a long; other numbers become doubles, as in Go.
        if (integer && digits.length() <= 20) {
            try {
                return Long.valueOf(digits);
            } catch (NumberFormatException tooLarge) {
                return Double.valueOf(digits);
            }
        }
        return Double.valueOf(digits);
    }

    private void digits() {
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        if (start == position) {
            throw unexpected("looking for beginning of value");
        }
    }

    private char peek() {
        if (position == text.length()) {
            throw new JsonException("unexpected end of JSON input");
        }
        return text.charAt(position);
    }

    private boolean skip(char c) {
        boolean there = position < text.length() && text.charAt(position) == c;
        position += there ? 1 : 0;
        return there;
    }

    private void expect(char c, String where) {
        if (peek() != c) {
            throw unexpected(where);
        }
        position++;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private JsonException unexpected(String where) {
        return new JsonException("invalid character '" + peek() + "' " + where);
    }
}
