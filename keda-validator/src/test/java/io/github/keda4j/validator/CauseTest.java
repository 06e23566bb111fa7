package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The consequences of a mistake in another object are reported for that object, and nothing else is lost. */
class CauseTest {

    private static final String SCALED_OBJECT = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: orders, namespace: shop}
            spec:
              scaleTargetRef: {name: orders}
              triggers:
              - type: rabbitmq
                metadata: {queueName: orders, mode: QueueLength, value: "5"}
                authenticationRef: {name: broker}
            """;

    private static final String WORKLOAD = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: orders, namespace: shop}
            spec: {template: {spec: {containers: [{name: app}]}}}
            """;

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: broker, namespace: shop}
            stringData: {host: "amqp://rabbit.shop.test:5672/", user: "u"}
            """;

    private static final String AUTHENTICATION = """
            apiVersion: keda.sh/v1alpha1
            kind: TriggerAuthentication
            metadata: {name: broker, namespace: shop}
            spec:
              podIdentity: {provider: none}
              secretTargetRef:
              - {parameter: host, name: broker, key: host}
            """;

    @Test
    void aBundleWithoutMistakesHasNoFinding() {
        assertThat(findings(SCALED_OBJECT, WORKLOAD, SECRET, AUTHENTICATION)).isEmpty();
    }

    @Test
    void whatIsDroppedIsAnErrorWhereATriggerCannotWorkWithoutIt() {
        String authentication = AUTHENTICATION.replace("secretTargetRef", "secretTargetReff");

        assertThat(findings(SCALED_OBJECT, WORKLOAD, SECRET, authentication))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.pointer()).isEqualTo("/spec/secretTargetReff");
                    assertThat(finding.message()).endsWith("This may be why ScaledObject shop/orders cannot work.");
                    assertThat(finding.hint()).hasValue("Did you mean secretTargetRef?");
                });
    }

    @Test
    void whatIsDroppedIsAWarningWhereNobodyNeedsIt() {
        String authentication = AUTHENTICATION + "  filePatth: unused\n";

        assertThat(findings(SCALED_OBJECT, WORKLOAD, SECRET, authentication))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void whereTheCauseIsLeftOutTheEffectIsTold() {
        String authentication = AUTHENTICATION
                .replace("secretTargetRef", "secretTargetReff")
                .replace(
                        "namespace: shop}",
                        "namespace: shop, annotations: {validator.keda4j.io/ignore: schema-unknown-field}}");

        assertThat(findings(SCALED_OBJECT, WORKLOAD, SECRET, authentication))
                .extracting(Finding::object, Finding::rule)
                .containsExactly(tuple("ScaledObject shop/orders", "trigger-missing-parameter"));
    }

    @Test
    void aMistakeOfTheTriggerItselfIsToldWhateverIsWrongWithItsAuthentication() {
        String scaledObject = SCALED_OBJECT.replace("QueueLength", "QueueLengt");
        String authentication = AUTHENTICATION.replace("provider: none", "provider: nobody");

        assertThat(findings(scaledObject, WORKLOAD, SECRET, authentication))
                .extracting(Finding::object)
                .containsExactly("ScaledObject shop/orders", "TriggerAuthentication shop/broker");
    }

    @Test
    void anAuthenticationWithoutANameMayBeTheOneThatIsMissing() {
        String nameless = AUTHENTICATION.replace("name: broker, n", "nam: broker, n");

        assertThat(findings(SCALED_OBJECT, WORKLOAD, SECRET, nameless))
                .extracting(Finding::rule)
                .containsExactly("object-name");
    }

    @Test
    void aWorkloadWithoutANameIsToldOfTheObjectThatLooksForIt() {
        assertThat(findings(SCALED_OBJECT, WORKLOAD.replace("name: orders, ", ""), SECRET, AUTHENTICATION))
                .extracting(Finding::rule)
                .containsExactly("scaledobject-target-not-found");
    }

    @Test
    void aWorkloadWithoutAKindMayBeTheOneThatIsMissing() {
        assertThat(findings(SCALED_OBJECT, WORKLOAD.replace("kind: ", "kin: "), SECRET, AUTHENTICATION))
                .extracting(Finding::rule)
                .containsExactly("object-kind");
    }

    @Test
    void aReferenceInTheMetadataIsToldOnce() {
        String scaledObject = SCALED_OBJECT
                .replace("value: \"5\"}", "value: \"5\", authenticationRef: {name: broker}}")
                .replace("    authenticationRef: {name: broker}\n", "");

        assertThat(findings(scaledObject, WORKLOAD, SECRET, AUTHENTICATION))
                .extracting(Finding::rule)
                .containsExactly("schema-misplaced-field");
    }

    @Test
    void aSourceThatIsMissingIsToldOnceWithAllThatComesFromIt() {
        String authentication = AUTHENTICATION + "  - {parameter: username, name: broker, key: user}\n";

        assertThat(findings(SCALED_OBJECT, WORKLOAD, authentication))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo(
                                "Secret shop/broker does not exist. KEDA reads host and username from it, and uses empty"
                                        + " values instead."));
        assertThat(findings(
                        SCALED_OBJECT, WORKLOAD, authentication, SECRET.replaceAll("stringData.*", "stringData: {}")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo(
                                "Secret shop/broker has no data. KEDA reads host and username from it, and uses empty"
                                        + " values instead."));
    }

    @Test
    void anObjectInTheWrongNamespaceIsToldOfItsTarget() {
        String scaledObject = SCALED_OBJECT.replace("namespace: shop", "namespace: sop");

        assertThat(findings(scaledObject, WORKLOAD, SECRET, AUTHENTICATION))
                .extracting(Finding::rule)
                .containsExactly("scaledobject-target-not-found");
    }

    @Test
    void aMisspeltNamespaceIsAnErrorIfTheTargetIsNotInTheDefaultOne() {
        String scaledObject = SCALED_OBJECT.replace("namespace: shop", "namespaces: shop");

        assertThat(findings(scaledObject, WORKLOAD, SECRET, AUTHENTICATION))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.rule()).isEqualTo("scaledobject-target-not-found");
                    assertThat(finding.message())
                            .startsWith("Deployment orders does not exist in namespace ")
                            .endsWith("has no field namespaces. The API server drops it.");
                    assertThat(finding.hint()).contains("Did you mean namespace?");
                });
        assertThat(findings(scaledObject.replace("type: rabbitmq", "type: cpu"), WORKLOAD, SECRET, AUTHENTICATION))
                .extracting(Finding::rule)
                .contains("scaledobject-cpu-target-missing");
    }

    @Test
    void aFormulaMayMeanTheTriggerThatHasTheNameOfAnother() {
        String trigger = "  - {type: rabbitmq, name: one, authenticationRef: {name: broker},"
                + " metadata: {queueName: orders, mode: QueueLength, value: \"5\"}}\n";
        String scaledObject = SCALED_OBJECT.substring(0, SCALED_OBJECT.indexOf("  triggers:"))
                + "  advanced: {scalingModifiers: {formula: one + two, target: \"5\"}}\n  triggers:\n" + trigger
                + trigger;

        assertThat(findings(scaledObject, WORKLOAD, SECRET, AUTHENTICATION))
                .extracting(Finding::rule)
                .containsExactly("trigger-duplicate-name");
    }

    /** The findings, in a cluster that contains nothing else. */
    private static List<Finding> findings(String... manifests) {
        return KedaValidator.builder()
                .cluster(ClusterState.unknown().complete())
                .build()
                .validate(Manifests.parse("bundle.yaml", String.join("---\n", manifests)))
                .findings()
                .asList()
                .stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
    }
}
