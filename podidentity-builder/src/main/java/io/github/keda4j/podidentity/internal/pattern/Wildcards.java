package io.github.keda4j.podidentity.internal.pattern;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * IAM's wildcards: {@code *} for any run of characters, {@code ?} for one. No backtracking: each part between two stars
 * is searched once, from the left, and a part that nearly matches everywhere is searched by an algorithm whose time
 * does not depend on near matches. The time grows linearly with the lengths of text and pattern; in the worst case, a
 * logarithmic factor is added.
 */
public final class Wildcards {

    /** Up to this length, a part with question marks is searched 64 positions at a time; a longer one by convolution. */
    private static final int LONGEST_FOR_WORDS = 1024;

    private static final int LONGEST_FOR_CONVOLUTION = 1 << 20;

    private final String pattern;
    private final @Nullable BitSet literal;
    private final String text;
    private final boolean ignoreCase;

    /** How many characters were compared, for the test of how the time grows. */
    private long steps;

    private Wildcards(String pattern, @Nullable BitSet literal, String text, boolean ignoreCase) {
        this.pattern = pattern;
        this.literal = literal;
        this.text = text;
        this.ignoreCase = ignoreCase;
    }

    /**
     * {@return true if the text matches as a whole}
     *
     * @param pattern with wildcards
     * @param text the text
     * @param ignoreCase whether the case of A to Z makes no difference
     */
    public static boolean matches(String pattern, String text, boolean ignoreCase) {
        return matches(pattern, null, text, ignoreCase);
    }

    /**
     * {@return true if the text matches as a whole}
     *
     * @param pattern with wildcards
     * @param literal positions in the pattern where a wildcard character is literal; null for none
     * @param text the text
     * @param ignoreCase whether the case of A to Z makes no difference
     */
    public static boolean matches(String pattern, @Nullable BitSet literal, String text, boolean ignoreCase) {
        // Most policies name what is asked about as it is.
        if (literal == null && (pattern.equals("*") || pattern.equals(text))) {
            return true;
        }
        return new Wildcards(pattern, literal, text, ignoreCase).matches(0, pattern.length(), 0, text.length());
    }

    /** How many characters are compared to find a match. */
    static long steps(String pattern, String text) {
        Wildcards wildcards = new Wildcards(pattern, null, text, false);
        wildcards.matches(0, pattern.length(), 0, text.length());
        return wildcards.steps;
    }

    /**
     * {@return true if a pattern of a {@code Resource} element matches} AWS completes an ARN that has fewer than six
     * parts with wildcards (IAM User Guide, "IAM JSON policy elements: Resource").
     *
     * @param pattern with wildcards
     * @param literal positions in the pattern where a wildcard character is literal; null for none
     * @param resource the resource
     */
    public static boolean resourceMatches(String pattern, @Nullable BitSet literal, String resource) {
        if (pattern.equals("*") || (literal == null && pattern.equals(resource))) {
            return true;
        }
        return isArn(resource)
                ? pattern.startsWith("arn:") && arnMatches(pattern, literal, resource)
                : matches(pattern, literal, resource, false);
    }

    /**
     * {@return true if the six parts of an ARN match one by one} A pattern with fewer parts matches any values of the
     * missing parts.
     *
     * @param pattern with wildcards
     * @param literal positions in the pattern where a wildcard character is literal; null for none
     * @param arn with six parts
     */
    public static boolean arnMatches(String pattern, @Nullable BitSet literal, String arn) {
        Wildcards wildcards = new Wildcards(pattern, literal, arn, false);
        int patternFrom = 0;
        int arnFrom = 0;
        for (int part = 0; part < 5; part++) {
            int patternColon = pattern.indexOf(':', patternFrom);
            int arnColon = arn.indexOf(':', arnFrom);
            if (patternColon < 0) {
                return wildcards.matches(patternFrom, pattern.length(), arnFrom, arnColon);
            }
            if (!wildcards.matches(patternFrom, patternColon, arnFrom, arnColon)) {
                return false;
            }
            patternFrom = patternColon + 1;
            arnFrom = arnColon + 1;
        }
        return wildcards.matches(patternFrom, pattern.length(), arnFrom, arn.length());
    }

