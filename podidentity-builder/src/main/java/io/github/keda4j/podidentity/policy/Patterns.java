package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import java.util.List;

/**
 * The values of {@code Action}, {@code NotAction}, {@code Resource} or {@code NotResource}: strings in which {@code *}
 * and {@code ?} are wildcards.
 *
 * @param negated whether the element is the {@code Not...} one, which matches everything that none of the values
 * matches
 * @param values in the order of the source; empty only in documents that AWS would refuse
 */
public record Patterns(boolean negated, List<String> values) {

    /**
     * Copies the values.
     *
     * @param negated whether the element is the {@code Not...} one
     * @param values the patterns
     */
    public Patterns {
        values = List.copyOf(values);
    }

    /**
     * {@return whether the element matches an action, ignoring case} An action that itself has wildcards is matched if
     * every action that it represents is matched.
     *
     * @param action such as {@code sqs:ReceiveMessage}
     */
    public boolean matchesAction(String action) {
        return values.stream().anyMatch(value -> Wildcards.matches(value, action, true)) != negated;
    }
}
