package io.github.keda4j.cli.lint.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.keda4j.cli.SeverityWords;
import io.github.keda4j.cli.lint.LintReport;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Suppression;
import io.github.keda4j.validator.Unchecked;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** A report as one JSON object. Future versions may add fields, but never change the meaning of a field. */
final class JsonOutput {

    private JsonOutput() {}

    static void write(LintReport report, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = generator(text)) {
            json.writeStartObject();
            json.writeStringField("kedaVersion", report.version().toString());
            json.writeNumberField("files", report.inputs().size());
            json.writeNumberField("objects", report.objects());
            json.writeNumberField("kedaObjects", report.kedaObjects());
            json.writeNumberField("errors", report.count(Severity.ERROR));
            json.writeNumberField("warnings", report.count(Severity.WARNING));
            json.writeNumberField("notes", report.count(Severity.INFO));
            json.writeBooleanField("failed", report.hasFailed());
            json.writeArrayFieldStart("findings");
            for (Finding finding : report.findings()) {
                write(finding, null, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("suppressed");
            for (Suppression suppression : report.suppressed()) {
                write(suppression.finding(), suppression.why(), json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("unchecked");
            for (Unchecked unchecked : report.unchecked()) {
                json.writeStartObject();
                json.writeStringField("object", unchecked.object());
                json.writeStringField("pointer", unchecked.pointer());
                json.writeStringField("message", unchecked.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.append(text.getBuffer()).append('\n');
    }

    static JsonGenerator generator(StringWriter text) throws IOException {
        return new JsonFactory().createGenerator(text).useDefaultPrettyPrinter();
    }

    private static void write(Finding finding, @Nullable String reason, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule());
        json.writeStringField("severity", SeverityWords.of(finding.severity()));
        Location place = finding.location().orElse(null);
        if (place != null) {
            json.writeStringField("file", place.file());
            json.writeNumberField("line", place.line());
            json.writeNumberField("column", place.column());
        }
        json.writeStringField("object", finding.object());
        json.writeStringField("pointer", finding.pointer());
        json.writeStringField("message", finding.message());
        if (finding.hint().isPresent()) {
            json.writeStringField("hint", finding.hint().get());
        }
        json.writeStringField("page", ReportFormat.pageOf(finding.rule()));
        if (reason != null) {
            json.writeStringField("reason", reason);
        }
        json.writeEndObject();
    }
}
