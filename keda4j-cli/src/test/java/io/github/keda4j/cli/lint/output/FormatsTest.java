package io.github.keda4j.cli.lint.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.keda4j.cli.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Reports in the formats for machines. */
class FormatsTest {

    private static final String MANIFEST = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata:
              name: orders
              annotations: {validator.keda4j.io/ignore: trigger-unknown-parameter, validator.keda4j.io/reason: "kept, <for now>"}
            spec:
              minReplicas: 2
              scaleTargetRef: {name: orders}
              triggers:
              - type: cron
                metadata: {zone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "3"}
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("or ders,1.yaml"), MANIFEST);
        Files.writeString(folder.resolve("fine.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
    }

    private Cli lint(String format) {
        return Cli.run("lint", "--config=/dev/null", "--format", format, folder.toString());
    }

    @Test
    void jsonHasEveryFindingWithItsPlaceAndPage() throws IOException {
        Cli result = lint("json");
        assertThat(result.exitCode()).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(result.out());
        assertThat(report.get("errors").asInt()).isEqualTo(1);
        assertThat(report.get("warnings").asInt()).isEqualTo(1);
        assertThat(report.get("failed").asBoolean()).isTrue();
        JsonNode first = report.get("findings").get(0);
        assertThat(first.get("rule").asText()).isEqualTo("schema-unknown-field");
        assertThat(first.get("severity").asText()).isEqualTo("warning");
        assertThat(first.get("file").asText()).endsWith("/or ders,1.yaml");
        assertThat(first.get("line").asInt()).isEqualTo(7);
        assertThat(first.get("column").asInt()).isEqualTo(3);
        assertThat(first.get("pointer").asText()).isEqualTo("/spec/minReplicas");
        assertThat(first.get("hint").asText()).isEqualTo("Rename minReplicas to minReplicaCount.");
        assertThat(first.get("page").asText()).endsWith("/docs/rules/schema-unknown-field.md");
        assertThat(report.get("suppressed").get(0).get("reason").asText()).isEqualTo("kept, <for now>");
    }

    @Test
    void sarifIsAsItsSchemaWantsIt() throws IOException {
        try (InputStream schema = FormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            JsonSchema sarif = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(new ObjectMapper().readTree(schema));
            assertThat(sarif.validate(new ObjectMapper().readTree(lint("sarif").out())))
                    .isEmpty();
            assertThat(sarif.validate(new ObjectMapper().readTree("{\"version\": \"2.1.0\"}")))
                    .isNotEmpty();
        }
    }

    @Test
    void sarifNamesRulesPlacesAndWhatIsSuppressed() throws IOException {
        JsonNode log = new ObjectMapper().readTree(lint("sarif").out());
        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        JsonNode run = log.get("runs").get(0);
        JsonNode rules = run.get("tool").get("driver").get("rules");
        assertThat(run.get("results")).hasSizeGreaterThanOrEqualTo(3);
        int suppressed = 0;
        for (JsonNode result : run.get("results")) {
            JsonNode rule = rules.get(result.get("ruleIndex").asInt());
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            assertThat(rule.get("shortDescription").get("text").asText()).endsWith(".");
            assertThat(result.get("level").asText()).isIn("error", "warning", "note");
            assertThat(result.get("message").get("text").asText()).isNotBlank();
            JsonNode place = result.get("locations").get(0).get("physicalLocation");
            assertThat(place.get("artifactLocation").get("uri").asText()).endsWith("/or%20ders,1.yaml");
            assertThat(place.get("region").get("startLine").asInt()).isPositive();
            suppressed += result.has("suppressions") ? 1 : 0;
        }
        assertThat(suppressed).isEqualTo(1);
    }

    @Test
    void githubGetsAnAnnotationForEachFinding() {
        assertThat(lint("github").out().lines())
                .anyMatch(line -> line.startsWith("::warning file=")
                        && line.contains("or ders%2C1.yaml,line=7,col=3,title=schema-unknown-field::The spec"))
                .anyMatch(line -> line.startsWith("::error file="));
    }

    @Test
    void junitHasACaseForEachFindingAndOneForEachFileWithoutAny() throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(lint("junit").out())));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(document.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
        Element failure = (Element) document.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("trigger-missing-parameter");
        assertThat(((Element) document.getElementsByTagName("testcase").item(0)).getAttribute("classname"))
                .endsWith("/fine.yaml");
    }

    @Test
    void aReportGoesIntoAFileOnDemand() throws IOException {
        Path report = folder.resolve("report.json");
        assertThat(Cli.run("lint", "--config=/dev/null", "-f", "json", "-o", report.toString(), file.toString())
                        .out())
                .isEmpty();
        assertThat(new ObjectMapper().readTree(report.toFile()).get("errors").asInt())
                .isEqualTo(1);
    }
}
