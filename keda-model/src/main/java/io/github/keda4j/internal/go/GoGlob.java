package io.github.keda4j.internal.go;

import org.jspecify.annotations.Nullable;

/** Patterns of file names as github.com/gobwas/glob reads them. */
public final class GoGlob {

    private final String text;

    /**
     * Whether braces must be closed and a backslash must escape something, as in version 1.0 of the library and later.
     */
    private final boolean strict;

    private int position;
    private int open;

    private GoGlob(String text, boolean strict) {
        this.text = text;
        this.strict = strict;
    }

    /** Describes what is wrong with the pattern; null if it is valid. */
    public static @Nullable String problem(String text) {
        return new GoGlob(text, true).problem();
    }

    /** Describes what is wrong with the pattern in version 0.2 of the library; null if it is valid. */
    public static @Nullable String problemOfOldLibrary(String text) {
        return new GoGlob(text, false).problem();
    }

    private @Nullable String problem() {
        boolean inWord = false;
        while (position < text.length()) {
            char character = text.charAt(position++);
            if (isEnd(character) && !inWord) {
                return null;
            }
            if (isUnreadable(character)) {
                return "has the character U+FFFD, which replaces an unreadable one";
            }
            inWord = !isEnd(character) && !isSpecial(character);
            switch (character) {
                case '\\' -> {
                    if (position == text.length() && strict) {
                        return "ends with a backslash that escapes nothing";
                    }
                    position += position < text.length() && isKept(text.charAt(position)) ? 1 : 0;
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

    private boolean isSpecial(char character) {
        return "*?[{".indexOf(character) >= 0 || open > 0 && (character == '}' || character == ',');
    }

    /**
     * The old library treats a null character as the end of a word or, if no word begins there, as the end of the
     * pattern.
     */
    private boolean isEnd(int character) {
        return character == 0 && !strict;
    }

    private boolean isUnreadable(int character) {
        return character == '\ufffd' && !strict;
    }

    private boolean isKept(int character) {
        return !isEnd(character) && !isUnreadable(character);
    }

    /** Continues after the bracket that closes a range. */
    private boolean skipRange() {
        position += position < text.length() && text.charAt(position) == '!' ? 1 : 0;
        if (position < text.length() && text.startsWith("-", text.offsetByCodePoints(position, 1))) {
            return skipFromTo();
        }
        boolean some = false;
        while (position < text.length() && text.charAt(position) != ']' && isKept(text.charAt(position))) {
            boolean escape = text.charAt(position++) == '\\';
            if (!escape || position < text.length() && isKept(text.charAt(position))) {
                position += escape ? 1 : 0;
                some = true;
            }
        }
        position += position < text.length() && isEnd(text.charAt(position)) ? 1 : 0;
        return some && text.startsWith("]", position++);
    }

    private boolean skipFromTo() {
        int low = text.codePointAt(position);
        position += Character.charCount(low) + 1;
        if (position >= text.length()) {
            return false;
        }
        int high = text.codePointAt(position);
        position += Character.charCount(high);
        boolean good = low <= high && isKept(low) && isKept(high) && text.startsWith("]", position);
        position++;
        return good;
    }
}
