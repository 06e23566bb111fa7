package io.github.keda4j.podidentity.evaluation;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces policy variables: <code>${key}</code>, <code>${key, 'default'}</code> and the literal characters
 * <code>${*}</code>, <code>${?}</code>, <code>${$}</code>. What a variable brings in is text, never a wildcard. Source of
 * the rule: IAM User Guide, "IAM policy elements: Variables and tags".
 */
final class PolicyVariables {

    private PolicyVariables() {}

    /**
     * A pattern with its variables replaced.
     *
     * @param text the text
     * @param literal positions where a wildcard stands for itself; null for none
     */
    record Expanded(String text, @Nullable BitSet literal) {}

    static boolean isIn(String value) {
        return value.contains("${");
    }

    /** The value with its variables replaced; null where a variable has neither a value nor a default. */
    static @Nullable Expanded expand(String value, RequestContext context) {
        StringBuilder text = new StringBuilder(value.length() + 32);
        BitSet literal = new BitSet();
        int at = 0;
        while (true) {
            int open = value.indexOf("${", at);
            int close = open < 0 ? -1 : value.indexOf('}', open);
            if (close < 0) {
                return new Expanded(text.append(value, at, value.length()).toString(), literal);
            }
            text.append(value, at, open);
            String replacement = replacement(value.substring(open + 2, close), context);
            if (replacement == null) {
                return null;
            }
            literal.set(text.length(), text.length() + replacement.length());
            text.append(replacement);
            at = close + 1;
        }
    }

    private static @Nullable String replacement(String variable, RequestContext context) {
        if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
            return variable;
        }
        int comma = variable.indexOf(',');
        String key = (comma < 0 ? variable : variable.substring(0, comma)).strip();
        List<String> values = context.find(key);
        if (values != null) {
            return context.isMultiValued(key) ? null : values.get(0);
        }
        return comma < 0 ? null : defaultValue(variable.substring(comma + 1).strip());
    }

    private static @Nullable String defaultValue(String quoted) {
        boolean isQuoted = quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'");
        return isQuoted ? quoted.substring(1, quoted.length() - 1) : null;
    }
}
