package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.Rule;
import java.util.List;

/** The rules of scaling formulas, whose findings come from {@link io.github.keda4j.formula.ScalingFormula}. */
public final class FormulaRules {

    public static final List<Rule> ALL = List.of(
            new Rule("formula-syntax", Layer.ADMISSION, Severity.ERROR),
            new Rule("formula-unknown-name", Layer.ADMISSION, Severity.ERROR),
            new Rule("formula-type", Layer.ADMISSION, Severity.ERROR),
            new Rule("formula-fails-at-admission", Layer.ADMISSION, Severity.ERROR),
            new Rule("formula-not-a-number", Layer.OPERATOR, Severity.WARNING),
            new Rule("formula-not-finite", Layer.OPERATOR, Severity.WARNING),
            new Rule("formula-fails-at-run-time", Layer.OPERATOR, Severity.WARNING),
            new Rule("formula-truncated", Layer.OPERATOR, Severity.INFO),
            new Rule("formula-subtraction", Layer.ADVICE, Severity.WARNING),
            new Rule("formula-unused-trigger", Layer.ADVICE, Severity.WARNING),
            new Rule("formula-brackets", Layer.ADVICE, Severity.WARNING),
            new Rule("formula-fallback", Layer.ADVICE, Severity.WARNING));

    private FormulaRules() {}
}
