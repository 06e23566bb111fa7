package io.github.keda4j.crd;

import java.util.List;

/**
 * Where the generated CRDs may differ from KEDA's.
 *
 * @param kinds regular expression for the kind
 * @param paths regular expression for the path
 * @param facts regular expression for what differs: the name of a fact, {@code missing} or {@code extra}
 * @param reason why that is so, and which test looks at the class instead
 */
record AllowedDifference(String kinds, String paths, String facts, String reason) {

    private static final String INSIDE_JOB = "\\.spec\\.jobTargetRef\\..+";
    private static final String INSIDE_HPA = "\\.spec\\.advanced\\.horizontalPodAutoscalerConfig\\.behavior\\..+";

    static final List<AllowedDifference> ALL = List.of(
            new AllowedDifference(
                    ".*",
                    ":",
                    "listKind",
                    "The generator leaves it out; everyKindHasTheListThatTheCrdNames looks for the class."),
            new AllowedDifference(
                    ".*",
                    ":",
                    "shortNames|column .+",
                    "What kubectl shows, from KEDA's own CRD; as annotations, each process would make classes of them."),
            new AllowedDifference(
                    ".*",
                    ".*",
                    "format",
                    "The generator leaves most of them out; numbersAreAsWideAsTheCrdSays compares them with Java's types."),
            new AllowedDifference(
                    ".*",
                    ".*",
                    "enum",
                    "An open enum takes any string, so the generator lists no values;"
                            + " everyOpenEnumKnowsTheValuesOfTheCrd compares them."),
            new AllowedDifference(
                    "ScaledJob",
                    "\\.spec\\.jobTargetRef|" + INSIDE_JOB,
                    "required|default|pattern",
                    "Kubernetes' own types, whose classes carry no such annotations;"
                            + " otherDifferencesLieInsideKubernetesOwnTypes looks that it is one."),
            new AllowedDifference(
                    "ScaledObject",
                    INSIDE_HPA,
                    "required|minimum|maximum|pattern",
                    "As for the job; KEDA itself adds the bounds of the stabilization window by a patch of its release."),
            new AllowedDifference(
                    ".*",
                    "\\.status\\.conditions\\[\\]",
                    "required",
                    "Kubernetes' own Condition; KEDA alone writes the status."),
            new AllowedDifference(
                    ".*",
                    "\\.status\\.conditions\\[\\]\\.(lastTransitionTime|observedGeneration)",
                    "extra",
                    "Kubernetes' own Condition has two fields more than KEDA's;"
                            + " otherDifferencesLieInsideKubernetesOwnTypes looks that it is one."),
            new AllowedDifference(
                    "ScaledJob",
                    INSIDE_JOB + "\\.metadata\\..+|\\.spec\\.jobTargetRef\\.template\\.metadata\\..+",
                    "extra",
                    "Kubernetes' own ObjectMeta, of which the CRD names what a template may have."),
            new AllowedDifference(
                    "ScaledJob",
                    "\\.spec\\.jobTargetRef\\.template\\.metadata",
                    "preserveUnknown",
                    "Kubernetes' own ObjectMeta keeps unknown fields;"
                            + " fieldsOfANewerKubernetesSurviveARoundTrip has one there."),
            new AllowedDifference(
                    "ScaledJob",
                    "\\.spec\\.jobTargetRef\\.template\\.spec\\.(workloadRef.*|"
                            + "volumes\\[\\]\\.projected\\.sources\\[\\]\\.podCertificate\\.userAnnotations.*)",
                    "missing",
                    "Newer than the Kubernetes that fabric8 7.5 models;"
                            + " fieldsOfANewerKubernetesSurviveARoundTrip has them."),
            new AllowedDifference(
                    "ScaledJob",
                    "\\.spec\\.triggers\\[\\]\\.metricType",
                    "extra",
                    "One class for triggers of both kinds; onlyMetricTypeIsInTheTriggersOfOneKind."));

    boolean covers(Difference difference) {
        return difference.kind().matches(kinds)
                && difference.path().matches(paths)
                && difference.fact().matches(facts);
    }
}
