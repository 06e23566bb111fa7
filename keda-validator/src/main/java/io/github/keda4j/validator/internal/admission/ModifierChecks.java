package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.formula.FormulaCheck;
import io.github.keda4j.formula.FormulaScope;
import io.github.keda4j.formula.ScalingFormula;
import io.github.keda4j.formula.internal.GoNumbers;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Checks {@code advanced.scalingModifiers}: a formula, and a target for its result. */
final class ModifierChecks {

    private static final String FORMULA = ScaledObjectView.MODIFIERS + "/formula";
    private static final String TARGET = ScaledObjectView.MODIFIERS + "/target";
    private static final String BEHAVIOR = "/spec/fallback/behavior";
    private static final String OF_FORMULA = "scalingModifiers";
    private static final String UNKNOWN_NAME = "formula-unknown-name";

    private ModifierChecks() {}

    static void check(ScaledObjectView object, Reporter reporter) {
        if (reporter.isBroken(ScaledObjectView.MODIFIERS)) {
            return;
        }
        Node.Mapping fallback = object.fallback();
        boolean fallsBackByFormula = fallback != null && OF_FORMULA.equals(fallback.text("behavior"));
        if (object.modifier("formula").isEmpty()) {
            reportNoFormula(object, fallsBackByFormula, reporter);
            return;
        }
        if (object.modifier("target").isEmpty()) {
            reporter.report(AdmissionRules.TARGET_MISSING, TARGET, "target is missing. A formula must have one.", null);
        } else {
            checkTarget(object.modifier("target"), reporter);
        }
        checkFormula(object, fallsBackByFormula, reporter);
    }

    private static void reportNoFormula(ScaledObjectView object, boolean fallsBackByFormula, Reporter reporter) {
        if (object.usesModifiers()) {
            reporter.report(
                    AdmissionRules.FORMULA_MISSING,
                    FORMULA,
                    "formula is missing. scalingModifiers must have one.",
                    null);
        } else if (fallsBackByFormula) {
            reporter.report(
                    AdmissionRules.FALLBACK_WITHOUT_FORMULA,
                    BEHAVIOR,
                    "behavior is scalingModifiers, but there is no formula in advanced.scalingModifiers.",
                    "Write a formula, or choose another behavior.");
        }
    }

    private static void checkTarget(String target, Reporter reporter) {
        Double number = GoNumbers.parseFloat(target);
        if (number == null || number <= 0) {
            reporter.report(
                    AdmissionRules.TARGET_NOT_POSITIVE,
                    TARGET,
                    "target is " + Words.quoted(target) + " but must be a number above 0.",
                    null);
        }
    }

    private static void checkFormula(ScaledObjectView object, boolean fallsBackByFormula, Reporter reporter) {
        if (object.triggers().isEmpty() && reporter.isBroken(ScaledObjectView.TRIGGERS)) {
            return;
        }
        String pointer = FORMULA;
        List<String> names = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        for (ScaledObjectView.Trigger trigger : object.triggers()) {
            if (!trigger.name().isEmpty()) {
                (trigger.isOfResource() ? resources : names).add(trigger.name());
            } else if (reporter.isBroken(trigger.pointer(), "/name")) {
                return; // the formula may use this name, which is unknown
            } else if (reporter.isMisspelt(trigger.pointer() + "/name")) {
                pointer = trigger.pointer() + "/name"; // the formula is wrong because this name is missing
            }
        }
        FormulaCheck check = ScalingFormula.check(
                object.modifier("formula"), new FormulaScope(names, resources, fallsBackByFormula));
        boolean unsupported = check.verdict() == FormulaCheck.Verdict.UNSUPPORTED;
        // If two triggers have the same name, one of them probably should have the unknown name. The duplicate name is
        // already reported.
        boolean ambiguous = new HashSet<>(names).size() < names.size();
        for (Finding finding : check.findings()) {
            if (unsupported) {
                reporter.unchecked(FORMULA, finding.message());
            } else if (!ambiguous || !finding.rule().equals(UNKNOWN_NAME)) {
                reporter.report(finding.under(pointer));
            }
        }
    }
}
