package io.github.keda4j.podidentity.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One line of a {@code Condition} block. Numbers and booleans of the source are kept as AWS compares them: as text.
 *
 * @param operator how the key is compared
 * @param key the condition key as written, such as {@code aws:SourceAccount}; AWS ignores its case
 * @param values the values, of which any may match, or none may match if the operator is negated; empty only in
 *     documents that validation reports
 */
public record Condition(ConditionOperator operator, String key, List<String> values) {

    /**
     * Copies the values.
     *
     * @param operator how the key is compared
     * @param key the condition key
     * @param values what it is compared with
     */
    public Condition {
        requireNonNull(operator, "operator");
        requireNonNull(key, "key");
        values = List.copyOf(values);
    }
}
