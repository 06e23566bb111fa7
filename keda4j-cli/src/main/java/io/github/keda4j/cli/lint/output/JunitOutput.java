package io.github.keda4j.cli.lint.output;

import io.github.keda4j.cli.lint.Input;
import io.github.keda4j.cli.lint.LintReport;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as JUnit's XML: a test case for each finding, and a passing one for each file without findings. Findings
 * that do not make the check fail appear in the output of a passing case.
 */
final class JunitOutput {

    private JunitOutput() {}

    static void write(LintReport report, Appendable out) throws IOException {
        Map<String, List<Finding>> byFile = new LinkedHashMap<>();
        for (Input input : report.inputs()) {
            byFile.put(input.name(), new ArrayList<>(0));
        }
        for (Finding finding : report.findings()) {
            String file = finding.location().map(Location::file).orElse("keda4j lint");
            byFile.computeIfAbsent(file, key -> new ArrayList<>()).add(finding);
        }
        int tests = 0;
        int failures = 0;
        StringBuilder cases = new StringBuilder();
        for (Map.Entry<String, List<Finding>> file : byFile.entrySet()) {
            if (file.getValue().isEmpty()) {
                tests++;
                cases.append("    <testcase")
                        .append(attribute("classname", file.getKey()))
                        .append(" name=\"manifests\"/>\n");
            }
            for (Finding finding : file.getValue()) {
                tests++;
                failures += report.fails(finding) ? 1 : 0;
                appendCase(file.getKey(), finding, report.fails(finding), cases);
            }
        }
        out.append(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"keda4j lint\" tests=\"")
                .append(Integer.toString(tests))
                .append("\" failures=\"")
                .append(Integer.toString(failures))
                .append("\" errors=\"0\" skipped=\"0\">\n")
                .append(cases)
                .append("  </testsuite>\n</testsuites>\n");
    }

    private static void appendCase(String file, Finding finding, boolean fails, StringBuilder out) {
        String name = (finding.rule() + " " + finding.object() + " " + finding.pointer()).strip();
        out.append("    <testcase")
                .append(attribute("classname", file))
                .append(attribute("name", name))
                .append(">\n");
        if (fails) {
            out.append("      <failure")
                    .append(attribute("message", finding.message()))
                    .append(attribute("type", finding.rule()))
                    .append('>')
                    .append(escape(finding.toString()))
                    .append("</failure>\n");
        } else {
            out.append("      <system-out>").append(escape(finding.toString())).append("</system-out>\n");
        }
        out.append("    </testcase>\n");
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escape(value) + "\"";
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append("&#10;");
                case '\t' -> out.append("&#9;");
                default -> {
                    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
                    boolean allowed = c >= ' ' && !surrogate && c != 0xFFFE && c != 0xFFFF;
                    out.appendCodePoint(allowed ? c : 0xFFFD);
                }
            }
        });
        return out.toString();
    }
}
