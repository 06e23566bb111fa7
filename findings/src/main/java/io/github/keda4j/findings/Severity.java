package io.github.keda4j.findings;

/** How much a {@link Finding} matters. Ordered from the gravest to the mildest. */
public enum Severity {
    /** What was described is refused, or cannot work, as it stands. */
    ERROR,
    /** It is accepted, and probably does not do what its author expects. */
    WARNING,
    /** Worth knowing; nothing needs to change. */
    INFO
}
