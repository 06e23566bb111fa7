package io.github.keda4j.validator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.ClusterState;
import io.github.keda4j.validator.KedaRules;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.ValidationReport;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of KEDA's own webhook tests, with KEDA's verdicts and warnings, for the API server's schema and the
 * webhooks together. They are in the folder of the system property {@code keda4j.shared}.
 */
class WebhookCasesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY = "*";

    /** The beginnings of KEDA's warnings, by the rule that reports the same. */
    private static final Map<String, String> WARNINGS = Map.of(
            "scaledobject-polling-interval-ignored", "PollingInterval is configured but is not relevant",
            "scaledobject-cooldown-period-ignored", "CooldownPeriod is configured but is not relevant");

    @TestFactory
    List<DynamicTest> keda220SaysTheSame() throws IOException {
        return cases("webhook-cases.json", KedaVersion.V2_20);
    }

    @TestFactory
    List<DynamicTest> keda221SaysTheSame() throws IOException {
        return cases("2.21.0/webhook-cases.json", KedaVersion.V2_21);
    }

    private static List<DynamicTest> cases(String name, KedaVersion version) throws IOException {
        Path file = Path.of(System.getProperty("keda4j.shared", ""), "conformance", name);
        Assumptions.assumeTrue(
                Files.isRegularFile(file),
                "The webhook cases are missing: set the system property keda4j.shared to the folder that contains conformance/"
                        + name + ".");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : JSON.readTree(file.toFile()).path("cases")) {
            tests.add(DynamicTest.dynamicTest(one.path("title").asText(), () -> check(one, version)));
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    private static void check(JsonNode asked, KedaVersion version) {
        ValidationReport report = validate(asked, version);
        List<Finding> errors = report.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> layerOf(finding).compareTo(Layer.ADMISSION) <= 0)
                .toList();
        assertThat(errors.isEmpty() ? "accept" : "reject")
                .as("%s", report)
                .isEqualTo(asked.path("expect").asText());
        if (errors.isEmpty()) {
            checkWarnings(asked, report);
        }
    }

    private static void checkWarnings(JsonNode asked, ValidationReport report) {
        Set<String> ours = new TreeSet<>();
        for (Finding finding : report.findings()) {
            if (WARNINGS.containsKey(finding.rule())) {
                ours.add(WARNINGS.get(finding.rule()));
            }
        }
        for (JsonNode expected : asked.path("expectWarningsContain")) {
            assertThat(ours).contains(expected.asText());
        }
        for (JsonNode excluded : asked.path("expectNoWarningsContain")) {
            assertThat(ours).doesNotContain(excluded.asText());
            if (excluded.asText().equals(ANY)) {
                assertThat(ours).isEmpty();
            }
        }
        if (asked.has("warnings")) {
            assertThat(ours).hasSameSizeAs(asked.path("warnings"));
            for (JsonNode warning : asked.path("warnings")) {
                assertThat(ours).anyMatch(warning.asText()::startsWith);
            }
        }
    }

    private static ValidationReport validate(JsonNode asked, KedaVersion version) {
        StringBuilder cluster = new StringBuilder();
        asked.path("setup")
                .forEach(step -> cluster.append(step.path("manifest")).append('\n'));
        return KedaValidator.builder()
                .version(version)
                .cluster(ClusterState.of(Manifests.parse("setup", cluster.toString()))
                        .complete())
                .build()
                .validate(Manifests.parse("subject", asked.path("subject").toString()));
    }

    private static Layer layerOf(Finding finding) {
        return KedaRules.find(finding.rule()).orElseThrow().layer();
    }
}
