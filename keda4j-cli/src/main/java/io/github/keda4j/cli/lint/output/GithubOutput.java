package io.github.keda4j.cli.lint.output;

import io.github.keda4j.cli.lint.LintReport;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.Severity;
import java.io.IOException;

/** Writes a report as workflow commands of GitHub Actions, with a final line for the log. */
final class GithubOutput {

    private GithubOutput() {}

    static void write(LintReport report, Appendable out) throws IOException {
        for (Finding finding : report.findings()) {
            out.append("::").append(commandOf(finding.severity()));
            Location place = finding.location().orElse(null);
            String separator = " ";
            if (place != null && place.file() != null) {
                out.append(" file=")
                        .append(property(place.file()))
                        .append(",line=")
                        .append(Integer.toString(place.line()))
                        .append(",col=")
                        .append(Integer.toString(place.column()));
                separator = ",";
            }
            out.append(separator)
                    .append("title=")
                    .append(property(finding.rule()))
                    .append("::")
                    .append(data(finding.message()
                            + finding.hint().map(hint -> " " + hint).orElse("") + " "
                            + ReportFormat.pageOf(finding.rule())))
                    .append('\n');
        }
        out.append("KEDA ")
                .append(report.version().toString())
                .append(": ")
                .append(Integer.toString(report.count(Severity.ERROR)))
                .append(" errors, ")
                .append(Integer.toString(report.count(Severity.WARNING)))
                .append(" warnings.\n");
    }

    private static String commandOf(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
