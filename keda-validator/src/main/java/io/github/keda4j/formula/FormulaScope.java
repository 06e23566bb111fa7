package io.github.keda4j.formula;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The context of a formula in its ScaledObject: the triggers that it can read, those that it cannot, and how a failed
 * trigger appears to it. Immutable.
 *
 * @param triggers the names of the triggers that the formula can read, in the order in which values are passed;
 *     triggers without a name are not included
 * @param resourceTriggers the names of cpu and memory triggers, which no formula can read
 * @param nilOnFailure whether the value of a failing trigger is nil, as it is if {@code fallback.behavior} is {@code
 *     scalingModifiers}; otherwise the whole formula is skipped while a trigger fails
 */
public record FormulaScope(List<String> triggers, List<String> resourceTriggers, boolean nilOnFailure) {

    /**
     * Copies the lists; a name that occurs twice counts once, and a name in both lists belongs to the first.
     *
     * @param triggers the names of triggers
     * @param resourceTriggers the names of cpu and memory triggers
     * @param nilOnFailure whether the value of a failing trigger is nil
     * @throws IllegalArgumentException if a name is empty
     */
    public FormulaScope {
        if (triggers.contains("")) {
            throw new IllegalArgumentException("A trigger without a name cannot be read by a formula; leave it out.");
        }
        triggers = List.copyOf(new LinkedHashSet<>(triggers));
        Set<String> resources = new LinkedHashSet<>(resourceTriggers);
        triggers.forEach(resources::remove);
        resourceTriggers = List.copyOf(resources);
    }

    /**
     * Creates the scope of a formula that reads the given triggers.
     *
     * @param triggers the names of the triggers
     * @return a scope without cpu and memory triggers, and without a fallback
     */
    public static FormulaScope of(Collection<String> triggers) {
        return new FormulaScope(List.copyOf(triggers), List.of(), false);
    }

    /**
     * Creates the scope of a formula that reads the given triggers.
     *
     * @param triggers the names of the triggers
     * @return a scope without cpu and memory triggers, and without a fallback
     */
    public static FormulaScope of(String... triggers) {
        return of(List.of(triggers));
    }

    /**
     * Returns this scope with additional cpu and memory triggers.
     *
     * @param names the names of these triggers
     * @return a copy
     */
    public FormulaScope withResourceTriggers(String... names) {
        return new FormulaScope(triggers, List.of(names), nilOnFailure);
    }

    /**
     * Returns this scope, but with nil as the value of a failed trigger.
     *
     * @return a copy
     */
    public FormulaScope withNilOnFailure() {
        return new FormulaScope(triggers, resourceTriggers, true);
    }
}
