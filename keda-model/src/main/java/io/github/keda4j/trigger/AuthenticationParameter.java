package io.github.keda4j.trigger;

/** A parameter that a trigger reads from its authentication. */
public interface AuthenticationParameter {

    /** {@return KEDA's name for the parameter} */
    String parameterName();
}
