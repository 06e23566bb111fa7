package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server checks by the CustomResourceDefinitions, with what to write instead. */
class SchemaTest {

    private static final String TRIGGER =
            "{type: cron, metadata: {timezone: UTC, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: '200'}}";

    private static String scaledObject(String metadata, String spec) {
        return "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: a, namespace: b" + metadata
                + "}, spec: {scaleTargetRef: {name: a}, maxReplicaCount: 200, triggers: [" + TRIGGER + "]" + spec
                + "}}\n";
    }

    private static String scaledJob(String container) {
        return "{apiVersion: keda.sh/v1alpha1, kind: ScaledJob, metadata: {name: a, namespace: b}, spec: {jobTargetRef:"
                + " {template: {spec: {restartPolicy: Never, containers: [{name: a" + container + "}]}}}, triggers: ["
                + TRIGGER + "]}}\n";
    }

    private static List<Finding> validate(String manifest) {
        return validate(manifest, "");
    }

    private static List<Finding> validate(String manifest, String before) {
        return KedaValidator.builder()
                .version(KedaVersion.V2_21)
                .cluster(ClusterState.of(Manifests.parse("cluster.yaml", before)))
                .build()
                .validate(Manifests.parse("test.yaml", manifest))
                .findings()
                .stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minReplicaCount: "2"                            | minReplicaCount must be an integer but is the string "2".   | Remove the quotes.
            minReplicaCount: two                            | minReplicaCount must be an integer but is the string "two". |
            minReplicaCount: "two"                          | minReplicaCount must be an integer but is the string "two". |
            minReplicaCount: 2.5                            | minReplicaCount must be an integer but is the number 2.5.   |
            minReplicaCount: 1e30                           | minReplicaCount must be an integer but is the number 1e30.  |
            minReplicaCount: true                           | minReplicaCount must be an integer but is the boolean true. |
            minReplicaCount: [2]                            | minReplicaCount must be an integer but is a list.           |
            minReplicaCount: {a: b}                         | minReplicaCount must be an integer but is a map.            |
            minReplicaCount: 2.0                            |                                                             |
            minReplicaCount: 1e2                            |                                                             |
            minReplicaCount: 2147483648                     | minReplicaCount is 2147483648 but must be a 32-bit integer. |
            minReplicaCount: -2147483649                    | minReplicaCount is -2147483649 but must be a 32-bit integer.|
            minReplicaCount: -1                             | minReplicaCount is -1 but must be at least 0.               |
            'advanced: {restoreToOriginalReplicaCount: "true"}' | restoreToOriginalReplicaCount must be a boolean but is the string "true". | Remove the quotes.
            'advanced: {restoreToOriginalReplicaCount: "on-"}'  | restoreToOriginalReplicaCount must be a boolean but is the string "on-".  |
            'advanced: {restoreToOriginalReplicaCount: 1}'      | restoreToOriginalReplicaCount must be a boolean but is the number 1.      |
            'advanced: {horizontalPodAutoscalerConfig: {name: 5}}'    | name must be a string but is the number 5.                  | Put the value in quotes.
            'advanced: {horizontalPodAutoscalerConfig: {name: [a]}}'  | name must be a string but is a list.                        |
            'advanced: {horizontalPodAutoscalerConfig: [a]}'          | horizontalPodAutoscalerConfig must be a map but is a list.  |
            'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {stabilizationWindowSeconds: 3600}}}}' | |
            'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {stabilizationWindowSeconds: 3601}}}}' | stabilizationWindowSeconds is 3601 but must be at most 3600. |
            'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {tolerance: x}}}}'   | tolerance is "x" but must be a quantity such as "0.5" or "100m". |
            'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {tolerance: 1}}}}'   | |
            'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {tolerance: 1.5}}}}' | tolerance must be an integer or a string but is the number 1.5.  |
            'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {policies: {type: Pods}}}}}' | policies must be a list but is a map. | Begin each element with a dash.
            'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {policies: Pods}}}}'         | policies must be a list but is the string "Pods". |
            'fallback: {failureThreshold: 1, replicas: 1, behavior: statik}' | 'behavior is "statik" but must be one of static, currentReplicas, currentReplicasIfHigher, currentReplicasIfLower or scalingModifiers.' | Did you mean static?
            'fallback: {failureThreshold: 1}'               | replicas is missing. fallback must have it.                 |
            """)
    void aValueHasTheTypeAndTheBoundsOfItsField(String field, String message, String hint) {
        List<Finding> found = validate(scaledObject("", ", " + field)).stream()
                .filter(finding -> finding.rule().startsWith("schema-"))
                .toList();
        if (message == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found)
                    .extracting(Finding::message, Finding::hint)
                    .containsExactly(tuple(message, Optional.ofNullable(hint)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            horizontalPodAutoscalerConfig: {} | Move it to spec.advanced.horizontalPodAutoscalerConfig.
            scalingModifiers: {}              | Move it to spec.advanced.scalingModifiers.
            maxReplicas: 5                    | Rename maxReplicas to maxReplicaCount.
            POLLINGINTERVAL: 5                | Did you mean pollingInterval?
            coldownPeriod: 5                  | Did you mean cooldownPeriod?
            jobTargetRef: {}                  | 'Add a scaleTargetRef, or make it a ScaledJob.'
            scaleType: job                    | Remove it.
            anything: {}                      |
            """)
    void anUnknownFieldIsToldWithWhereItBelongs(String field, String hint) {
        assertThat(validate(scaledObject("", ", " + field)))
                .extracting(Finding::rule, Finding::hint)
                .containsExactly(tuple("schema-unknown-field", Optional.ofNullable(hint)));
    }

