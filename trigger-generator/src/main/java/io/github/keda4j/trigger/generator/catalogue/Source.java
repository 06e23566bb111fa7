package io.github.keda4j.trigger.generator.catalogue;

/** Where KEDA looks for the value of a parameter. */
public enum Source {
    /** The trigger's metadata, under the parameter's name. */
    METADATA("metadata"),
    /** A variable of the workload's container, which the metadata names under {@code nameFromEnv}. */
    ENV("env"),
    /** The authentication that the trigger refers to. */
    AUTH("auth");

    private final String text;

    Source(String text) {
        this.text = text;
    }

    /** {@return the source as the catalogue writes it} */
    public String text() {
        return text;
    }
}
