package io.github.keda4j.findings;

/** How much a {@link Finding} matters. Ordered from the most severe to the least severe. */
public enum Severity {
    /** The object is refused, or cannot work in this form. */
    ERROR,
    /** The object is accepted, but probably does not do what its author expects. */
    WARNING,
    /** Worth knowing; nothing needs to change. */
    INFO
}
