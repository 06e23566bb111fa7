package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.evaluation.RequestContext.Entry;
import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Comparison;
import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import io.github.keda4j.podidentity.policy.Effect;
import java.util.List;

/**
 * Whether a condition holds for a request.
 *
 * <p>If the key is missing, negated operators, {@code IfExists} and {@code ForAllValues} hold; all other operators do
 * not, not even with {@code ForAnyValue}. Several values of a policy are alternatives; for a negated operator none may
 * match.
 *
 * <p>An unknown key may be absent, or present with any value; if these cases lead to different answers, the answer is
 * {@link Truth#MAYBE}. Two conditions on the same unknown key are not compared with each other.
 *
 * <p>A variable without a value equals nothing. AWS says that it may make the whole statement invalid, so an Allow
 * statement does not apply, not even with a negated operator.
 *
 * <p>Source of the rule: IAM User Guide, "Multivalued context keys" and "Condition operators".
 */
final class ConditionMatcher {

    private ConditionMatcher() {}

    /**
     * Whether the condition holds. AWS refuses a document with an operator that it does not know; here a Deny then
     * applies and an Allow does not, which is the stricter reading in both cases.
     */
    static Truth holds(Condition condition, Effect effect, boolean variables, RequestContext context) {
        ConditionOperator operator = condition.operator();
        Base base = operator.base().orElse(null);
        if (base == null) {
            return Truth.of(effect == Effect.DENY);
        }
        boolean allows = effect == Effect.ALLOW;
        PolicyVariables replaced =
                variables && takesVariables(base) ? new PolicyVariables(context, allows) : PolicyVariables.NONE;
        Truth holds = holds(condition, base, replaced, context.entry(condition.key()));
        return allows && holds != Truth.NO ? holds.and(replaced.haveValues(condition.values(), false)) : holds;
    }

    private static Truth holds(Condition condition, Base base, PolicyVariables variables, Entry entry) {
        return switch (entry.knowledge()) {
            case KNOWN -> known(condition, base, variables, entry);
            case ABSENT -> absent(condition, base);
            case OPTIONAL -> present(condition, base, variables, entry).orElse(absent(condition, base));
            case LIKE -> like(condition, base, variables, entry.values().get(0));
            case PRESENT -> anyValue(condition, base, variables);
            case UNKNOWN -> anyValue(condition, base, variables).orElse(absent(condition, base));
        };
    }

    private static Truth known(Condition condition, Base base, PolicyVariables variables, Entry entry) {
        Truth present = present(condition, base, variables, entry);
        boolean mayBeNone =
                base.comparison() == Comparison.NULL || condition.operator().quantifier() != Quantifier.NONE;
        return mayBeNone && isEmpty(entry.values()) ? present.orElse(absent(condition, base)) : present;
    }

