package io.github.keda4j.validator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.trigger.KedaVersion;
import java.util.List;

/**
 * The result of a validation.
 *
 * @param version the release of KEDA for which the objects were checked
 * @param findings the findings, in the order of the objects
 * @param suppressed the findings that an annotation of the object suppresses
 * @param unchecked what the validator could not check because it knows too little
 */
public record ValidationReport(
        KedaVersion version, Findings findings, List<Suppression> suppressed, List<Unchecked> unchecked) {

    /**
     * Copies the lists.
     *
     * @param version the release of KEDA
     * @param findings the findings
     * @param suppressed the findings that were suppressed
     * @param unchecked what was not checked
     */
    public ValidationReport {
        suppressed = List.copyOf(suppressed);
        unchecked = List.copyOf(unchecked);
    }

    /** {@return whether something is refused or can never work} */
    public boolean hasErrors() {
        return findings.hasErrors();
    }

    /**
     * {@return this report, unless it contains an error}
     *
     * @throws FindingsException if a finding is an error; it lists every finding
     */
    public ValidationReport throwIfErrors() {
        findings.throwIfErrors();
        return this;
    }

    /** {@return the report as readable text: one line per finding, suppressed ones included, and what was not checked} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(finding).append('\n');
        }
        for (Suppression suppression : suppressed) {
            text.append(suppression).append('\n');
        }
        for (Unchecked each : unchecked) {
            text.append(each).append('\n');
        }
        return text.append(summary()).toString();
    }

    private String summary() {
        int errors = 0;
        int warnings = 0;
        for (Finding finding : findings) {
            switch (finding.severity()) {
                case ERROR -> errors++;
                case WARNING -> warnings++;
                case INFO -> {}
            }
        }
        return "KEDA " + version + ": " + count(errors, "error") + ", " + count(warnings, "warning") + ".";
    }

    private static String count(int number, String what) {
        return (number == 0 ? "no " : number + " ") + what + (number == 1 ? "" : "s");
    }
}
