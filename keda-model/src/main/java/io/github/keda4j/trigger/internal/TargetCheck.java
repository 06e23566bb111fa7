package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Looks whether the autoscaler takes the target. Kubernetes wants a quantity above 0, and KEDA tells it thousandths; a
 * ScaledJob has no autoscaler, and where a formula reads the trigger, the target is the formula's.
 */
public final class TargetCheck {

    private final ParameterValues values;
    private final List<Finding> findings;

    public TargetCheck(ParameterValues values, List<Finding> findings) {
        this.values = values;
        this.findings = findings;
    }

    public void all() {
        Parameter parameter = values.definition().target;
        if (parameter == null
                || values.surroundings().readByFormula() != Truth.FALSE
                || values.surroundings().inScaledJob() != Truth.FALSE) {
            return;
        }
        ParameterValue target = values.get(parameter);
        double number = target.number();
        if (target.isKnown()
                && Double.isFinite(number)
                && !isPositive(number)
                && !isAbsent(target, number)
                && !isToldAlready(target)) {
            findings.add(Finding.error(
                    "trigger-target",
                    EntryPointers.to(target),
                    target.key() + " is \"" + target.text() + "\", but the autoscaler takes no target below 0.001",
                    "Give a target above 0"));
        }
    }

    /** Where KEDA takes nothing for 0, it does not tell them apart. */
    private static boolean isAbsent(ParameterValue target, double number) {
        Parameter parameter = target.parameter();
        return number == 0 && !parameter.required && parameter.defaultText == null;
    }

    /** In thousandths, to which KEDA rounds it. */
    private static boolean isPositive(double target) {
        return new BigDecimal(target).setScale(3, RoundingMode.HALF_EVEN).signum() > 0;
    }

    private boolean isToldAlready(ParameterValue target) {
        String pointer = EntryPointers.to(target);
        for (Finding finding : findings) {
            if (finding.pointer().equals(pointer)) {
                return true;
            }
        }
        return false;
    }
}