    /** Set operators and {@code Null} may read an empty text as no value: AWS's pages contradict each other. */
    private static boolean isEmpty(List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Truth absent(Condition condition, Base base) {
        ConditionOperator operator = condition.operator();
        if (base.comparison() == Comparison.NULL) {
            return asksWhether(condition.values(), "true");
        }
        return switch (operator.quantifier()) {
            case FOR_ALL_VALUES -> Truth.YES;
            case FOR_ANY_VALUE -> Truth.of(operator.ifExists());
            case NONE -> Truth.of(operator.ifExists() || base.isNegated());
        };
    }

    /** Decides the operator {@code Null}: the quantifier makes no difference, since values do not matter. */
    private static Truth asksWhether(List<String> wanted, String answer) {
        for (int i = 0; i < wanted.size(); i++) {
            if (Ascii.equalsIgnoreCase(wanted.get(i), answer)) {
                return Truth.YES;
            }
        }
        return Truth.NO;
    }

    private static Truth present(Condition condition, Base base, PolicyVariables variables, Entry entry) {
        if (base.comparison() == Comparison.NULL) {
            return asksWhether(condition.values(), "false");
        }
        Quantifier quantifier = condition.operator().quantifier();
        // AWS does not document an operator without prefix on several values, so its meaning is derived from that of
        // its negation, which is documented.
        boolean all = quantifier == Quantifier.FOR_ALL_VALUES || (quantifier == Quantifier.NONE && base.isNegated());
        List<String> values = entry.values();
        Truth result = Truth.of(all);
        for (int i = 0; i < values.size(); i++) {
            Truth holds = anyMatches(condition.values(), base, variables, values.get(i))
                    .negatedIf(base.isNegated());
            if (holds == Truth.of(!all)) {
                return holds;
            }
            result = holds == Truth.MAYBE ? Truth.MAYBE : result;
        }
        return result;
    }

    private static Truth anyMatches(List<String> wanted, Base base, PolicyVariables variables, String value) {
        Truth any = Truth.NO;
        for (int i = 0; i < wanted.size(); i++) {
            Truth one = matches(wanted.get(i), base, variables, value);
            if (one == Truth.YES) {
                return one;
            }
            any = any.or(one);
        }
        return any;
    }

    private static Truth matches(String wanted, Base base, PolicyVariables variables, String value) {
        if (!variables.areIn(wanted)) {
            return Truth.of(ValueComparison.matches(base, wanted, null, value));
        }
        PolicyVariables.Expanded expanded = variables.expand(wanted);
        if (expanded == null) {
            return Truth.NO;
        }
        return expanded.truth(Truth.of(
                expanded.isText()
                        ? ValueComparison.matches(base, expanded.text(), expanded.literal(), value)
                        : ValueComparison.mayMatch(base, expanded, value)));
    }

    /** Decides for a single value that is known to match a pattern. */
    private static Truth like(Condition condition, Base base, PolicyVariables variables, String pattern) {
        if (base.comparison() == Comparison.NULL) {
            return asksWhether(condition.values(), "false");
        }
        Truth any = Truth.NO;
        for (String wanted : condition.values()) {
            any = any.or(matchesLike(wanted, base, variables, pattern));
        }
        return any.negatedIf(base.isNegated());
    }

    /** The pattern is used only for text; for other types, any value is assumed. */
    private static Truth matchesLike(String wanted, Base base, PolicyVariables variables, String pattern) {
        if (variables.areIn(wanted)) {
            return anyValueMatches(wanted, base, variables);
        }
        return switch (base.comparison()) {
            case STRING -> mayBe(Wildcards.matches(pattern, wanted, false));
            case STRING_IGNORE_CASE ->
                mayBe(Wildcards.matches(ValueComparison.folded(pattern), ValueComparison.folded(wanted), false));
            case STRING_LIKE -> Globs.matches(wanted, null, pattern, false);
            default -> anyValueMatches(wanted, base, variables);
        };
    }

    private static Truth mayBe(boolean possible) {
        return possible ? Truth.MAYBE : Truth.NO;
    }

    /** Decides for a key that is present with one or several unknown values. */
    private static Truth anyValue(Condition condition, Base base, PolicyVariables variables) {
        if (base.comparison() == Comparison.NULL) {
            return asksWhether(condition.values(), "false");
        }
        Truth any = Truth.NO;
        for (String wanted : condition.values()) {
            any = any.or(anyValueMatches(wanted, base, variables));
        }
        return any.negatedIf(base.isNegated());
    }

    private static Truth anyValueMatches(String wanted, Base base, PolicyVariables variables) {
        if (!variables.areIn(wanted)) {
            return ValueComparison.matchesSome(base, wanted, null);
        }
        PolicyVariables.Expanded expanded = variables.expand(wanted);
        if (expanded == null) {
            return Truth.NO;
        }
        return expanded.truth(
                expanded.isText()
                        ? ValueComparison.matchesSome(base, expanded.text(), expanded.literal())
                        : Truth.of(ValueComparison.mayMatchSome(base, expanded)));
    }

    private static boolean takesVariables(Base base) {
        return switch (base.comparison()) {
            case STRING, STRING_LIKE, STRING_IGNORE_CASE, ARN, BOOL -> true;
            case NUMERIC, DATE, BINARY, IP, NULL -> false;
        };
    }
}
