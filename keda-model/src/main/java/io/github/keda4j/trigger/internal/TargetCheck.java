package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.ParameterType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Checks whether the autoscaler accepts the target. Kubernetes requires a quantity above 0, and KEDA passes the target
 * on in thousandths. A ScaledJob has no autoscaler, and if a formula reads the trigger, the formula's target counts.
 */
public final class TargetCheck {

    private final ParameterValues values;
    private final List<Finding> findings;

    public TargetCheck(ParameterValues values, List<Finding> findings) {
        this.values = values;
        this.findings = findings;
    }

    public void check(TargetValue target) {
        ParameterValue value = target.value();
        double number = target.number();
        if (value == null
                || value.parameter().type == ParameterType.STRING // a quantity, which a separate rule checks
                || values.surroundings().readByFormula() != Truth.FALSE
                || values.surroundings().inScaledJob() != Truth.FALSE
                || !Double.isFinite(number)
                || isPositive(number)
                || isToldAlready()) {
            return;
        }
        String what = value.isKnown() ? value.key() + " is " + value.shown() : value.key() + " is missing";
        findings.add(Finding.error(
                "trigger-target",
                EntryPointers.to(value),
                what + ". The autoscaler's target must be at least 0.001.",
                "Set a target above 0."));
    }

    /** The target in thousandths, to which KEDA rounds it. */
    private static boolean isPositive(double target) {
        return new BigDecimal(target).setScale(3, RoundingMode.HALF_EVEN).signum() > 0;
    }

    /** Whether another problem may have caused a bad target. */
    private boolean isToldAlready() {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                return true;
            }
        }
        return false;
    }
}