    /**
     * {@return true if a text begins like an ARN and has its six parts}
     *
     * @param text any text
     */
    public static boolean isArn(String text) {
        return text.startsWith("arn:") && hasSixParts(text);
    }

    /**
     * {@return true if a text has six parts between colons, or more}
     *
     * @param text any text
     */
    public static boolean hasSixParts(String text) {
        int colon = -1;
        for (int part = 0; part < 5; part++) {
            colon = text.indexOf(':', colon + 1);
            if (colon < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(int patternFrom, int patternTo, int textFrom, int textTo) {
        int firstStar = star(patternFrom, patternTo);
        if (firstStar == patternTo) {
            return patternTo - patternFrom == textTo - textFrom && same(patternFrom, patternTo, textFrom);
        }
        int lastStar = lastStar(firstStar, patternTo);
        int tail = textTo - (patternTo - lastStar - 1);
        int at = textFrom + firstStar - patternFrom;
        if (at > tail || !same(patternFrom, firstStar, textFrom) || !same(lastStar + 1, patternTo, tail)) {
            return false;
        }
        int from = firstStar + 1;
        while (from <= lastStar) {
            int to = star(from, lastStar);
            int found = find(from, to, at, tail);
            if (found < 0) {
                return false;
            }
            at = found + to - from;
            from = to + 1;
        }
        return true;
    }

    /**
     * The first position of the part in the text between two positions. It first searches position by position, because
     * for nearly every part the outcome is clear after a few characters; a search that takes longer is continued by
     * another algorithm.
     */
    private int find(int from, int to, int textFrom, int textTo) {
        int last = textTo - (to - from);
        long spent = 0;
        boolean skips = !ignoreCase && from < to && !isWildcard(from, '?');
        for (int at = textFrom; at <= last; at++) {
            if (skips) {
                int next = text.indexOf(pattern.charAt(from), at);
                if (next < 0 || next > last) {
                    steps += textTo - at;
                    return -1;
                }
                steps += next - at;
                at = next;
            }
            int length = commonLength(from, to, at);
            if (length == to - from) {
                return at;
            }
            spent += length + 1;
            if (spent > 1024 + 16L * (at - textFrom + to - from)) {
                return findOn(from, to, at, textTo);
            }
        }
        return -1;
    }

    private int findOn(int from, int to, int textFrom, int textTo) {
        if (!hasAnyCharacter(from, to)) {
            return findByBorders(from, to, textFrom, textTo);
        }
        return to - from <= LONGEST_FOR_WORDS || to - from > LONGEST_FOR_CONVOLUTION
                ? findByWords(from, to, textFrom, textTo)
                : findByConvolution(from, to, textFrom, textTo);
    }

    private boolean hasAnyCharacter(int from, int to) {
        int at = pattern.indexOf('?', from);
        while (at >= 0 && at < to && !isWildcard(at, '?')) {
            at = pattern.indexOf('?', at + 1);
        }
        return at >= 0 && at < to;
    }

    /** Searches by the algorithm of Knuth, Morris and Pratt, for long parts that nearly match everywhere. */
    private int findByBorders(int from, int to, int textFrom, int textTo) {
        int length = to - from;
        int[] borders = new int[length];
        for (int i = 1, border = 0; i < length; i++) {
            char c = fold(pattern.charAt(from + i));
            while (border > 0 && c != fold(pattern.charAt(from + border))) {
                border = borders[border - 1];
            }
            border += c == fold(pattern.charAt(from + border)) ? 1 : 0;
            borders[i] = border;
        }
        steps += 2L * length;
        for (int at = textFrom, matched = 0; at < textTo; at++) {
            steps += 2;
            char c = fold(text.charAt(at));
            while (matched > 0 && c != fold(pattern.charAt(from + matched))) {
                matched = borders[matched - 1];
            }
            matched += c == fold(pattern.charAt(from + matched)) ? 1 : 0;
            if (matched == length) {
                return at - length + 1;
            }
        }
        return -1;
    }

    /** Searches by the Shift-And algorithm over machine words, for parts that contain question marks. */
    private int findByWords(int from, int to, int textFrom, int textTo) {
        int length = to - from;
        int words = (length + 63) >>> 6;
        PartMasks masks = new PartMasks(from, to, words);
        long[] state = new long[words];
        for (int at = textFrom; at < textTo; at++) {
            steps += words;
            long[] mask = masks.of(text.charAt(at));
            long carry = 1;
            for (int word = 0; word < words; word++) {
                long next = state[word] >>> 63;
                state[word] = ((state[word] << 1) | carry) & mask[word];
                carry = next;
            }
            if ((state[words - 1] >>> ((length - 1) & 63) & 1) != 0) {
                return at - length + 1;
            }
        }
        return -1;
    }

    /**
     * Searches by number-theoretic transforms. Each character that must match gets a random weight, a question mark
     * gets none; there is a match wherever the weighted sum of the text equals that of the part. Each candidate is
     * verified, so chance cannot produce a match.
     */
    private int findByConvolution(int from, int to, int textFrom, int textTo) {
        int length = to - from;
        int size = Integer.highestOneBit(length) << 2;
        Convolution convolution = new Convolution(size);
        int[] weights = new int[size];
        long wanted = 0;
        for (int i = 0; i < length; i++) {
            if (!isWildcard(from + i, '?')) {
                // The part is stored in reverse order, because the product of transforms then sums over equal positions
                // of text and part.
                int weight = convolution.randomWeight();
                weights[length - 1 - i] = weight;
                wanted = (wanted + (long) weight * fold(pattern.charAt(from + i))) % Convolution.PRIME;
            }
        }
        convolution.transform(weights);
        int[] block = new int[size];
        for (int at = textFrom; at <= textTo - length; at += size - length + 1) {
            int characters = Math.min(size, textTo - at);
            for (int i = 0; i < characters; i++) {
                block[i] = fold(text.charAt(at + i));
            }
            Arrays.fill(block, characters, size, 0);
            convolution.multiply(block, weights);
            steps += convolution.steps();
            for (int i = 0; i <= characters - length; i++) {
                if (block[length - 1 + i] == wanted && same(from, to, at + i)) {
                    return at + i;
                }
            }
        }
        return -1;
    }

    /** For each character, the positions of a part where it may occur. */
    private final class PartMasks {

        private final Map<Character, long[]> masks = new HashMap<>();
        private final long[] anywhere;

        PartMasks(int from, int to, int words) {
            anywhere = new long[words];
            for (int i = from; i < to; i++) {
                if (isWildcard(i, '?')) {
                    set(anywhere, i - from);
                }
            }
            for (int i = from; i < to; i++) {
                if (!isWildcard(i, '?')) {
                    set(masks.computeIfAbsent(fold(pattern.charAt(i)), unseen -> anywhere.clone()), i - from);
                }
            }
            steps += (long) words * masks.size() + 2L * (to - from);
        }

        long[] of(char c) {
            return masks.getOrDefault(fold(c), anywhere);
        }

        private static void set(long[] bits, int index) {
            bits[index >>> 6] |= 1L << (index & 63);
        }
    }

    private boolean same(int from, int to, int textFrom) {
        return commonLength(from, to, textFrom) == to - from;
    }

    private int commonLength(int from, int to, int textFrom) {
        int i = from;
        while (i < to && fits(i, text.charAt(textFrom + i - from))) {
            i++;
        }
        steps += i - from + 1;
        return i - from;
    }

    private boolean fits(int index, char found) {
        char expected = pattern.charAt(index);
        return expected == found || isWildcard(index, '?') || (ignoreCase && fold(expected) == fold(found));
    }

    private char fold(char c) {
        return ignoreCase ? Ascii.fold(c) : c;
    }

    private int star(int from, int to) {
        int at = pattern.indexOf('*', from);
        while (at >= 0 && at < to && literal != null && literal.get(at)) {
            at = pattern.indexOf('*', at + 1);
        }
        return at < 0 || at > to ? to : at;
    }

    private int lastStar(int from, int to) {
        int at = to - 1;
        while (at > from && !isWildcard(at, '*')) {
            at--;
        }
        return at;
    }

    private boolean isWildcard(int index, char wildcard) {
        return pattern.charAt(index) == wildcard && (literal == null || !literal.get(index));
    }
}
