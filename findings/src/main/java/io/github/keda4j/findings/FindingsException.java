package io.github.keda4j.findings;

/** Thrown when something cannot be used as it was described. Its message lists every finding, not only the first. */
public class FindingsException extends IllegalArgumentException {

    private final Findings findings;

    /**
     * An exception that lists the given findings.
     *
     * @param findings at least one
     */
    public FindingsException(Findings findings) {
        this(messageOf(findings), findings);
    }

    /**
     * An exception with a message of its own about the findings.
     *
     * @param message lists every finding
     * @param findings at least one
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
