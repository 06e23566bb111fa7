package io.github.keda4j.trigger;

/** Where KEDA looks for the value of a parameter. */
public enum ParameterSource {
    /** The trigger's metadata, under the parameter's name. */
    METADATA,
    /** An environment variable of the scaled container, which the metadata name in {@code <parameter>FromEnv}. */
    ENV,
    /** What the trigger's authentication gives. */
    AUTH
}
