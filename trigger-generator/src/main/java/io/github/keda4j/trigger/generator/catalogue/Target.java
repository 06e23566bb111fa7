package io.github.keda4j.trigger.generator.catalogue;

import java.util.Optional;

/**
 * What the autoscaler compares the metric with, or may compare it with compare it with.
 *
 * @param when empty for always, or for the rest
 * @param parameter that holds it; empty if KEDA takes the value
 * @param value the number that KEDA uses, if no parameter holds it
 * @param factor what KEDA multiplies the parameter's value with
 */
public record Target(Optional<Condition> when, Optional<String> parameter, double value, long factor) {

    /**
     * {@return the value of a parameter, always}
     *
     * @param parameter its name
     */
    public static Target of(String parameter) {
        return new Target(Optional.empty(), Optional.of(parameter), Double.NaN, 1);
    }

    /** {@return whether it is always the value of a parameter} */
    public boolean isPlain() {
        return when.isEmpty() && parameter.isPresent();
    }
}
