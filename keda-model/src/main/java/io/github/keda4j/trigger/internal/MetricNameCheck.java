package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the autoscaler accepts the metric's name, which Kubernetes uses as a path segment. KEDA replaces
 * characters that do not fit, except in names that it passes on unchanged. A ScaledJob has no autoscaler, and if a
 * formula reads the trigger, the formula's name counts.
 */
public final class MetricNameCheck {

    private final ParameterValues values;
    private final List<Finding> findings;

    public MetricNameCheck(ParameterValues values, List<Finding> findings) {
        this.values = values;
        this.findings = findings;
    }

    public void check(@Nullable TextTemplate template) {
        if (template == null
                || !template.isKnown()
                || !template.isVerbatim()
                || values.surroundings().readByFormula() != Truth.FALSE
                || values.surroundings().inScaledJob() != Truth.FALSE) {
            return;
        }
        String name = template.toString();
        if (name.indexOf('/') >= 0 || name.indexOf('%') >= 0) {
            findings.add(Finding.error(
                    "trigger-metric-name",
                    "/metadata",
                    "The metric's name is \"" + Redaction.of(name)
                            + "\". The autoscaler refuses names that contain / or %."));
        }
    }
}
