package io.github.keda4j.podidentity.internal.pattern;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a pattern of a policy with the pattern of a question: does the policy's pattern match all, some or none of
 * the texts that the question represents? If in doubt, the answer is {@link Truth#MAYBE}: two patterns of the same
 * meaning that are written differently, such as {@code ?*} and {@code *?}, are not always recognized as the same.
 */
public final class Globs {

    /** The largest product of both lengths for which patterns are compared, because the time grows with it. */
    private static final long LARGEST = 4_000_000;

    private static final int ARN_PARTS = 6;

    private final String pattern;
    private final @Nullable BitSet literal;
    private final String question;
    private final boolean ignoreCase;

    private Globs(String pattern, @Nullable BitSet literal, String question, boolean ignoreCase) {
        this.pattern = pattern;
        this.literal = literal;
        this.question = question;
        this.ignoreCase = ignoreCase;
    }

    /**
     * {@return true if the text has a wildcard}
     *
     * @param text any text
     */
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /**
     * {@return whether the pattern matches all, some or none of the texts that the question represents}
     *
     * @param pattern the policy's pattern
     * @param literal positions in it where a wildcard character is literal; null for none
     * @param question the pattern that is asked about
     * @param ignoreCase whether to ignore the case of A to Z
     */
    public static Truth matches(String pattern, @Nullable BitSet literal, String question, boolean ignoreCase) {
        if (pattern.equals("*") && literal == null) {
            return Truth.YES;
        }
        if (!isPattern(question)) {
            return Wildcards.matches(pattern, literal, question, ignoreCase) ? Truth.YES : Truth.NO;
        }
        return new Globs(pattern, literal, question, ignoreCase).compare();
    }

    /**
     * {@return whether a pattern of resources matches all, some or none of the texts that the question represents; ARNs
     * are compared part by part}
     *
     * @param pattern the policy's pattern
     * @param literal positions in it where a wildcard character is literal; null for none
     * @param question the pattern that is asked about
     */
    public static Truth resourceMatches(String pattern, @Nullable BitSet literal, String question) {
        if (pattern.equals("*")) {
            return Truth.YES;
        }
        if (question.equals("*")) {
            return Truth.MAYBE;
        }
        if (!question.startsWith("arn:")) {
            return matches(pattern, literal, question, false);
        }
        if (!pattern.startsWith("arn:")) {
            return Truth.NO;
        }
        Truth all = Truth.YES;
        int patternFrom = 0;
        int questionFrom = 0;
        for (int part = 0; part < ARN_PARTS; part++) {
            int patternTo = end(pattern, patternFrom, part);
            int questionTo = end(question, questionFrom, part);
            String asked = questionFrom > question.length() ? "*" : question.substring(questionFrom, questionTo);
            Truth one = patternFrom > pattern.length()
                    ? Truth.YES
                    : matches(
                            pattern.substring(patternFrom, patternTo),
                            literal == null ? null : literal.get(patternFrom, patternTo),
                            asked,
                            false);
            if (one == Truth.NO) {
                return Truth.NO;
            }
            all = one == Truth.MAYBE ? Truth.MAYBE : all;
            patternFrom = patternTo + 1;
            questionFrom = questionTo + 1;
        }
        return all;
    }

    private static int end(String text, int from, int part) {
        if (from > text.length()) {
            return text.length();
        }
        int colon = part == ARN_PARTS - 1 ? -1 : text.indexOf(':', from);
        return colon < 0 ? text.length() : colon;
    }

    private Truth compare() {
        if ((long) pattern.length() * question.length() > LARGEST) {
            return Truth.MAYBE;
        }
        if (!intersects()) {
            return Truth.NO;
        }
        return contains() ? Truth.YES : Truth.MAYBE;
    }

    /**
     * Whether the pattern matches everything that the question represents: a star of the question must correspond to a
     * star of the pattern, and a question mark of the question to any wildcard of the pattern.
     */
    private boolean contains() {
        boolean[] matched = new boolean[question.length() + 1];
        matched[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            boolean[] next = new boolean[question.length() + 1];
            boolean star = isWildcard(i, '*');
            next[0] = star && matched[0];
            for (int j = 1; j <= question.length(); j++) {
                next[j] = star ? matched[j] || next[j - 1] : matched[j - 1] && covers(i, question.charAt(j - 1));
            }
            matched = next;
        }
        return matched[question.length()];
    }

    private boolean covers(int index, char asked) {
        return asked != '*' && (isWildcard(index, '?') || (asked != '?' && same(pattern.charAt(index), asked)));
    }

    /** Whether there is a text that both match. */
    private boolean intersects() {
        boolean[] matched = new boolean[question.length() + 1];
        matched[0] = true;
        for (int j = 1; j <= question.length(); j++) {
            matched[j] = matched[j - 1] && question.charAt(j - 1) == '*';
        }
        for (int i = 0; i < pattern.length(); i++) {
            boolean[] next = new boolean[question.length() + 1];
            boolean star = isWildcard(i, '*');
            next[0] = star && matched[0];
            // A star on either side consumes nothing, or one more character of the other side.
            for (int j = 1; j <= question.length(); j++) {
                char asked = question.charAt(j - 1);
                next[j] = (star || asked == '*') ? matched[j] || next[j - 1] : matched[j - 1] && meets(i, asked);
            }
            matched = next;
        }
        return matched[question.length()];
    }

    private boolean meets(int index, char asked) {
        return asked == '?' || isWildcard(index, '?') || same(pattern.charAt(index), asked);
    }

    private boolean same(char a, char b) {
        return a == b || (ignoreCase && Ascii.fold(a) == Ascii.fold(b));
    }

    private boolean isWildcard(int index, char wildcard) {
        return pattern.charAt(index) == wildcard && (literal == null || !literal.get(index));
    }
}
