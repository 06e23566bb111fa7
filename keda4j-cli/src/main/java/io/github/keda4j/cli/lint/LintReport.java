package io.github.keda4j.cli.lint;

import io.github.keda4j.cli.rules.LintRules;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.Suppression;
import io.github.keda4j.validator.Unchecked;
import java.util.List;

/**
 * What lint found.
 *
 * @param version the requested release of KEDA
 * @param failOn the lowest severity that makes the check fail
 * @param inputs the texts that contain objects or that the user named, in order
 * @param objects how many objects were read
 * @param kedaObjects how many of them are of KEDA's kinds
 * @param findings what was found, in the order of the texts
 * @param suppressed the findings that an annotation, the settings or the baseline leave out
 * @param inBaseline how many of them are in the baseline
 * @param unusedOfBaseline how many lines of the baseline no longer match anything
 * @param unchecked what the validator knows too little to check
 */
public record LintReport(
        KedaVersion version,
        Severity failOn,
        List<Input> inputs,
        int objects,
        int kedaObjects,
        List<Finding> findings,
        List<Suppression> suppressed,
        int inBaseline,
        int unusedOfBaseline,
        List<Unchecked> unchecked) {

    /**
     * Takes copies of the lists.
     *
     * @param version the release of KEDA
     * @param failOn the lowest severity that makes the check fail
     * @param inputs the texts
     * @param objects how many objects
     * @param kedaObjects how many of them are of KEDA's kinds
     * @param findings what was found
     * @param suppressed the findings that were left out
     * @param inBaseline how many of them are in the baseline
     * @param unusedOfBaseline how many lines of the baseline are unused
     * @param unchecked what was not checked
     */
    public LintReport {
        inputs = List.copyOf(inputs);
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        unchecked = List.copyOf(unchecked);
    }

    /**
     * {@return how many findings there are of a severity}
     *
     * @param severity the severity
     */
    public int count(Severity severity) {
        int count = 0;
        for (Finding finding : findings) {
            count += finding.severity() == severity ? 1 : 0;
        }
        return count;
    }

    /**
     * {@return whether a finding makes the check fail}
     *
     * @param finding one of the report
     */
    public boolean fails(Finding finding) {
        return finding.severity().compareTo(failOn) <= 0;
    }

    /** {@return whether any finding makes the check fail} */
    public boolean hasFailed() {
        return findings.stream().anyMatch(this::fails);
    }

    /** {@return whether something to check could not be read} */
    public boolean isIncomplete() {
        return findings.stream().anyMatch(finding -> LintRules.isOfUnreadInput(finding.rule()));
    }
}
