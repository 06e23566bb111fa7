package io.github.keda4j.validator.internal.operator;

import java.util.List;
import java.util.Map;

/**
 * The environment of a container, as KEDA reads it.
 *
 * @param variables the variables by name
 * @param isOpen whether there may be other variables
 * @param failures the reasons why KEDA cannot read the environment and builds no scaler; empty if it can
 */
record Environment(Map<String, Value> variables, boolean isOpen, List<Failure> failures) {

    /**
     * A reason why KEDA cannot read an environment.
     *
     * @param what the variable or the source, such as {@code env[3]}
     * @param message a sentence
     */
    record Failure(String what, String message) {}

    /** The environment of unknown pods. */
    static final Environment UNKNOWN = new Environment(Map.of(), true, List.of());

    /** The environment of a workload without pods. */
    static final Environment NONE = new Environment(Map.of(), false, List.of());

    /** The value of a variable; empty, as in KEDA, if it is not set. */
    Value get(String name) {
        Value value = variables.get(name);
        if (value != null) {
            return value;
        }
        return isOpen ? Value.UNKNOWN : Value.EMPTY;
    }
}
