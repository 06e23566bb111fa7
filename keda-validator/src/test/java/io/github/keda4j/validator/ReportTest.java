package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report says about one object does not depend on others, on their order, or on the form of the object. */
class ReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_OF_A_RULE = 100;

    /** An authentication of its own namespace, and what is wrong with it. */
    private static String authentication(int namespace, String metadata, String spec) {
        return "---\n{apiVersion: keda.sh/v1alpha1, kind: TriggerAuthentication, metadata: {name: a, namespace: n"
                + namespace + metadata + "}, spec: {" + spec + "}}\n";
    }

    private static String scaledObject(int namespace, String spec) {
        return "---\n{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: a, namespace: n" + namespace
                + "}, spec: {" + spec + "}}\n";
    }

    private static final String TRIGGERS = "triggers: [{type: cron, metadata: {timezone: UTC, start: 0 8 * * *,"
            + " end: 0 9 * * *, desiredReplicas: '2'}}]";

    /** Objects whose mistakes concern the same fields, in different ways. */
    private static List<String> objects() {
        String ignored = ", annotations: {validator.keda4j.io/ignore: '%s', validator.keda4j.io/reason: known}";
        List<String> objects = new ArrayList<>(List.of(
                authentication(0, "", "podIdentity: {provider: 5}"),
                authentication(1, "", "podIdentity: {provider: nobody}"),
                authentication(2, "", "podIdentity: {provider: aws-eks}"),
                authentication(
                        3, ignored.formatted("authentication-aws-eks-deprecated"), "podIdentity: {provider: aws-eks}"),
                authentication(4, "", "podIdentity: {providr: aws-eks}"),
                authentication(5, ", labels: {-a: b}", "podIdentity: {provider: aws, roleArn: role}"),
                authentication(6, "", "podIdentity: {provider: aws}"),
                authentication(7, "", unknownFields(MOST_OF_A_RULE + 1)),
                authentication(8, "", unknownFields(1)),
                scaledObject(9, "scaleTargetRef: {name: a}, minReplicaCount: two, " + TRIGGERS),
                scaledObject(10, "scaleTargetRef: {name: a}, minReplicaCount: 2, maxReplicaCount: 1, " + TRIGGERS),
                scaledObject(11, "scaleTargetReff: {name: a}, idleReplicaCount: 2, " + TRIGGERS),
                scaledObject(
                        12,
                        "scaleTargetRef: {apiVersion: a.test/v1, kind: B, name: a}, cooldownPeriod: 5,"
                                + " minReplicaCount: 2, " + TRIGGERS),
                scaledObject(13, "scaleTargetRef: {name: a}, idleReplicaCount: 2, " + TRIGGERS)));
        return objects;
    }

    private static String unknownFields(int count) {
        StringBuilder fields = new StringBuilder("podIdentity: {provider: aws}");
        for (int i = 0; i < count; i++) {
            fields.append(", unknown").append(i).append(": 1");
        }
        return fields.toString();
    }

    private static ValidationReport validate(String manifests) {
        return KedaValidator.forVersion(KedaVersion.V2_21).validate(Manifests.parse("test.yaml", manifests));
    }

    /** Everything that is reported, without places. */
    private static List<String> told(ValidationReport report) {
        List<String> told = new ArrayList<>();
        report.findings().forEach(finding -> told.add(withoutPlace(finding)));
        report.suppressed().forEach(each -> told.add("suppressed " + withoutPlace(each.finding()) + each.reason()));
        report.unchecked().forEach(each -> told.add("unchecked " + each));
        return told;
    }

    private static String withoutPlace(Finding finding) {
        return String.join(
                " ",
                finding.severity().toString(),
                finding.object(),
                finding.pointer(),
                finding.rule(),
                finding.message(),
                finding.hint().toString());
    }

    @Test
    void anObjectIsReportedAsIfItWereAlone() {
        List<String> objects = objects();
        for (String first : objects) {
            for (String second : objects) {
                if (first != second) {
                    List<String> expected = told(validate(first));
                    expected.addAll(told(validate(second)));
                    assertThat(told(validate(first + second)))
                            .as(first + second)
                            .containsExactlyInAnyOrderElementsOf(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            99  |
            100 |
            101 | One more finding of this rule is left out.
            102 | 2 more findings of this rule are left out.
            """)
    void afterAHundredFindingsOfARuleTheOthersAreCounted(int count, String message) {
        List<Finding> findings =
                validate(authentication(0, "", unknownFields(count))).findings().asList();
        assertThat(findings)
                .filteredOn(finding -> !finding.pointer().isEmpty())
                .hasSize(Math.min(count, MOST_OF_A_RULE));
        List<Finding> others =
                findings.stream().filter(finding -> finding.pointer().isEmpty()).toList();
        if (message == null) {
            assertThat(others).isEmpty();
        } else {
            assertThat(others).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.INFO);
                assertThat(finding.message()).isEqualTo(message);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a,authentication-aws-eks-deprecated'     | true
            ' authentication-aws-eks-deprecated , b'  | true
            'authentication-aws-eks-deprecated'       | true
            'authentication-aws-eks'                  | false
            ','                                       | false
            ''                                        | false
            """)
    void anAnnotationSuppressesTheRulesThatItLists(String rules, boolean suppressed) {
        String annotations = ", annotations: {validator.keda4j.io/ignore: '" + rules + "'}";
        ValidationReport report = validate(authentication(0, annotations, "podIdentity: {provider: aws-eks}"));
        assertThat(report.suppressed()).hasSize(suppressed ? 1 : 0);
        assertThat(report.findings().stream()
                        .anyMatch(finding -> finding.rule().equals("authentication-aws-eks-deprecated")))
                .isNotEqualTo(suppressed);
    }

    @Test
    void findingsAreInTheOrderOfTheText() {
        assertThat(validate("""
                        apiVersion: keda.sh/v1alpha1
                        spec:
                          unknown: 1
                          podIdentity: {provider: aws-eks}
                          other: 1
                        kind: TriggerAuthentication
                        metadata: {namespace: Shop, labels: {-a: b}, name: A}
                        """).findings())
                .extracting(Finding::pointer)
                .containsExactly(
                        "/spec/unknown",
                        "/spec/podIdentity/provider",
                        "/spec/other",
                        "/metadata/namespace",
                        "/metadata/labels/-a",
                        "/metadata/name");
    }

    @Test
    void typedObjectsAreReportedLikeTheirTextWithoutPlaces() {
        String manifests =
                scaledObject(0, "scaleTargetRef: {name: a}, minReplicaCount: 2, maxReplicaCount: 1, " + TRIGGERS)
                        + authentication(
                                1,
                                ", annotations: {validator.keda4j.io/ignore: authentication-aws-eks-deprecated}",
                                "podIdentity: {provider: aws-eks}")
                        + authentication(2, "", "podIdentity: {provider: aws-eks}")
                        + "---\n{apiVersion: v1, kind: ServiceAccount, metadata: {name: a, namespace: n0,"
                        + " annotations: {eks.amazonaws.com/role: a}}}\n";
        ValidationReport report = KedaValidator.forVersion(KedaVersion.V2_21).validate(copies(manifests));

        assertThat(report.findings())
                .hasSize(5)
                .allMatch(finding -> finding.location().isEmpty());
        assertThat(report.suppressed()).hasSize(1);
        assertThat(told(report)).containsExactlyInAnyOrderElementsOf(told(validate(manifests)));
    }

    @Test
    void theTextOfAReportListsWhatWasFoundSuppressedAndNotChecked() {
        String ignored = ", annotations: {validator.keda4j.io/ignore: authentication-aws-eks-deprecated%s}";
        String deprecated =
                "provider aws-eks has been deprecated since KEDA 2.13, and KEDA 3 will remove it. Write provider:"
                        + " aws, with identityOwner: workload if the workload's role is to be used."
                        + " [authentication-aws-eks-deprecated]";
        assertThat(validate(authentication(0, "", "podIdentity: {provider: aws}")))
                .hasToString("KEDA 2.21: no errors, no warnings.");
        assertThat(validate(authentication(0, "", "podIdentity: {provider: nobody}"))
                        .toString())
                .endsWith("\nKEDA 2.21: 1 error, no warnings.");
        assertThat(validate(authentication(0, "", "podIdentity: {provider: nobody}, unknown: 1")
                                + authentication(1, "", "podIdentity: {provider: nobody}, unknown: 1"))
                        .toString())
                .endsWith("\nKEDA 2.21: 2 errors, 2 warnings.");
        assertThat(validate(authentication(0, ignored.formatted(""), "podIdentity: {provider: aws-eks}"))
                        .toString())
                .endsWith(deprecated + " (suppressed)\nKEDA 2.21: no errors, no warnings.");
        assertThat(validate(authentication(
                                0,
                                ignored.formatted(", validator.keda4j.io/reason: known"),
                                "podIdentity: {provider: aws-eks}"))
                        .toString())
                .endsWith(deprecated + " (suppressed: known)\nKEDA 2.21: no errors, no warnings.");
        assertThat(validate(scaledObject(0, "scaleTargetRef: {apiVersion: a.test/v1, kind: B, name: a}, " + TRIGGERS))
                        .toString())
                .contains(
                        "\nnot checked ScaledObject n0/a /spec/scaleTargetRef/kind: Whether the cluster has the kind B in"
                                + " a.test/v1 is not known.\n");
        assertThat(KedaValidator.forVersion(KedaVersion.V2_19)
                        .validate(Manifests.parse("test.yaml", ""))
                        .toString())
                .startsWith("not checked: For KEDA 2.19, only");
    }

    @Test
    void aReportWithAnErrorIsThrown() {
        ValidationReport right = validate(authentication(0, "", "podIdentity: {provider: aws}"));
        assertThat(right.throwIfErrors()).isSameAs(right);
        assertThat(right.hasErrors()).isFalse();
        ValidationReport wrong = validate(authentication(0, "", "podIdentity: {provider: nobody}"));
        assertThat(wrong.hasErrors()).isTrue();
        assertThatExceptionOfType(FindingsException.class).isThrownBy(wrong::throwIfErrors);
    }

    @Test
    void anUnknownFieldIsAnErrorForStrictClients() {
        String manifest = authentication(0, "", unknownFields(1));
        for (boolean strict : List.of(true, false)) {
            assertThat(KedaValidator.builder()
                            .strict(strict)
                            .build()
                            .validate(Manifests.parse("test.yaml", manifest))
                            .hasErrors())
                    .isEqualTo(strict);
        }
    }

    @Test
    void theClusterConsistsOfTypedObjectsAndOfManifests() {
        String manifest = scaledObject(
                0,
                "scaleTargetRef: {name: a}, triggers: [{type: kafka, metadata: {bootstrapServers: 'kafka:9092',"
                        + " consumerGroup: g, topic: t}, authenticationRef: {name: a}}]");
        String workload = "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: n0}}\n";
        List<HasMetadata> authentications = copies(authentication(0, "", "podIdentity: {provider: none}"));
        HasMetadata authentication = authentications.get(0);
        for (ClusterState cluster : List.of(ClusterState.of(authentications), ClusterState.of(authentication))) {
            ClusterState all = cluster.and(Manifests.parse("cluster.yaml", workload));
            assertThat(findings(cluster, manifest))
                    .extracting(Finding::rule)
                    .containsExactly("scaledobject-target-not-found");
            assertThat(findings(all, manifest)).isEmpty();
            assertThat(findings(all.complete(), manifest)).isEmpty();
            assertThat(all.isComplete()).isFalse();
            assertThat(all.complete().isComplete()).isTrue();
        }
    }

    private static List<Finding> findings(ClusterState cluster, String manifest) {
        return KedaValidator.builder()
                .cluster(cluster)
                .build()
                .validate(Manifests.parse("test.yaml", manifest))
                .findings()
                .asList();
    }

    @Test
    void aRuleOfATriggerTypeIsFoundWithoutBeingListed() {
        assertThat(KedaRules.find("schema-required").map(Rule::layer)).contains(Layer.SCHEMA);
        assertThat(KedaRules.find("trigger-aws-credentials").map(Rule::layer)).contains(Layer.OPERATOR);
        assertThat(KedaRules.find("anything")).isEmpty();
    }

    @Test
    void aTypedObjectWithoutMetadataIsReported() {
        assertThat(KedaValidator.forVersion(KedaVersion.V2_21)
                        .validate(new ScaledObject())
                        .findings())
                .extracting(Finding::pointer)
                .contains("/metadata/name", "/spec");
    }

    /** Typed objects that do not know where they were written. */
    private static List<HasMetadata> copies(String manifests) {
        List<HasMetadata> copies = new ArrayList<>();
        for (HasMetadata object : Manifests.read(manifests)) {
            copies.add(JSON.convertValue(object, object.getClass()));
        }
        return copies;
    }
}
