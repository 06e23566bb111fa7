package io.github.keda4j.findings;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known word that an unknown word was probably meant to be. */
public final class NearestWord {

    private NearestWord() {}

    private static final int SHORT = 3;

    /**
     * {@return the known word that is most similar to the given one, ignoring case, or null if none is similar enough}
     * If exactly one known word contains the given one between its hyphens, that word is chosen: {@code sqs} leads to
     * {@code aws-sqs-queue}. A word that is much longer than the known ones does not take more time.
     *
     * @param word the word as it was written
     * @param known the words to choose from
     */
    public static @Nullable String of(String word, Collection<String> known) {
        String best = onlyOneWithPart(word, known);
        if (best != null) {
            return best;
        }
        int least = word.length() <= SHORT ? 2 : Math.max(2, word.length() / 3) + 1;
        char[] letters = letters(word);
        for (String candidate : known) {
            if (candidate.equalsIgnoreCase(word)) {
                return candidate;
            }
            int distance = Math.abs(candidate.length() - word.length()) < least
                    ? distance(letters, letters(candidate))
                    : least;
            if (distance < least && distance < candidate.length()) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    private static @Nullable String onlyOneWithPart(String word, Collection<String> known) {
        String part = '-' + word.toLowerCase(Locale.ROOT) + '-';
        String only = null;
        for (String candidate : known) {
            if (('-' + candidate.toLowerCase(Locale.ROOT) + '-').contains(part)) {
                if (candidate.equalsIgnoreCase(word)) {
                    return candidate;
                }
                if (only != null) {
                    return null;
                }
                only = candidate;
            }
        }
        return only;
    }

    /** The letters of a word in lower case, one for each. */
    private static char[] letters(String word) {
        char[] letters = word.toCharArray();
        for (int index = 0; index < letters.length; index++) {
            letters[index] = Character.toLowerCase(letters[index]);
        }
        return letters;
    }

    /** Counts the letters to insert, remove, replace, or swap with the next one. */
    private static int distance(char[] one, char[] other) {
        int[] before = new int[other.length + 1];
        int[] previous = new int[other.length + 1];
        for (int column = 0; column <= other.length; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= one.length; row++) {
            int[] current = new int[other.length + 1];
            current[0] = row;
            for (int column = 1; column <= other.length; column++) {
                boolean same = one[row - 1] == other[column - 1];
                int least = Math.min(previous[column], current[column - 1]) + 1;
                least = Math.min(least, previous[column - 1] + (same ? 0 : 1));
                if (row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1]) {
                    least = Math.min(least, before[column - 2] + 1);
                }
                current[column] = least;
            }
            before = previous;
            previous = current;
        }
        return previous[other.length];
    }
}
