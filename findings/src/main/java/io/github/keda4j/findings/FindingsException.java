package io.github.keda4j.findings;

/** Thrown where something cannot be used as it was described. Its message lists every finding, not only the first. */
public final class FindingsException extends IllegalArgumentException {

    private final transient Findings findings;

    /**
     * An exception that tells of the given findings.
     *
     * @param findings at least one, an error among them
     */
    public FindingsException(Findings findings) {
        super(messageOf(findings));
        this.findings = findings;
    }

    /**
     * Everything that was found, warnings included.
     *
     * @return at least one finding
     */
    public Findings findings() {
        return findings;
    }

    private static String messageOf(Findings findings) {
        int count = findings.asList().size();
        return count == 1 ? findings.toString() : count + " findings:\n" + findings;
    }
}
