package io.github.keda4j.wiring;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.KedaValidator;
import java.util.List;
import java.util.function.Predicate;

/** What the API server and KEDA say about a stack's manifests, according to keda-validator. */
final class KedaVerdict {

    /** A stack knows its queue, so a region other than the queue's is an error here. */
    private static final String REGION_MISMATCH = "trigger-region-mismatch";

    private static final KedaValidator VALIDATOR = KedaValidator.builder().build();

    private final List<Finding> findings;

    private KedaVerdict(List<Finding> findings) {
        this.findings = findings;
    }

    static KedaVerdict of(StackPlan plan) {
        List<Finding> findings = VALIDATOR.validate(StackManifests.of(plan)).findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO && !TriggerChecks.isToBeChosen(finding.object()))
                .map(finding -> finding.rule().equals(REGION_MISMATCH) ? finding.withSeverity(Severity.ERROR) : finding)
                .toList();
        return new KedaVerdict(findings);
    }

    /** Whether a finding warns of a field that the validator has an error about. */
    boolean refuses(Finding warning) {
        return findings.stream()
                .anyMatch(finding -> finding.severity() == Severity.ERROR
                        && finding.object().equals(warning.object())
                        && finding.pointer().equals(warning.pointer()));
    }

    /**
     * The validator's findings, without those that the stack's own findings replace.
     *
     * @param own the stack's own findings; those of the validator about the same field are dropped
     */
    List<Finding> beside(List<Finding> own) {
        Predicate<Finding> said = finding -> own.stream()
                .anyMatch(one -> one.severity() == Severity.ERROR
                        && one.object().equals(finding.object())
                        && isAtOrIn(finding.pointer(), one.pointer()));
        return findings.stream().filter(said.negate()).toList();
    }

    private static boolean isAtOrIn(String pointer, String parent) {
        return pointer.equals(parent) || pointer.startsWith(parent + "/");
    }
}
