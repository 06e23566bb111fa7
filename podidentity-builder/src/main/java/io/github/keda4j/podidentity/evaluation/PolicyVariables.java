package io.github.keda4j.podidentity.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Policy variables: <code>${aws:PrincipalTag/team}</code>, with a default as in <code>${aws:PrincipalTag/team, 'none'}</code>,
 * and <code>${*}</code>, <code>${?}</code> and <code>${$}</code> for the characters themselves.
 *
 * <p>Source of the rule: IAM User Guide, "IAM policy elements: Variables and tags".
 */
final class PolicyVariables {

    private PolicyVariables() {}

    /**
     * The text with its variables replaced and its wildcards marked, so that a wildcard in a variable's value stays a plain
     * character.
     *
     * @return null where a variable has neither a value nor a default; IAM then has no match
     */
    static @Nullable String resolve(String text, boolean variables, RequestContext context) {
        if (!variables || text.indexOf("${") < 0) {
            return Wildcards.mark(text);
        }
        StringBuilder resolved = new StringBuilder(text.length() + 32);
        int from = 0;
        while (true) {
            int start = text.indexOf("${", from);
            int end = start < 0 ? -1 : text.indexOf('}', start);
            if (end < 0) {
                return resolved.append(Wildcards.mark(text.substring(from))).toString();
            }
            resolved.append(Wildcards.mark(text.substring(from, start)));
            String value = valueOf(text.substring(start + 2, end), context);
            if (value == null) {
                return null;
            }
            resolved.append(value);
            from = end + 1;
        }
    }

    /** The text of a marked pattern, for operators that know no wildcards. */
    static String unmark(String marked) {
        return marked.replace(Wildcards.ANY, '*').replace(Wildcards.ONE, '?');
    }

    private static @Nullable String valueOf(String variable, RequestContext context) {
        if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
            return variable;
        }
        int comma = variable.indexOf(',');
        String key = (comma < 0 ? variable : variable.substring(0, comma)).trim();
        List<String> values = context.values(key).orElse(List.of());
        if (values.size() == 1 && !context.isMultiValued(key)) {
            return values.get(0);
        }
        return comma < 0 ? null : unquoted(variable.substring(comma + 1).trim());
    }

    private static @Nullable String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("'") && text.endsWith("'")
                ? text.substring(1, text.length() - 1)
                : null;
    }
}