    @Test
    void aParameterNextToTheTypeOfATriggerBelongsIntoItsMetadata() {
        String manifest = scaledObject("", "");
        assertThat(validate(manifest.replace("type: cron,", "type: cron, timezone: UTC,")))
                .extracting(Finding::hint)
                .containsExactly(Optional.of("Move it to the metadata of the trigger."));
        assertThat(validate(manifest.replace("type: cron,", "type: cron, queueName: UTC,")))
                .extracting(Finding::hint)
                .containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '2026-01-31T12:00:00Z'      |
            '2026-01-31T12:00:00+01:00' |
            '2026-01-31'                | creationTimestamp is "2026-01-31" but must be a time such as "2026-01-31T12:00:00Z".
            """)
    void aTimeHasTheFormOfRfc3339(String time, String message) {
        assertThat(validate(scaledObject(", creationTimestamp: '" + time + "'", "")))
                .extracting(Finding::message)
                .containsExactlyElementsOf(Optional.ofNullable(message).stream().toList());
    }

    @Test
    void theElementsOfAListDifferInTheirKeysAndTheirDefaults() {
        String ports = ", ports: [{containerPort: 1}, {containerPort: 1, protocol: %s}]";
        assertThat(validate(scaledJob(ports.formatted("UDP")))).isEmpty();
        assertThat(validate(scaledJob(ports.formatted("TCP"))))
                .extracting(Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(tuple(
                        "schema-duplicate-item",
                        "/spec/jobTargetRef/template/spec/containers/0/ports/1",
                        "ports must not have two elements with the same containerPort and protocol."));
        String codes =
                ", podFailurePolicy: {rules: [{action: Ignore, onExitCodes: {operator: In, values: [1, 2, 1, 1]}}]}";
        assertThat(validate(scaledJob("").replace("}}}, triggers", "}}" + codes + "}, triggers")))
                .extracting(Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(tuple(
                        "schema-duplicate-item",
                        "/spec/jobTargetRef/podFailurePolicy/rules/0/onExitCodes/values/2",
                        "values must not contain an element twice."));
    }

    @Test
    void anUpdateMayKeepTheDuplicatesOfAnObject() {
        String twice = ", env: [{name: A, value: a}, {name: A, value: %s}]";
        String once = ", env: [{name: A, value: a}, {name: B, value: %s}]";
        String now = scaledJob(twice.formatted("b"));
        assertThat(validate(now)).extracting(Finding::rule).containsExactly("schema-duplicate-item");
        assertThat(validate(now, scaledJob(once.formatted("b"))))
                .extracting(Finding::rule)
                .containsExactly("schema-duplicate-item");
        assertThat(validate(now, scaledJob(twice.formatted("c")))).isEmpty();
    }

    @Test
    void anUpdateMayKeepAWrongValueOfTheRightTypeInWhicheverPlaceOfItsList() {
        String wrong = ", advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp:"
                + " {stabilizationWindowSeconds: %d}}}}";
        String now = scaledObject("", wrong.formatted(3601));
        assertThat(validate(now, scaledObject("", wrong.formatted(3602))))
                .extracting(Finding::rule)
                .containsExactly("schema-bounds");
        assertThat(validate(now, now)).isEmpty();
    }

    /** Whoever removes a finalizer may leave a mistake in the spec, so the report shows whether the spec is the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                       | ''                                                     | true
            'advanced: {}'                           | ''                                                     | false
            'advanced: {}'                           | 'advanced: {restoreToOriginalReplicaCount: false}'     | true
            'advanced: {}'                           | 'advanced: {restoreToOriginalReplicaCount: true}'      | false
            'advanced: {horizontalPodAutoscalerConfig: {}}' | 'advanced: {horizontalPodAutoscalerConfig: {name: ""}}' | true
            'advanced: {horizontalPodAutoscalerConfig: {}}' | 'advanced: {horizontalPodAutoscalerConfig: {name: a}}'  | false
            'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {}}}}' | 'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {policies: []}}}}'    | true
            'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {}}}}' | 'advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleUp: {selectPolicy: ""}}}}' | false
            'pollingInterval: 5'                     | 'pollingInterval: 5.0'                                 | true
            'pollingInterval: 5'                     | 'pollingInterval: 6'                                   | false
            'pollingInterval: 5'                     | 'pollingInterval: 5, cooldownPeriod: null'             | true
            'pollingInterval: 5'                     | 'pollingInterval: 5, cooldownPeriod: 1'                | false
            'pollingInterval: 5'                     | 'pollingInterval: 5, unknown: 1'                       | true
            """)
    void aSpecIsTheSameIfKedaReadsTheSame(String one, String other, boolean same) {
        for (List<String> specs : List.of(List.of(one, other), List.of(other, one))) {
            String before = scaledObject(", finalizers: [f]", ", idleReplicaCount: 3, " + specs.get(0));
            String now = scaledObject(", finalizers: []", ", idleReplicaCount: 3, " + specs.get(1));
            assertThat(validate(now, before).stream()
                            .noneMatch(finding -> finding.rule().equals("scaledobject-idle-not-below-min")))
                    .as(before + now)
                    .isEqualTo(same);
        }
    }

    @Test
    void aSpecWithOtherTriggersIsAnother() {
        String before = scaledObject(", finalizers: [f]", ", idleReplicaCount: 3");
        String now = scaledObject(", finalizers: []", ", idleReplicaCount: 3");
        for (String triggers : List.of(
                "[" + TRIGGER + ", " + TRIGGER.replace("UTC", "Europe/Dublin") + "]",
                "[" + TRIGGER.replace("'200'", "'100'") + "]",
                "[" + TRIGGER.replace("timezone: UTC,", "timezone: UTC, a: '',") + "]")) {
            assertThat(validate(now.replace("[" + TRIGGER + "]", triggers), before))
                    .extracting(Finding::rule)
                    .contains("scaledobject-idle-not-below-min");
        }
    }
}
