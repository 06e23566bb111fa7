package io.github.keda4j.internal.go;

import org.jspecify.annotations.Nullable;

/** Patterns of file names as github.com/gobwas/glob reads them. */
public final class GoGlob {

    private final String text;

    /** Whether braces have to be closed, and a backslash to escape something: so since version 1.0 of the library. */
    private final boolean strict;

    private int position;
    private int open;

    private GoGlob(String text, boolean strict) {
        this.text = text;
        this.strict = strict;
    }

    /** What is wrong with the pattern; null if nothing. */
    public static @Nullable String problem(String text) {
        return new GoGlob(text, true).problem();
    }

    /** What is wrong with the pattern to version 0.2 of the library; null if nothing. */
    public static @Nullable String problemOfOldLibrary(String text) {
        if (text.indexOf('\ufffd') >= 0) {
            return "has the character U+FFFD, which stands for one that cannot be read";
        }
        return new GoGlob(text, false).problem();
    }

    private @Nullable String problem() {
        while (position < text.length()) {
            switch (text.charAt(position++)) {
                case '\\' -> {
                    if (position == text.length() && strict) {
                        return "ends with a backslash that escapes nothing";
                    }
                    position++;
                }
                case '{' -> open++;
                case '}' -> open -= open > 0 ? 1 : 0;
                case '[' -> {
                    if (!skipRange()) {
                        return "has a character range that is empty, reversed or not closed";
                    }
                }
                default -> {}
            }
        }
        return open > 0 && strict ? "has a brace that is not closed" : null;
    }

    /** Reads on behind the bracket that closes a range. */
    private boolean skipRange() {
        position += position < text.length() && text.charAt(position) == '!' ? 1 : 0;
        if (position < text.length() && text.startsWith("-", text.offsetByCodePoints(position, 1))) {
            return skipFromTo();
        }
        int first = position;
        while (position < text.length() && text.charAt(position) != ']') {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        return position > first && position++ < text.length();
    }

    private boolean skipFromTo() {
        int low = text.codePointAt(position);
        position += Character.charCount(low) + 1;
        if (position >= text.length()) {
            return false;
        }
        int high = text.codePointAt(position);
        position += Character.charCount(high);
        boolean good = low <= high && (strict || low != 0) && text.startsWith("]", position);
        position++;
        return good;
    }
}
