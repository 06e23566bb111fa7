package io.github.keda4j.cli.lint.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.keda4j.cli.SeverityWords;
import io.github.keda4j.cli.lint.Input;
import io.github.keda4j.cli.lint.LintReport;
import io.github.keda4j.cli.rules.RuleBook;
import io.github.keda4j.cli.rules.RuleText;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Suppression;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report as <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>. Results
 * refer to rules, whose texts are included, and have a fingerprint that stays the same if other parts of the file
 * change.
 */
final class SarifOutput {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final LintReport report;
    private final JsonGenerator json;
    private final Map<String, Integer> rules = new LinkedHashMap<>();

    private SarifOutput(LintReport report, JsonGenerator json) {
        this.report = report;
        this.json = json;
        for (Finding finding : report.findings()) {
            rules.putIfAbsent(finding.rule(), rules.size());
        }
        for (Suppression suppression : report.suppressed()) {
            rules.putIfAbsent(suppression.finding().rule(), rules.size());
        }
    }

    static void write(LintReport report, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonOutput.generator(text)) {
            new SarifOutput(report, json).write();
        }
        out.append(text.getBuffer()).append('\n');
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        writeTool();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
        for (Finding finding : report.findings()) {
            writeResult(finding, null);
        }
        for (Suppression suppression : report.suppressed()) {
            writeResult(suppression.finding(), suppression);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeTool() throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "keda4j");
        json.writeStringField("informationUri", "https://github.com/keda4j/keda4j");
        json.writeArrayFieldStart("rules");
        for (String rule : rules.keySet()) {
            writeRule(rule);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeRule(String rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule);
        Optional<RuleText> text = RuleBook.find(rule);
        writeText("shortDescription", text.map(RuleText::title).orElse(rule));
        if (text.isPresent()) {
            writeText("fullDescription", text.get().why().strip());
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", levelOf(text.get().severity()));
            json.writeEndObject();
        }
        json.writeStringField("helpUri", ReportFormat.pageOf(rule));
        json.writeEndObject();
    }

    private void writeResult(Finding finding, @Nullable Suppression suppression) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule());
        json.writeNumberField("ruleIndex", rules.getOrDefault(finding.rule(), -1));
        json.writeStringField("level", levelOf(finding.severity()));
        writeText(
                "message",
                finding.message() + finding.hint().map(hint -> " " + hint).orElse(""));
        json.writeArrayFieldStart("locations");
        writeLocation(finding);
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("objectAndField/v1", finding.rule() + " " + finding.object() + " " + finding.pointer());
        json.writeEndObject();
        if (suppression != null) {
            json.writeArrayFieldStart("suppressions");
            json.writeStartObject();
            json.writeStringField("kind", "external");
            if (suppression.why() != null) {
                json.writeStringField("justification", suppression.why());
            }
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void writeLocation(Finding finding) throws IOException {
        json.writeStartObject();
        Location place = finding.location().orElse(null);
        if (place != null && place.file() != null) {
            json.writeObjectFieldStart("physicalLocation");
            json.writeObjectFieldStart("artifactLocation");
            json.writeStringField("uri", uriOf(place.file()));
            json.writeEndObject();
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", place.line());
            json.writeNumberField("startColumn", place.column());
            json.writeEndObject();
            json.writeEndObject();
        }
        if (!finding.object().isEmpty()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("fullyQualifiedName", (finding.object() + " " + finding.pointer()).strip());
            json.writeStringField("kind", "object");
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void writeText(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String levelOf(Severity severity) {
        return SeverityWords.of(severity); // SARIF uses the same words
    }

    private static String uriOf(String file) {
        try {
            String path = file.equals(Input.STANDARD_INPUT) ? "stdin" : file;
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return file;
        }
    }
}
