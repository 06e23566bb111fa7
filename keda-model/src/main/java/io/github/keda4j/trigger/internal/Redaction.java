package io.github.keda4j.trigger.internal;

import java.util.List;
import java.util.Locale;

/**
 * Hides what may be secret in a value: the user info of URLs, and whatever follows a key such as {@code password=}.
 * When in doubt, it hides too much. It takes time proportional to the length of the text.
 */
public final class Redaction {

    static final String HIDDEN = "***";

    private static final List<String> TELLING =
            List.of("pass", "pwd", "connection", "secret", "token", "credential", "key", "signature", "authorization");

    private Redaction() {}

    /** Whether the name of a parameter, a header or a query element suggests that its value is secret. */
    static boolean isTelling(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String word : TELLING) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return lower.endsWith("sig") || lower.equals("sas") || lower.equals("auth");
    }

    /**
     * The value with {@code ***} for everything that may be secret; the value itself if there is nothing of that kind.
     */
    public static String of(String value) {
        return withoutValuesOfTellingKeys(withoutUserInfo(value));
    }

    /** Text that quotes a value, with {@code ***} for everything between its first and its last quotation mark. */
    static String withoutQuotations(String words) {
        int first = words.indexOf('"');
        int last = words.lastIndexOf('"');
        return first < last ? words.substring(0, first + 1) + HIDDEN + words.substring(last) : words;
    }

    /**
     * Hides passwords, as in {@code http://user:***@host}, in every URL of the value, and also without a scheme, as in
     * {@code user:***@host}.
     */
    private static String withoutUserInfo(String value) {
        if (value.indexOf('@') < 0) {
            return value;
        }
        StringBuilder shown = new StringBuilder();
        int start = value.startsWith("//") ? 2 : 0;
        boolean url = start > 0;
        int copied = 0;
        while (start < value.length()) {
            int next = nextUrl(value, start, url);
            int at = endOfUserInfo(value, start, next);
            int colon = at < 0 ? -1 : first(value, ':', start, at);
            if (colon >= 0 || at >= 0 && url) {
                shown.append(value, copied, colon >= 0 ? colon + 1 : start).append(HIDDEN);
                copied = at;
            }
            start = next;
            url = true;
        }
        return shown.append(value, copied, value.length()).toString();
    }

    /**
     * The index at which the authority of the next URL begins: after {@code ://}, if a scheme precedes it. The scheme
     * must be neither inside a word nor inside a possible password of an earlier URL.
     */
    private static int nextUrl(String value, int start, boolean behindScheme) {
        int read = start;
        boolean inPassword = false;
        for (int colon = value.indexOf("://", start); colon >= 0; colon = value.indexOf("://", colon + 3)) {
            int scheme = colon;
            while (scheme > start && isOfScheme(value.charAt(scheme - 1))) {
                scheme--;
            }
            for (; behindScheme && read < scheme; read++) {
                char character = value.charAt(read);
                inPassword = character != '@' && (inPassword || character == ':');
            }
            boolean begins = scheme == 0 || scheme > start && ",;|=:( \t\n\"'".indexOf(value.charAt(scheme - 1)) >= 0;
            if (begins && !inPassword) {
                return colon + 3;
            }
        }
        return value.length();
    }

    private static boolean isOfScheme(char character) {
        return Character.isLetterOrDigit(character) || "+-.".indexOf(character) >= 0;
    }

    /**
     * The index of the at sign that ends the user info; -1 if there is none. In a malformed URL, a password may contain
     * slashes, question marks and at signs. An at sign can belong to a query only after an authority with a user.
     */
    private static int endOfUserInfo(String value, int start, int end) {
        int last = lastAt(value, start, end);
        int query = last < 0 ? -1 : first(value, '?', start, last);
        if (query < 0 || first(value, '=', query, last) < 0) {
            return last;
        }
        int before = lastAt(value, start, query);
        return before < 0 ? last : before;
    }

    private static int first(String value, char wanted, int start, int end) {
        int index = start;
        while (index < end && value.charAt(index) != wanted) {
            index++;
        }
        return index < end ? index : -1;
    }

    private static int lastAt(String value, int start, int end) {
        int index = end - 1;
        while (index >= start && value.charAt(index) != '@') {
            index--;
        }
        return index < start ? -1 : index;
    }

    /** Hides everything after the first key that suggests a secret, since the end of its value cannot be determined. */
    private static String withoutValuesOfTellingKeys(String value) {
        int start = 0;
        int end = 0;
        for (int index = 0; index < value.length(); index++) {
            switch (value.charAt(index)) {
                case '=', ':' -> {
                    if (isTelling(value.substring(start, end)) && index + 1 < value.length()) {
                        return value.substring(0, index + 1) + HIDDEN;
                    }
                    start = index + 1;
                    end = start;
                }
                case ';', '&', '?', ',', '{', '}', '(', ')', '[', ']', '/', '@', '\n' -> {
                    start = index + 1;
                    end = start;
                }
                case ' ', '\t', '\r', '"', '\'', '\\' -> {
                    // Blanks and quotation marks may follow the key.
                }
                default -> {
                    start = end < index ? index : start; // the first character of a word
                    end = index + 1;
                }
            }
        }
        return value;
    }
}
