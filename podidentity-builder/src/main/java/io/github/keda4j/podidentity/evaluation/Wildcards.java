package io.github.keda4j.podidentity.evaluation;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * IAM's wildcards: {@code *} for any run of characters, {@code ?} for one. No backtracking: each part between two stars
 * is searched once, from the left.
 */
final class Wildcards {

    private final String pattern;
    private final @Nullable BitSet literal;
    private final String text;
    private final boolean ignoreCase;

    private Wildcards(String pattern, @Nullable BitSet literal, String text, boolean ignoreCase) {
        this.pattern = pattern;
        this.literal = literal;
        this.text = text;
        this.ignoreCase = ignoreCase;
    }

    static boolean matches(String pattern, String text, boolean ignoreCase) {
        return matches(pattern, null, text, ignoreCase);
    }

    /**
     * Whether the text matches as a whole.
     *
     * @param literal positions in the pattern where a wildcard stands for itself
     */
    static boolean matches(String pattern, @Nullable BitSet literal, String text, boolean ignoreCase) {
        if (pattern.equals("*") && literal == null) {
            return true;
        }
        return new Wildcards(pattern, literal, text, ignoreCase).matches(0, pattern.length(), 0, text.length());
    }

    /**
     * Whether a pattern of a {@code Resource} element matches. AWS completes an ARN of less than six parts with wildcards
     * (IAM User Guide, "IAM JSON policy elements: Resource").
     */
    static boolean resourceMatches(String pattern, @Nullable BitSet literal, String resource) {
        if (pattern.equals("*")) {
            return true;
        }
        return isArn(resource)
                ? pattern.startsWith("arn:") && arnMatches(pattern, literal, resource)
                : matches(pattern, literal, resource, false);
    }

    /** Whether the six parts of an ARN match one by one; a pattern with fewer parts matches any of the missing ones. */
    static boolean arnMatches(String pattern, @Nullable BitSet literal, String arn) {
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

    /** Whether a text has the six parts of an ARN. */
    static boolean isArn(String text) {
        return text.startsWith("arn:") && hasSixParts(text);
    }

    static boolean hasSixParts(String text) {
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

    /** Where the part stands first in the text between two positions. */
    private int find(int from, int to, int textFrom, int textTo) {
        int last = textTo - (to - from);
        long budget = 16L * (textTo - textFrom + 64);
        boolean skips = !ignoreCase && from < to && !isWildcard(from, '?');
        for (int at = textFrom; at <= last; at++) {
            if (skips) {
                at = text.indexOf(pattern.charAt(from), at);
                if (at < 0 || at > last) {
                    return -1;
                }
            }
            int length = commonLength(from, to, at);
            if (length == to - from) {
                return at;
            }
            budget -= length + 1;
            if (budget < 0) {
                return hasAnyCharacter(from, to)
                        ? findBitParallel(from, to, at, textTo)
                        : findByBorders(from, to, at, textTo);
            }
        }
        return -1;
    }

    private boolean hasAnyCharacter(int from, int to) {
        int at = pattern.indexOf('?', from);
        while (at >= 0 && at < to && !isWildcard(at, '?')) {
            at = pattern.indexOf('?', at + 1);
        }
        return at >= 0 && at < to;
    }

    /** Knuth, Morris and Pratt: for long parts that nearly match everywhere. */
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
        for (int at = textFrom, matched = 0; at < textTo; at++) {
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

    /** Shift-And over machine words: the same for parts in which any character may stand somewhere. */
    private int findBitParallel(int from, int to, int textFrom, int textTo) {
        int length = to - from;
        int words = (length + 63) >>> 6;
        PartMasks masks = new PartMasks(from, to, words);
        long[] state = new long[words];
        for (int at = textFrom; at < textTo; at++) {
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

    /** For each character, at which positions of a part it may stand. */
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
        for (int i = from; i < to; i++) {
            char expected = pattern.charAt(i);
            char found = text.charAt(textFrom + i - from);
            if (expected != found && !isWildcard(i, '?') && !(ignoreCase && fold(expected) == fold(found))) {
                return i - from;
            }
        }
        return to - from;
    }

    private char fold(char c) {
        return ignoreCase ? Character.toLowerCase(Character.toUpperCase(c)) : c;
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
