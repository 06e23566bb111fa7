package io.github.keda4j.testing.validation;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.ValidationReport;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what a validation found. */
public final class ReportAssert extends AbstractAssert<ReportAssert, ValidationReport> {

    ReportAssert(ValidationReport report) {
        super(report, ReportAssert.class);
    }

    /**
     * Verifies that there is no warning. Notes do not count, for example about a workload that is not among the
     * objects.
     *
     * @return this
     */
    public ReportAssert hasNoWarnings() {
        Findings warnings = actual.findings().ofSeverity(Severity.WARNING);
        if (!warnings.isEmpty()) {
            throw failure("%nExpected no warnings, but found:%n%s", warnings);
        }
        return this;
    }

    /**
     * Verifies that each of these rules has found something; others may have, too.
     *
     * @param rules the ids of the rules, such as {@code trigger-missing-parameter}
     * @return this
     */
    public ReportAssert by(String... rules) {
        List<String> found =
                actual.findings().stream().map(Finding::rule).distinct().toList();
        List<String> missing =
                Arrays.stream(rules).filter(rule -> !found.contains(rule)).toList();
        if (!missing.isEmpty()) {
            throw failure("%nExpected a finding of %s, but found:%n%s", String.join(", ", missing), actual);
        }
        return this;
    }

    /**
     * Verifies that these rules have found nothing.
     *
     * @param rules the ids of the rules, such as {@code scaledobject-cooldown-period-ignored}
     * @return this
     */
    public ReportAssert hasNoFindingOf(String... rules) {
        Findings found = Findings.of(actual.findings().stream()
                .filter(finding -> Arrays.asList(rules).contains(finding.rule()))
                .toList());
        if (!found.isEmpty()) {
            throw failure("%nExpected no finding of %s, but found:%n%s", String.join(", ", rules), found);
        }
        return this;
    }

    /** {@return the findings, for other kinds of assertions} */
    public ValidationReport report() {
        return actual;
    }
}
