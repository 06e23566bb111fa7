package io.github.keda4j.trigger;

/** Where KEDA looks for the value of a parameter. */
public enum ParameterSource {
    /** The trigger's metadata, under the parameter's name. */
    METADATA,
    /** An environment variable of the scaled container, which the metadata names under {@code <parameter>FromEnv}. */
    ENV,
    /** The trigger's authentication. */
    AUTH
}
