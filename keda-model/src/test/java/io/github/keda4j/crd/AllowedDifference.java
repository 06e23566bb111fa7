package io.github.keda4j.crd;

import java.util.List;

/**
 * A difference that is allowed between the generated CRDs and KEDA's.
 *
 * @param kinds a regular expression for the kind
 * @param paths a regular expression for the path
 * @param facts a regular expression for the difference: the name of a fact, {@code missing} or {@code extra}
 * @param reason the reason, and the test that checks the class instead
 */
record AllowedDifference(String kinds, String paths, String facts, String reason) {

    private static final String INSIDE_JOB = "\\.spec\\.jobTargetRef\\..+";
    private static final String INSIDE_HPA = "\\.spec\\.advanced\\.horizontalPodAutoscalerConfig\\.behavior\\..+";

    static final List<AllowedDifference> ALL = List.of(
            new AllowedDifference(
                    ".*",
                    ":",
                    "listKind",
                    "The generator leaves this out; everyKindHasTheListThatTheCrdNames looks for the class."),
            new AllowedDifference(
                    ".*",
                    ":",
                    "shortNames|column .+",
                    "These are the columns that kubectl shows, from KEDA's own CRD; as annotations, they would cost every process further classes."),
            new AllowedDifference(
                    ".*",
                    ".*",
                    "format",
                    "The generator leaves most of them out; numbersAreAsWideAsTheCrdSays compares them with Java's types."),
            new AllowedDifference(
                    ".*",
                    ".*",
                    "enum",
                    "An open enum accepts any string, so the generator lists no values;"
                            + " everyOpenEnumKnowsTheValuesOfTheCrd compares them."),
            new AllowedDifference(
                    "ScaledJob",
                    "\\.spec\\.jobTargetRef|" + INSIDE_JOB,
                    "required|default|pattern",
                    "Kubernetes' own types, whose classes carry no such annotations;"
                            + " otherDifferencesLieInsideKubernetesOwnTypes checks that the type is one of these."),
            new AllowedDifference(
                    "ScaledObject",
                    INSIDE_HPA,
                    "required|minimum|maximum|pattern",
                    "This is the same as for the job; KEDA itself adds the bounds of the stabilization window with a patch in its release."),
            new AllowedDifference(
                    ".*",
                    "\\.status\\.conditions\\[\\]",
                    "required",
                    "Kubernetes' own Condition; KEDA alone writes the status."),
            new AllowedDifference(
                    ".*",
                    "\\.status\\.conditions\\[\\]\\.(lastTransitionTime|observedGeneration)",
                    "extra",
                    "Kubernetes' own Condition has two more fields than KEDA's;"
                            + " otherDifferencesLieInsideKubernetesOwnTypes checks that the type is one of these."),
            new AllowedDifference(
                    "ScaledJob",
                    INSIDE_JOB + "\\.metadata\\..+|\\.spec\\.jobTargetRef\\.template\\.metadata\\..+",
                    "extra",
                    "Kubernetes' own ObjectMeta; the CRD lists only the fields that a template may have."),
            new AllowedDifference(
                    "ScaledJob",
                    "\\.spec\\.jobTargetRef\\.template\\.metadata",
                    "preserveUnknown",
                    "Kubernetes' own ObjectMeta keeps unknown fields; fieldsOfANewerKubernetesSurviveARoundTrip tests one."),
            new AllowedDifference(
                    "ScaledJob",
                    "\\.spec\\.jobTargetRef\\.template\\.spec\\.(workloadRef.*|"
                            + "volumes\\[\\]\\.projected\\.sources\\[\\]\\.podCertificate\\.userAnnotations.*)",
                    "missing",
                    "These fields are newer than the Kubernetes that fabric8 7.5 models; fieldsOfANewerKubernetesSurviveARoundTrip tests them."),
            new AllowedDifference(
                    "ScaledJob",
                    "\\.spec\\.triggers\\[\\]\\.metricType",
                    "extra",
                    "Both kinds have the same class for triggers; onlyMetricTypeIsInTheTriggersOfOneKind."));

    boolean covers(Difference difference) {
        return difference.kind().matches(kinds)
                && difference.path().matches(paths)
                && difference.fact().matches(facts);
    }
}
