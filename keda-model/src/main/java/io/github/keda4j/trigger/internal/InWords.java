package io.github.keda4j.trigger.internal;

import java.util.List;

/** Writes lists and counts for use in sentences. */
public final class InWords {

    private InWords() {}

    /** Joins words, such as {@code a, b and c}. */
    public static String all(Object... things) {
        return join(" and ", things);
    }

    /** Joins alternatives, such as {@code a, b or c}. */
    static String any(List<String> things) {
        return join(" or ", things.toArray());
    }

    /** A key as it was written; in quotes unless it looks like a name. */
    public static String key(String key) {
        boolean name = !key.isEmpty();
        for (int index = 0; index < key.length(); index++) {
            char character = key.charAt(index);
            name &= Character.isLetterOrDigit(character) || "._-*/~".indexOf(character) >= 0;
        }
        return name ? key : "\"" + key + "\"";
    }

    /** Joins keys as they were written, such as {@code a, b and "c d"}. */
    public static String keys(List<String> keys) {
        Object[] shown = new Object[keys.size()];
        for (int index = 0; index < shown.length; index++) {
            shown[index] = key(keys.get(index));
        }
        return all(shown);
    }

    /** Counts things, such as {@code 1 element} or {@code 2 elements}. */
    static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static String join(String last, Object... things) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < things.length; index++) {
            if (index > 0) {
                text.append(index == things.length - 1 ? last : ", ");
            }
            text.append(things[index]);
        }
        return text.toString();
    }
}
