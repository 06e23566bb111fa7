package io.github.keda4j.cli.lint.output;

import io.github.keda4j.cli.lint.LintReport;
import java.io.IOException;

/** The formats of a report. */
public enum ReportFormat {
    /** Readable text. */
    TEXT {
        @Override
        public void write(LintReport report, Appendable out) throws IOException {
            new TextOutput(TextStyle.PLAIN).write(report, out);
        }
    },
    /** One JSON object with everything, for programs. */
    JSON {
        @Override
        public void write(LintReport report, Appendable out) throws IOException {
            JsonOutput.write(report, out);
        }
    },
    /** SARIF 2.1.0, which code scanning reads. */
    SARIF {
        @Override
        public void write(LintReport report, Appendable out) throws IOException {
            SarifOutput.write(report, out);
        }
    },
    /** Workflow commands of GitHub Actions, which annotate the lines of a change. */
    GITHUB {
        @Override
        public void write(LintReport report, Appendable out) throws IOException {
            GithubOutput.write(report, out);
        }
    },
    /** JUnit's XML, which most CI servers show. */
    JUNIT {
        @Override
        public void write(LintReport report, Appendable out) throws IOException {
            JunitOutput.write(report, out);
        }
    };

    /** The address of the page of a rule. */
    static final String PAGES = "https://github.com/keda4j/keda4j/blob/main/docs/rules/";

    /**
     * Writes a report.
     *
     * @param report what lint found
     * @param out receives the report
     * @throws IOException if the target cannot be written
     */
    public abstract void write(LintReport report, Appendable out) throws IOException;

    /**
     * {@return the address of the page of a rule}
     *
     * @param rule its id
     */
    public static String pageOf(String rule) {
        return PAGES + rule + ".md";
    }
}
