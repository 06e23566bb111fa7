package io.github.keda4j.podidentity.internal.pattern;

/**
 * Case folding of the letters A to Z only, and tests for ASCII letters and digits. Names of actions and condition keys are ASCII; under Unicode's rules a
 * {@code ſ} would be an {@code s} and the Kelvin sign a {@code k}.
 */
public final class Ascii {

    private Ascii() {}

    /**
     * {@return the character, in lower case if it is a letter from A to Z}
     *
     * @param c any character
     */
    public static char fold(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /**
     * {@return true if two texts are equal, ignoring the case of A to Z}
     *
     * @param one a text
     * @param other another
     */
    public static boolean equalsIgnoreCase(String one, String other) {
        return one.length() == other.length() && startsWithIgnoreCase(one, other);
    }

    /**
     * {@return true if a text begins with a prefix, ignoring the case of A to Z}
     *
     * @param text the text
     * @param prefix the prefix
     */
    public static boolean startsWithIgnoreCase(String text, String prefix) {
        return startsWithIgnoreCase(text, prefix, prefix.length());
    }

    /**
     * {@return true if a text begins as another one does, ignoring the case of A to Z}
     *
     * @param text the text
     * @param other the other text
     * @param length the number of characters to compare, at most the other text's length
     */
    public static boolean startsWithIgnoreCase(String text, String other, int length) {
        if (text.length() < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char a = text.charAt(i);
            char b = other.charAt(i);
            if (a != b && fold(a) != fold(b)) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return true if a text has only letters, digits and the given characters}
     *
     * @param text the text, which may be empty
     * @param others the characters that are allowed besides letters and digits
     */
    public static boolean isPlain(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /**
     * {@return true if a text consists of the given number of digits}
     *
     * @param text the text
     * @param count how many digits it must have
     */
    public static boolean areDigits(String text, int count) {
        if (text.length() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return the text with A to Z in lower case}
     *
     * @param text any text
     */
    public static String toLowerCase(String text) {
        if (isLowerCase(text)) {
            return text;
        }
        char[] folded = new char[text.length()];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(text.charAt(i));
        }
        return new String(folded);
    }

    private static boolean isLowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return false;
            }
        }
        return true;
    }
}
