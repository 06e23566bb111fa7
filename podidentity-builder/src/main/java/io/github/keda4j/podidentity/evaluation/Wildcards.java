package io.github.keda4j.podidentity.evaluation;

import java.util.Locale;

/**
 * Patterns of IAM: {@code *} stands for any characters, {@code ?} for one. Matching takes time proportional to pattern times
 * text at worst, whatever the pattern: after a mismatch only the last {@code *} is tried again.
 */
final class Wildcards {

    /** What {@code *} and {@code ?} become once variables are replaced, so that those of a variable's value stay literal. */
    static final char ANY = '\uE000';

    static final char ONE = '\uE001';

    private Wildcards() {}

    /** The pattern with its wildcards marked. */
    static String mark(String pattern) {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0
                ? pattern
                : pattern.replace('*', ANY).replace('?', ONE);
    }

    /** Whether a marked pattern matches. */
    static boolean matches(String marked, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            char expected = p < marked.length() ? marked.charAt(p) : 0;
            if (p < marked.length() && expected == ANY) {
                star = p++;
                resume = t;
            } else if (p < marked.length() && (expected == ONE || expected == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < marked.length() && marked.charAt(p) == ANY) {
            p++;
        }
        return p == marked.length();
    }

    /** Whether a pattern of actions matches; IAM ignores the case of actions. */
    static boolean matchesAction(String pattern, String action) {
        return pattern.equals("*")
                || pattern.equalsIgnoreCase(action)
                || (hasWildcard(pattern) && matches(mark(lower(pattern)), lower(action)));
    }

    /**
     * Whether a marked pattern of ARNs matches: each of the six parts by itself, so that a {@code *} in one of the first five
     * cannot reach into the next.
     */
    static boolean matchesArn(String marked, String arn) {
        return matchesArn(marked, arn, false);
    }

    /**
     * Whether a marked pattern of a {@code Resource} element matches. AWS completes an ARN of less than six parts with
     * wildcards (IAM User Guide, "IAM JSON policy elements: Resource").
     */
    static boolean matchesResource(String marked, String arn) {
        return (marked.length() == 1 && marked.charAt(0) == ANY) || matchesArn(marked, arn, true);
    }

    private static boolean matchesArn(String marked, String arn, boolean complete) {
        int patternFrom = 0;
        int arnFrom = 0;
        for (int part = 0; part < 5; part++) {
            int patternTo = marked.indexOf(':', patternFrom);
            int arnTo = arn.indexOf(':', arnFrom);
            if (arnTo < 0) {
                break;
            }
            if (patternTo < 0) {
                return complete
                        && marked.startsWith("arn")
                        && matches(marked.substring(patternFrom), arn.substring(arnFrom, arnTo));
            }
            if (!matches(marked.substring(patternFrom, patternTo), arn.substring(arnFrom, arnTo))) {
                return false;
            }
            patternFrom = patternTo + 1;
            arnFrom = arnTo + 1;
        }
        return matches(marked.substring(patternFrom), arn.substring(arnFrom));
    }

    private static boolean hasWildcard(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
