package io.github.keda4j.validator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.validator.ValidationReport;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mistakes that people make in practice, one per file, each with exactly the errors and warnings that it gets. The
 * files are in the folder of the system property {@code keda4j.shared}.
 */
class FieldTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A01-old-group.yaml | V2_21 | ERROR /apiVersion object-keda-1",
                "A03-no-target-name.yaml | V2_21 | ERROR /spec/scaleTargetRef/name schema-required",
                "A04-kind-case.yaml | V2_21 | ERROR /kind object-kind",
                "A06-unknown-spec-field.yaml | V2_21 | WARNING /spec/minReplicas schema-unknown-field;"
                        + " WARNING /spec/maxReplicas schema-unknown-field;"
                        + " WARNING /spec/coolDownPeriod schema-unknown-field",
                "A08-behavior-in-trigger.yaml | V2_21 | WARNING /spec/triggers/0/behavior schema-unknown-field",
                "A11-json-tab-space.json | V2_21 | ''",
                "A12-json-two-objects.json | V2_21 | ''",
                "B01-cooldown-with-min.yaml | V2_20 | WARNING /spec/cooldownPeriod scaledobject-cooldown-period-ignored;"
                        + " WARNING /spec/pollingInterval scaledobject-polling-interval-ignored",
                "B03-min-over-max.yaml | V2_21 | ERROR /spec/minReplicaCount scaledobject-min-above-max",
                "B04-cpu-only-zero.yaml | V2_21 | ERROR /spec/minReplicaCount scaledobject-cpu-scale-to-zero",
                "B05-fallback-cpu-only.yaml | V2_21 | ERROR /spec/fallback scaledobject-fallback-without-metric",
                "B07-duplicate-trigger-name.yaml | V2_21 | ERROR /spec/triggers/1/name trigger-duplicate-name",
                "B08-hpa-name-too-long.yaml | V2_21 | ERROR /metadata/name scaledobject-autoscaler-name-too-long",
                "B12-scaledjob-with-scaletargetref.yaml | V2_21 | ERROR /spec/jobTargetRef schema-required",
                "C01-ta-rolearn-at-top.yaml | V2_21 | ERROR /spec/awsRoleArn schema-unknown-field",
                "C03-ta-rolearn-and-workload.yaml | V2_21 | ERROR /spec/podIdentity/roleArn authentication-role-and-workload",
                "C04-ta-aws-eks.yaml | V2_21 | WARNING /spec/podIdentity/provider authentication-aws-eks-deprecated",
                "A09-helm-block.yaml | V2_21 | ERROR  manifest-syntax",
                "D01-prometheus-metricName.yaml | V2_21"
                        + " | WARNING /spec/triggers/0/metadata/metricName trigger-unknown-parameter",
                "D02-servicebus-queueLength.yaml | V2_21"
                        + " | WARNING /spec/triggers/0/metadata/queueLength trigger-unknown-parameter",
                "D04-region.yaml | V2_21 | WARNING /spec/triggers/0/metadata/region trigger-unknown-parameter",
                "D06-rabbit-value-zero.yaml | V2_21 | ERROR /spec/triggers/0/metadata/value trigger-value-for-mode",
                "D07-cpu-type-told-thrice.yaml | V2_21 | ERROR /spec/triggers/0/metricType trigger-metric-type;"
                        + " ERROR /spec/triggers/0/metadata/type trigger-removed-parameter",
                "D08-dimensions-by-comma.yaml | V2_21"
                        + " | ERROR /spec/triggers/0/metadata/dimensionValue trigger-dimensions",
                "D12-identityOwner-workload-in-metadata.yaml | V2_21"
                        + " | WARNING /spec/triggers/0/metadata/identityOwner trigger-parameter-value",
                "D13-liiklus-too-early.yaml | V2_20 | ''",
                "D13-liiklus-too-early.yaml | V2_21 | WARNING /spec/triggers/0/type trigger-deprecated-type",
                "D10-target-zero.yaml | V2_21 | ERROR /spec/triggers/0/metadata/queueLength trigger-target",
                "E01-keda-2.21-clickhouse.yaml | V2_21 | ''",
                "E01-keda-2.21-clickhouse.yaml | V2_20 | ERROR /spec/triggers/0/type trigger-version",
                "E02-keda-2.21-kafka-fullMetadata.yaml | V2_21 | ''",
                "E02-keda-2.21-kafka-fullMetadata.yaml | V2_20"
                        + " | WARNING /spec/triggers/0/metadata/fullMetadata trigger-version",
            })
    void aMistakeGetsItsFinding(String file, KedaVersion version, String expected) throws IOException {
        assertThat(findings(file, version)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split("; ")));
    }

    @ParameterizedTest
    @CsvSource({"policies/0/type", "policies/0/value", "policies/0/periodSeconds"})
    void eachPolicyOfTheAutoscalerIsHeldToItsBounds(String field) throws IOException {
        String behavior = "ERROR /spec/advanced/horizontalPodAutoscalerConfig/behavior/";
        assertThat(findings("B10-hpa-policy-bounds.yaml", KedaVersion.V2_21))
                .hasSize(5)
                .contains(behavior + "scaleUp/" + field + " autoscaler-behavior")
                .contains(behavior + "scaleDown/stabilizationWindowSeconds schema-bounds")
                .contains(behavior + "scaleDown/selectPolicy autoscaler-behavior");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A01-old-group.yaml | keda.k8s.io is the group of KEDA 1.",
                "A01-old-group.yaml | rename scaleTargetRef.deploymentName to name",
                "A04-kind-case.yaml | Did you mean ScaledObject?",
                "A06-unknown-spec-field.yaml | Rename minReplicas to minReplicaCount.",
                "A06-unknown-spec-field.yaml | Did you mean cooldownPeriod?",
                "A08-behavior-in-trigger.yaml | Move it to spec.advanced.horizontalPodAutoscalerConfig.behavior.",
                "A09-helm-block.yaml | {{ is on line 1",
                "A09-helm-block.yaml | render it first with helm template",
                "B01-cooldown-with-min.yaml | behavior.scaleDown",
                "B08-hpa-name-too-long.yaml | Set spec.advanced.horizontalPodAutoscalerConfig.name",
                "B12-scaledjob-with-scaletargetref.yaml | make it a ScaledObject",
                "C01-ta-rolearn-at-top.yaml | Move it to spec.podIdentity.roleArn",
                "C04-ta-aws-eks.yaml | deprecated since KEDA 2.13",
                "D01-prometheus-metricName.yaml | KEDA has ignored it since release 2.12",
                "D01-prometheus-metricName.yaml | set name next to the trigger's type",
                "D02-servicebus-queueLength.yaml | Rename queueLength to messageCount; without it, 5 applies.",
                "D04-region.yaml | Rename region to awsRegion.",
                "D06-rabbit-value-zero.yaml | value is \"0\"",
                "D08-dimensions-by-comma.yaml | Separate the elements of dimensionName by ;, not by a comma.",
                "D12-identityOwner-workload-in-metadata.yaml | KEDA uses the identity of its operator",
            })
    void aMistakeIsToldWithWhatToWriteInstead(String file, String words) throws IOException {
        assertThat(validate(file, KedaVersion.V2_21).toString()).contains(words);
    }

    private static List<String> findings(String file, KedaVersion version) throws IOException {
        return validate(file, version).findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(finding -> finding.severity() + " " + finding.pointer() + " " + finding.rule())
                .toList();
    }

    private static ValidationReport validate(String file, KedaVersion version) throws IOException {
        Path path = Path.of(System.getProperty("keda4j.shared", ""), "conformance", "field", file);
        Assumptions.assumeTrue(
                Files.isRegularFile(path),
                "The field files are missing: set the system property keda4j.shared to the folder that contains conformance/field.");
        return KedaValidator.forVersion(version).validate(Manifests.parse(path));
    }
}
