package io.github.keda4j.findings;

/** Thrown when something cannot be used as described. Its message lists every finding, not only the first. */
public class FindingsException extends IllegalArgumentException {

    private final Findings findings;

    /**
     * Creates an exception that lists the given findings.
     *
     * @param findings the findings, at least one
     */
    public FindingsException(Findings findings) {
        this(messageOf(findings), findings);
    }

    /**
     * Creates an exception with the given message about the findings.
     *
     * @param message a message that lists every finding
     * @param findings the findings, at least one
     */
    protected FindingsException(String message, Findings findings) {
        super(message);
        this.findings = findings;
    }

    /** {@return everything that was found, warnings included; at least one finding} */
    public final Findings findings() {
        return findings;
    }

    private static String messageOf(Findings findings) {
        int count = findings.asList().size();
        return count == 1 ? findings.toString() : count + " findings:\n" + findings;
    }
}
