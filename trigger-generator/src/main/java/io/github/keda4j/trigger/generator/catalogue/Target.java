package io.github.keda4j.trigger.generator.catalogue;

import java.util.Optional;

/**
 * What the autoscaler compares the metric with, or may compare it with.
 *
 * @param when the condition; empty if the target always applies, or applies in all other cases
 * @param parameter the parameter that holds the target; empty if KEDA uses the value
 * @param value the number that KEDA uses, if no parameter holds it
 * @param factor the factor by which KEDA multiplies the parameter's value
 */
public record Target(Optional<Condition> when, Optional<String> parameter, double value, long factor) {

    /**
     * {@return a target that is always the value of a parameter}
     *
     * @param parameter the name of the parameter
     */
    public static Target of(String parameter) {
        return new Target(Optional.empty(), Optional.of(parameter), Double.NaN, 1);
    }

    /** {@return whether the target is always the value of a parameter} */
    public boolean isPlain() {
        return when.isEmpty() && parameter.isPresent();
    }
}
