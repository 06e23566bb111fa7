package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import java.util.Arrays;
import java.util.List;

/** Checks what stands beside the metadata of an entry, and the type itself. */
public final class EntryCheck {

    private final TriggerDefinition definition;
    private final TriggerData data;
    private final ParameterValues values;
    private final List<Finding> findings;

    public EntryCheck(ParameterValues values, List<Finding> findings) {
        this.values = values;
        this.definition = values.definition();
        this.data = values.data();
        this.findings = findings;
    }

    public void all() {
        release();
        metadata();
        metricType();
        podIdentity();
        if (!definition.useCachedMetricsAllowed && Boolean.TRUE.equals(data.useCachedMetrics())) {
            findings.add(Finding.error(
                    "trigger-use-cached-metrics",
                    "/useCachedMetrics",
                    "useCachedMetrics is not allowed for a trigger of type " + definition.type));
        }
        if (!definition.authenticationRefAllowed && data.hasAuthenticationRef()) {
            findings.add(Finding.warning(
                    "trigger-authentication",
                    EntryPointers.AUTHENTICATION,
                    "a trigger of type " + definition.type + " takes nothing from an authentication"));
        }
    }

    private void release() {
        Surroundings surroundings = values.surroundings();
        if (definition.since != null && !surroundings.isSince(definition.since)) {
            findings.add(Finding.error(
                    "trigger-version",
                    "/type",
                    "KEDA " + surroundings.version() + " does not know trigger type " + definition.type
                            + "; it is known since " + definition.since));
        }
        boolean announced = definition.deprecatedSince == null || surroundings.isSince(definition.deprecatedSince);
        if (definition.deprecated != null && announced) {
            findings.add(Finding.warning(
                    "trigger-deprecated-type",
                    "/type",
                    "trigger type " + definition.type + " is deprecated",
                    definition.deprecated));
        }
    }

    private void metadata() {
        if (!data.hasMetadata()) {
            findings.add(Finding.error(
                    "trigger-metadata", "/metadata", "metadata is missing; required is a map, if only an empty one"));
            return;
        }
        if (data.metadata().containsKey(null)) {
            findings.add(Finding.error(
                    "trigger-metadata", "/metadata", "A key of metadata is null. Every key must be a string."));
        }
        if (data.metadata().containsValue(null)) {
            for (String key : data.metadata().keySet()) {
                if (key != null && data.metadata().get(key) == null) {
                    findings.add(Finding.error(
                            "trigger-metadata",
                            EntryPointers.metadata(key),
                            key + " has no value; required is a string"));
                }
            }
        }
    }

    private void metricType() {
        MetricTargetType metricType = data.metricType();
        if (metricType == null || metricType.value().isEmpty()) {
            if (definition.metricTypeRequired) {
                metricTypeError("metricType is missing; allowed is " + allowedMetricTypes());
            }
        } else if (values.surroundings().inScaledJob() == Truth.TRUE) {
            metricTypeError("metricType is not allowed in a ScaledJob");
        } else if (!definition.metricTypeAllowed) {
            findings.add(Finding.warning(
                    "trigger-metric-type",
                    "/metricType",
                    "a trigger of type " + definition.type + " has no use for metricType"));
        } else if (!definition.allows(metricType)) {
            String problem = "metricType is " + metricType + "; allowed is " + allowedMetricTypes();
            if (definition.metricTypeRequired || metricType.equals(MetricTargetType.UTILIZATION) || isOfAutoscaler()) {
                metricTypeError(problem);
            } else {
                findings.add(Finding.warning("trigger-metric-type", "/metricType", problem));
            }
        }
    }

    /** Whether the autoscaler is told the type, and refuses it: that of a formula is another, and a ScaledJob has none. */
    private boolean isOfAutoscaler() {
        return values.surroundings().readByFormula() == Truth.FALSE
                && values.surroundings().inScaledJob() == Truth.FALSE;
    }

    private void metricTypeError(String message) {
        findings.add(Finding.error("trigger-metric-type", "/metricType", message));
    }

    private String allowedMetricTypes() {
        return InWords.any(Arrays.asList(definition.metricTypes));
    }

    private void podIdentity() {
        ParameterValue provider = values.podIdentity();
        if (!provider.isKnown()
                || provider.text().equals(Surroundings.NO_IDENTITY)
                || Arrays.asList(definition.podIdentities).contains(provider.text())) {
            return;
        }
        String problem = "a trigger of type " + definition.type + " has no use for pod identity " + provider.text();
        if (definition.rejectsOtherPodIdentity) {
            findings.add(Finding.error(
                    "trigger-pod-identity",
                    EntryPointers.AUTHENTICATION,
                    problem + "; allowed is " + allowedPodIdentities()));
        } else {
            findings.add(Finding.warning(
                    "trigger-pod-identity",
                    EntryPointers.AUTHENTICATION,
                    problem + (definition.podIdentities.length == 0 ? "" : "; it takes " + allowedPodIdentities())));
        }
    }

    private String allowedPodIdentities() {
        return definition.podIdentities.length == 0 ? "none" : InWords.any(Arrays.asList(definition.podIdentities));
    }
}
