package io.github.keda4j.trigger.generator.reading;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of the catalogue. They are applied to text from users, so no text may make them backtrack
 * endlessly or overflow the stack: Java repeats a group by recursion unless the repetition is possessive.
 */
final class Expressions {

    private Expressions() {}

    /** The reason why the expression is not accepted; empty if it is. */
    static Optional<String> problem(String expression) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            return Optional.of("is not a regular expression: " + e.getDescription());
        }
        if (hasLooseEnd(expression)) {
            return Optional.of("has a $, which Java also finds before a line break at the end; write \\z");
        }
        int close = endOfRecursiveGroup(expression);
        return close < 0
                ? Optional.empty()
                : Optional.of("repeats a group without a possessive quantifier, such as )*+, at index " + close);
    }

    /** Whether a dollar sign is an anchor, and not a literal character. */
    private static boolean hasLooseEnd(String expression) {
        return firstOutsideClasses(expression, index -> expression.charAt(index) == '$') >= 0;
    }

    /**
     * The index of the closing parenthesis of a group that is repeated without an upper limit and may backtrack; -1 if
     * there is none.
     */
    private static int endOfRecursiveGroup(String expression) {
        return firstOutsideClasses(expression, index -> {
            int end = expression.charAt(index) == ')' ? endOfRepetition(expression, index + 1) : -1;
            return end > 0 && !expression.startsWith("+", end);
        });
    }

    /** The first matching index that is neither escaped nor inside a character class; -1 if there is none. */
    private static int firstOutsideClasses(String expression, IntPredicate isWanted) {
        boolean inClass = false;
        for (int index = 0; index < expression.length(); index++) {
            char character = expression.charAt(index);
            if (character == '\\') {
                index++;
            } else if (character == '[' || character == ']') {
                inClass = character == '[';
            } else if (!inClass && isWanted.test(index)) {
                return index;
            }
        }
        return -1;
    }

    /** The index after a quantifier without an upper limit; -1 if there is none. */
    private static int endOfRepetition(String expression, int start) {
        if (expression.startsWith("*", start) || expression.startsWith("+", start)) {
            return start + 1;
        }
        int end = expression.startsWith("{", start) ? expression.indexOf('}', start) : -1;
        return end > 0 && expression.charAt(end - 1) == ',' ? end + 1 : -1;
    }
}
