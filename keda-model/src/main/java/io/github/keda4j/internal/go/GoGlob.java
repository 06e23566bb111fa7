package io.github.keda4j.internal.go;

import org.jspecify.annotations.Nullable;

/** Patterns of file names as KEDA's library takes them; only ranges of characters can be wrong. */
public final class GoGlob {

    private GoGlob() {}

    /** What is wrong with the pattern; null if nothing. */
    public static @Nullable String problem(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) == '\\') {
                index++;
            } else if (text.charAt(index) == '[') {
                int close = endOfRange(text, index + 1);
                if (close < 0) {
                    return "has a range of characters that is empty, upside down or not closed";
                }
                index = close;
            }
        }
        return null;
    }

    /** The index of the bracket that closes a range; -1 if the range is wrong. */
    private static int endOfRange(String text, int start) {
        int index = start < text.length() && text.charAt(start) == '!' ? start + 1 : start;
        if (index + 1 < text.length() && text.charAt(index + 1) == '-') {
            boolean good = index + 3 < text.length()
                    && text.charAt(index + 3) == ']'
                    && text.charAt(index) <= text.charAt(index + 2);
            return good ? index + 3 : -1;
        }
        int first = index;
        while (index < text.length() && text.charAt(index) != ']') {
            index += text.charAt(index) == '\\' ? 2 : 1;
        }
        return index > first && index < text.length() ? index : -1;
    }
}
