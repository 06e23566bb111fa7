package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Comparison;
import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import io.github.keda4j.podidentity.policy.Effect;
import java.util.List;

/**
 * Whether a condition holds of a request.
 *
 * <p>A missing key fails an operator, holds for a negated one, for {@code IfExists} and for {@code ForAllValues}, and fails
 * {@code ForAnyValue}. Several values of a policy are alternatives; for a negated operator none may match.
 *
 * <p>Source of the rule: IAM User Guide, "Multivalued context keys" and "Condition operators".
 */
final class ConditionMatcher {

    private ConditionMatcher() {}

    /**
     * Whether the condition holds. AWS refuses a document with an operator that it does not know; here a Deny then applies
     * and an Allow does not, which is the stricter reading of both.
     */
    static boolean holds(Condition condition, Effect effect, boolean variables, RequestContext context) {
        ConditionOperator operator = condition.operator();
        Base base = operator.base().orElse(null);
        if (base == null) {
            return effect == Effect.DENY;
        }
        List<String> values = context.find(condition.key());
        if (base.comparison() == Comparison.NULL) {
            return asksWhether(condition.values(), values == null);
        }
        if (values == null) {
            return switch (operator.quantifier()) {
                case FOR_ALL_VALUES -> true;
                case FOR_ANY_VALUE -> operator.ifExists();
                case NONE -> operator.ifExists() || base.isNegated();
            };
        }
        return holds(condition, base, variables, context, values);
    }

    /** For {@code Null}: the quantifier makes no difference, since no value is looked at. */
    private static boolean asksWhether(List<String> wanted, boolean absent) {
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).equalsIgnoreCase(absent ? "true" : "false")) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(
            Condition condition, Base base, boolean variables, RequestContext context, List<String> values) {
        Quantifier quantifier = condition.operator().quantifier();
        // An operator without prefix on several values is not documented: it is read as what its negation makes plain.
        boolean all = quantifier == Quantifier.FOR_ALL_VALUES || (quantifier == Quantifier.NONE && base.isNegated());
        for (int i = 0; i < values.size(); i++) {
            boolean holds = anyMatches(condition.values(), base, variables, context, values.get(i)) != base.isNegated();
            if (holds != all) {
                return holds;
            }
        }
        return all;
    }

    private static boolean anyMatches(
            List<String> wanted, Base base, boolean variables, RequestContext context, String value) {
        for (int i = 0; i < wanted.size(); i++) {
            if (matches(wanted.get(i), base, variables && takesVariables(base), context, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String wanted, Base base, boolean variables, RequestContext context, String value) {
        if (!variables || !PolicyVariables.isIn(wanted)) {
            return ValueComparison.matches(base, wanted, null, value);
        }
        PolicyVariables.Expanded expanded = PolicyVariables.expand(wanted, context);
        return expanded != null && ValueComparison.matches(base, expanded.text(), expanded.literal(), value);
    }

    private static boolean takesVariables(Base base) {
        return switch (base.comparison()) {
            case STRING, STRING_LIKE, STRING_IGNORE_CASE, ARN, BOOL -> true;
            case NUMERIC, DATE, BINARY, IP, NULL -> false;
        };
    }
}
