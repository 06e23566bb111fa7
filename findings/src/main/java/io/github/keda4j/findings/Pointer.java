package io.github.keda4j.findings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The path from an object to a value inside it: a JSON pointer (<a href="https://www.rfc-editor.org/rfc/rfc6901">RFC
 * 6901</a>). Each step is small and shares the steps before it, so code that reads an object can create a pointer for
 * every value; the text is created only when it is needed. Immutable.
 */
public final class Pointer {

    private static final Pointer ROOT = new Pointer(null, "", 0);

    private final @Nullable Pointer parent;
    private final @Nullable String key;
    private final int index;

    private Pointer(@Nullable Pointer parent, @Nullable String key, int index) {
        this.parent = parent;
        this.key = key;
        this.index = index;
    }

    /** {@return the pointer to the object as a whole; its text is empty} */
    public static Pointer root() {
        return ROOT;
    }

    /**
     * {@return the pointer to a field of the object as a whole, however deep}
     *
     * @param keys the keys that lead there, unescaped, from the outside in
     */
    public static Pointer to(String... keys) {
        Pointer pointer = ROOT;
        for (String key : keys) {
            pointer = pointer.field(key);
        }
        return pointer;
    }

    /**
     * {@return the pointer that a text represents} A token of digits is read as the key of a map, because the index of
     * a list has the same text.
     *
     * @param text empty, or tokens that each begin with a slash
     * @throws IllegalArgumentException if the text is not empty and does not begin with a slash, or contains a tilde
     *     that is not part of {@code ~0} or {@code ~1}
     */
    public static Pointer parse(String text) {
        if (!text.isEmpty() && text.charAt(0) != '/') {
            throw new IllegalArgumentException("The JSON pointer \"" + text + "\" must begin with a slash.");
        }
        Pointer pointer = ROOT;
        for (int start = 1; start <= text.length(); ) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            pointer = pointer.field(unescape(text.substring(start, end)));
            start = end + 1;
        }
        return pointer;
    }

    /**
     * {@return the pointer to a value of the map that this pointer refers to}
     *
     * @param child the key, unescaped
     */
    public Pointer field(String child) {
        return new Pointer(this, Objects.requireNonNull(child, "child"), 0);
    }

    /**
     * {@return the pointer to an element of the list that this pointer refers to}
     *
     * @param element the index in the list, from 0
     */
    public Pointer element(int element) {
        return new Pointer(this, null, element);
    }

    /**
     * {@return the keys and indexes that lead to the value, unescaped, from the outside in; empty for the whole object}
     */
    public List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        for (Pointer step = this; step.parent != null; step = step.parent) {
            tokens.add(step.token());
        }
        Collections.reverse(tokens);
        return Collections.unmodifiableList(tokens);
    }

    private String token() {
        return key == null ? Integer.toString(index) : key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pointer that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** {@return the JSON pointer as text, such as {@code /spec/triggers/0/metadata/queueURL}; empty for the whole object} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String token : tokens()) {
            text.append('/').append(escape(token));
        }
        return text.toString();
    }

    /**
     * {@return a key as a token of a JSON pointer, with {@code ~0} for a tilde and {@code ~1} for a slash}
     *
     * @param token the key, unescaped
     */
    public static String escape(String token) {
        return token.indexOf('~') < 0 && token.indexOf('/') < 0
                ? token
                : token.replace("~", "~0").replace("/", "~1");
    }

    private static String unescape(String token) {
        if (token.indexOf('~') < 0) {
            return token;
        }
        StringBuilder key = new StringBuilder(token.length());
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c != '~') {
                key.append(c);
                continue;
            }
            char code = ++i < token.length() ? token.charAt(i) : ' ';
            if (code != '0' && code != '1') {
                throw new IllegalArgumentException(
                        "The JSON pointer token \"" + token + "\" must write a tilde as ~0 and a slash as ~1.");
            }
            key.append(code == '0' ? '~' : '/');
        }
        return key.toString();
    }
}
