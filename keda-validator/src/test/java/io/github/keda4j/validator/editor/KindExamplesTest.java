package io.github.keda4j.validator.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks whole objects against the schema for all kinds. */
class KindExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SCALED_OBJECT = """
            {"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": {"name": "orders"},
             "spec": {"scaleTargetRef": {"name": "orders"},
                      "triggers": [{"type": "cron", "metadata":
                        {"timezone": "UTC", "start": "0 8 * * *", "end": "0 18 * * *", "desiredReplicas": "5"}}]}}
            """;

    @ParameterizedTest
    @EnumSource(
            value = KedaVersion.class,
            names = {"V2_20", "V2_21"})
    void aRightObjectPassesAndOthersAreNotLookedAt(KedaVersion version) throws IOException {
        assertThat(problems(version, SCALED_OBJECT)).isEmpty();
        assertThat(problems(version, "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"data\": {\"a\": \"Yg==\"}}"))
                .isEmpty();
        assertThat(problems(version, "{\"replicaCount\": 1}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "ScaledObject"               | "ScaledObjekt"             | /kind
                    "keda.sh/v1alpha1"           | "keda.k8s.io/v1alpha1"     | /apiVersion
                    "keda.sh/v1alpha1"           | "keda.sh/v1"               | /apiVersion
                    "scaleTargetRef"             | "scaleTarget"              | /spec
                    "triggers": [                | "minReplicas": 1, "triggers": [ | /spec
                    "cron"                       | "crom"                     | /spec/triggers/0
                    "timezone"                   | "timeZone"                 | /spec/triggers/0/metadata
                    "desiredReplicas": "5"       | "desiredReplicas": 5       | /spec/triggers/0/metadata/desiredReplicas
                    "desiredReplicas": "5"       | "desiredReplicas": "five"  | /spec/triggers/0/metadata/desiredReplicas
                    "type": "cron",              | "type": "cron", "behavior": {}, | /spec/triggers/0
                    """)
    void oneMistakeIsRefusedWhereItIs(String right, String wrong, String place) throws IOException {
        String text = SCALED_OBJECT.replace(right, wrong);
        assertThat(text).isNotEqualTo(SCALED_OBJECT);
        assertThat(problems(KedaVersion.V2_21, text))
                .anyMatch(problem -> problem.startsWith(
                        "$" + place.replaceAll("/(\\d+)", "[$1]").replace('/', '.')));
    }

    /** Rules of the CustomResourceDefinitions that a schema cannot express, because they compare parts of an object. */
    private static final Set<String> UNSAID = Set.of("scaledobject-min-above-max", "schema-duplicate-item");

    @Test
    void kedasOwnCasesAreRefusedWhereTheCustomResourceDefinitionDoes() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        int cases = 0;
        for (KedaVersion version : List.of(KedaVersion.V2_20, KedaVersion.V2_21)) {
            String folder = version == KedaVersion.V2_20 ? "" : version + ".0/";
            Path file = Path.of(System.getProperty("keda4j.shared", ""), "conformance", folder + "webhook-cases.json");
            Assumptions.assumeTrue(Files.isRegularFile(file), "KEDA's cases are missing.");
            for (JsonNode one : JSON.readTree(file.toFile()).path("cases")) {
                cases++;
                List<String> problems = Schemas.problems(version, EditorSchemas.ALL, one.path("subject"));
                List<Finding> findings = findings(version, one.path("subject"));
                boolean accepted =
                        findings.isEmpty() && one.path("expect").asText().equals("accept");
                boolean refused = findings.stream().anyMatch(finding -> isSaid(finding.rule()));
                if (accepted || refused) {
                    softly.assertThat(problems.isEmpty())
                            .as(one.path("title") + " " + problems)
                            .isEqualTo(accepted);
                }
            }
        }
        assertThat(cases).isGreaterThan(60);
        softly.assertAll();
    }

    /** The findings about the object alone. */
    private static List<Finding> findings(KedaVersion version, JsonNode object) {
        return KedaValidator.forVersion(version)
                .validate(Manifests.parse("object.json", object.toString()))
                .findings()
                .stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
    }

    private static boolean isSaid(String rule) {
        return rule.startsWith("schema-") && !UNSAID.contains(rule);
    }

    private static List<String> problems(KedaVersion version, String text) throws IOException {
        return Schemas.problems(version, EditorSchemas.ALL, JSON.readTree(text));
    }
}
