package io.github.keda4j.cli.lint.output;

import io.github.keda4j.cli.SeverityWords;
import io.github.keda4j.cli.lint.LintReport;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Unchecked;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A readable report: for each finding its place, what was found, the line with a mark, and what to write instead;
 * followed by what was checked and how to learn more.
 */
public final class TextOutput {

    private final TextStyle style;

    /**
     * Creates an output.
     *
     * @param style the appearance
     */
    public TextOutput(TextStyle style) {
        this.style = style;
    }

    /**
     * Writes a report.
     *
     * @param report what lint found
     * @param out receives the report
     * @throws IOException if the target throws it
     */
    public void write(LintReport report, Appendable out) throws IOException {
        SourceLines lines = new SourceLines(report.inputs());
        Set<String> rules = new LinkedHashSet<>();
        for (Finding finding : report.findings()) {
            if (style.notes() || finding.severity() != Severity.INFO || report.fails(finding)) {
                write(finding, lines, out);
                rules.add(finding.rule());
            }
        }
        if (style.notes()) {
            for (Unchecked each : report.unchecked()) {
                out.append(Excerpt.printable(each.toString())).append('\n');
            }
        }
        summarise(report, rules, out);
    }

    private void write(Finding finding, SourceLines lines, Appendable out) throws IOException {
        Location place = finding.location().orElse(null);
        if (place != null) {
            out.append(style.bold(Excerpt.printable(place.toString()) + ":")).append(' ');
        }
        out.append(style.severity(finding.severity(), SeverityWords.of(finding.severity()) + ":"))
                .append(' ')
                .append(Excerpt.printable(finding.message()))
                .append(style.faint(" [" + finding.rule() + "]"))
                .append('\n');
        if (place != null && place.file() != null && !isOfWholeText(finding)) {
            String line = lines.line(place.file(), place.line()).orElse(null);
            if (line != null) {
                excerpt(place, line, out);
            }
        }
        String hint = finding.hint().orElse(null);
        if (hint != null) {
            out.append("  ")
                    .append(style.bold("->"))
                    .append(' ')
                    .append(Excerpt.printable(hint))
                    .append('\n');
        }
        if (!finding.object().isEmpty()) {
            out.append(style.faint("  in "
                            + Excerpt.printable(finding.object() + " " + finding.pointer())
                                    .strip()))
                    .append('\n');
        }
        out.append('\n');
    }

    private static boolean isOfWholeText(Finding finding) {
        return finding.rule().startsWith("input-");
    }

    private void excerpt(Location place, String line, Appendable out) throws IOException {
        Excerpt excerpt = Excerpt.of(line, place.column());
        String number = Integer.toString(place.line());
        String margin = " ".repeat(Math.max(4, number.length()) - number.length()) + number;
        out.append("  ")
                .append(style.faint(margin + " | "))
                .append(excerpt.line())
                .append('\n');
        out.append("  ")
                .append(style.faint(" ".repeat(margin.length()) + " | "))
                .append(style.caret(excerpt.mark()))
                .append('\n');
    }

    private void summarise(LintReport report, Set<String> rules, Appendable out) throws IOException {
        if (!rules.isEmpty()) {
            String first = rules.iterator().next();
            out.append(
                            rules.size() == 1
                                    ? "More about this: keda4j explain " + first
                                    : "More about a rule: keda4j explain RULE, such as keda4j explain " + first)
                    .append('\n');
        }
        out.append("Checked ")
                .append(count(report.kedaObjects(), "KEDA object"))
                .append(" and ")
                .append(count(report.objects() - report.kedaObjects(), "other object"))
                .append(" in ")
                .append(count(report.inputs().size(), "file"))
                .append(" for KEDA ")
                .append(report.version().toString())
                .append(": ");
        int errors = report.count(Severity.ERROR);
        int warnings = report.count(Severity.WARNING);
        int notes = report.count(Severity.INFO);
        out.append(style.severity(Severity.ERROR, errors == 0 ? "" : count(errors, "error")))
                .append(errors == 0 ? "no errors" : "")
                .append(", ")
                .append(warnings == 0 ? "no warnings" : style.severity(Severity.WARNING, count(warnings, "warning")))
                .append(".");
        if (notes > 0 && !style.notes()) {
            out.append(' ')
                    .append(count(notes, "note"))
                    .append(notes == 1 ? " is" : " are")
                    .append(" shown with --notes.");
        }
        out.append('\n');
        if (!report.suppressed().isEmpty()) {
            out.append("Left out: ")
                    .append(count(report.suppressed().size() - report.inBaseline(), "suppressed finding"))
                    .append(report.inBaseline() == 0 ? "" : ", " + report.inBaseline() + " of the baseline")
                    .append(".\n");
        }
        if (report.unusedOfBaseline() > 0) {
            out.append(count(report.unusedOfBaseline(), "line"))
                    .append(" of the baseline ")
                    .append(report.unusedOfBaseline() == 1 ? "is" : "are")
                    .append(" not needed any more. Rewrite it with --write-baseline.\n");
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
