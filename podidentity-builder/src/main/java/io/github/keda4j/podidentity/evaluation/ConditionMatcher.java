package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Comparison;
import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import java.util.List;
import java.util.Optional;

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

    static boolean holds(Condition condition, boolean variables, RequestContext context) {
        ConditionOperator operator = condition.operator();
        Optional<Base> base = operator.base();
        if (base.isEmpty()) {
            return false;
        }
        Optional<List<String>> values = context.values(condition.key());
        if (base.get().comparison() == Comparison.NULL) {
            String absent = String.valueOf(values.isEmpty());
            return condition.values().stream().anyMatch(absent::equalsIgnoreCase);
        }
        if (values.isEmpty()) {
            return switch (operator.quantifier()) {
                case FOR_ALL_VALUES -> true;
                case FOR_ANY_VALUE -> operator.ifExists();
                case NONE -> operator.ifExists() || base.get().isNegated();
            };
        }
        return holds(condition, base.get(), variables, context, values.get());
    }

    private static boolean holds(
            Condition condition, Base base, boolean variables, RequestContext context, List<String> values) {
        Quantifier quantifier = condition.operator().quantifier();
        // An operator without prefix on several values is not documented: it is read as what its negation makes plain.
        boolean all = quantifier == Quantifier.FOR_ALL_VALUES || (quantifier == Quantifier.NONE && base.isNegated());
        for (String value : values) {
            boolean holds = anyMatches(condition, base, variables, context, value) != base.isNegated();
            if (holds != all) {
                return holds;
            }
        }
        return all;
    }

    private static boolean anyMatches(
            Condition condition, Base base, boolean variables, RequestContext context, String value) {
        for (String wanted : condition.values()) {
            String marked = PolicyVariables.resolve(wanted, variables && takesVariables(base), context);
            if (marked != null && ValueComparison.matches(base, marked, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean takesVariables(Base base) {
        return switch (base.comparison()) {
            case STRING, STRING_LIKE, STRING_IGNORE_CASE, ARN, BOOL -> true;
            case NUMERIC, DATE, BINARY, IP, NULL -> false;
        };
    }
}
