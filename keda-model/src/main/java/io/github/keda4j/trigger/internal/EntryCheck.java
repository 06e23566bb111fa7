package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import java.util.Arrays;
import java.util.List;

/** Checks the type and all fields of an entry except its metadata. */
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
                    "useCachedMetrics must not be true for a trigger of type " + definition.type + "."));
        }
        if (!definition.authenticationRefAllowed && data.hasAuthenticationRef()) {
            findings.add(Finding.warning(
                    "trigger-authentication",
                    EntryPointers.AUTHENTICATION,
                    "authenticationRef has no effect, because a trigger of type " + definition.type
                            + " reads nothing from an authentication."));
        }
    }

    private void release() {
        Surroundings surroundings = values.surroundings();
        if (definition.since != null && !surroundings.isSince(definition.since)) {
            findings.add(Finding.error(
                    "trigger-version",
                    "/type",
                    "KEDA " + surroundings.version() + " does not know trigger type " + definition.type
                            + ", which was introduced in KEDA " + definition.since + "."));
        }
        boolean announced = definition.deprecatedSince == null || surroundings.isSince(definition.deprecatedSince);
        if (definition.deprecated != null && announced) {
            findings.add(Finding.warning(
                    "trigger-deprecated-type",
                    "/type",
                    "Trigger type " + definition.type + " is deprecated.",
                    definition.deprecated));
        }
    }

    private void metadata() {
        if (!data.hasMetadata()) {
            findings.add(Finding.error(
                    "trigger-metadata", "/metadata", "metadata is missing. It must be a map, but may be empty."));
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
                            InWords.key(key) + " has no value. It must be a string."));
                }
            }
        }
    }

    private void metricType() {
        MetricTargetType metricType = data.metricType();
        if (metricType == null || metricType.value().isEmpty()) {
            if (definition.metricTypeRequired) {
                metricTypeError("metricType is missing. It must be " + allowedMetricTypes() + ".");
            }
        } else if (values.surroundings().inScaledJob() == Truth.TRUE) {
            metricTypeError("metricType must not be set in a ScaledJob.");
        } else if (!definition.metricTypeAllowed) {
            findings.add(Finding.warning(
                    "trigger-metric-type",
                    "/metricType",
                    "metricType has no effect on a trigger of type " + definition.type + "."));
        } else if (!definition.allows(metricType)) {
            String problem = "metricType is \"" + metricType + "\". It must be " + allowedMetricTypes() + ".";
            if (definition.metricTypeRequired || metricType.equals(MetricTargetType.UTILIZATION) || isOfAutoscaler()) {
                metricTypeError(problem);
            } else {
                findings.add(Finding.warning("trigger-metric-type", "/metricType", problem));
            }
        }
    }

    /**
     * Whether a wrong metric type reaches the autoscaler, which then refuses it. It does not if a formula reads the
     * trigger, because a formula has its own metric type, or if the trigger is in a ScaledJob, which has no autoscaler.
     */
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
        String subject = "The pod identity of a trigger of type " + definition.type;
        if (definition.rejectsOtherPodIdentity) {
            findings.add(Finding.error(
                    "trigger-pod-identity",
                    EntryPointers.AUTHENTICATION,
                    subject + " is \"" + provider.text() + "\". It must be " + allowedPodIdentities() + "."));
        } else {
            findings.add(Finding.warning(
                    "trigger-pod-identity",
                    EntryPointers.AUTHENTICATION,
                    "Pod identity \"" + provider.text() + "\" has no effect on a trigger of type " + definition.type
                            + "."
                            + (definition.podIdentities.length == 0
                                    ? ""
                                    : " This type supports " + allowedPodIdentities() + ".")));
        }
    }

    private String allowedPodIdentities() {
        return definition.podIdentities.length == 0 ? "none" : InWords.any(Arrays.asList(definition.podIdentities));
    }
}
