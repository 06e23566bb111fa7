package io.github.keda4j.cli.lint;

import io.github.keda4j.cli.ExitCode;
import io.github.keda4j.cli.OutputOptions;
import io.github.keda4j.cli.SeverityWords;
import io.github.keda4j.cli.WrongUse;
import io.github.keda4j.cli.lint.output.ReportFormat;
import io.github.keda4j.cli.lint.output.TextOutput;
import io.github.keda4j.cli.lint.output.TextStyle;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code keda4j lint}. */
@Command(
        name = "lint",
        description = "Checks manifests as the API server, KEDA's webhooks and KEDA's operator would.",
        sortOptions = false,
        footer = {
            "",
            "Each argument is checked as one bundle: objects that are applied together. In a folder, files that end in .yaml, .yml or .json are "
                    + "read; Helm charts, and patches of kustomize, are reported and skipped.",
            "",
            "Exit code: 0 if nothing was found that fails the check, 1 if something was, 2 if not everything could be checked, or "
                    + "there was nothing to check.",
            "",
            "  keda4j lint                              the current folder",
            "  helm template chart | keda4j lint -      the output of Helm",
            "  kubectl kustomize overlays/prod | keda4j lint -",
        })
public final class LintCommand implements Callable<Integer> {

    /** The command without options; picocli sets them. */
    public LintCommand() {}

    /**
     * Runs the command without options and without picocli.
     *
     * @param inputs files, folders and {@code -}
     * @throws WrongUse if an input is not a valid file name
     */
    public LintCommand(List<String> inputs) {
        for (String input : inputs) {
            try {
                this.inputs.add(Path.of(input));
            } catch (InvalidPathException e) {
                throw new WrongUse("\"" + input + "\" cannot be the name of a file.");
            }
        }
    }

    @Parameters(
            paramLabel = "FILE|DIR|-",
            description = "Files and folders to check; - is standard input. Default: the current folder.")
    private List<Path> inputs = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description = "text, json, sarif, github or junit. Default: text.")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write the report, instead of standard output.")
    private @Nullable Path output;

    @Option(
            names = "--keda-version",
            paramLabel = "VERSION",
            converter = VersionConverter.class,
            description = "The release of KEDA, such as 2.20. Default: the latest known release.")
    private @Nullable KedaVersion kedaVersion;

    @Option(names = "--strict", description = "A field that the kind does not have is an error, as for kubectl apply.")
    private boolean strict;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            converter = SeverityConverter.class,
            description = "The lowest severity that fails the check: error, warning or note. Default: error.")
    private @Nullable Severity failOn;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace of objects that name none. Default: default.")
    private @Nullable String namespace;

    @Option(
            names = "--one-bundle",
            description = "All arguments are applied together; a later object replaces an earlier one.")
    private boolean oneBundle;

    @Option(
            names = "--cluster-state",
            paramLabel = "FILE",
            description = "A file with the objects in the cluster, as kubectl get -o yaml writes them.")
    private @Nullable Path clusterState;

    @Option(
            names = "--cluster-state-complete",
            description = "Nothing else is in the cluster: a reference to a missing object is an error.")
    private boolean clusterStateComplete;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "Leaves out the findings that this file lists, so that the check passes for an existing repository.")
    private @Nullable Path baseline;

    @Option(names = "--write-baseline", description = "Writes all current findings into the baseline.")
    private boolean writeBaseline;

    @Option(names = "--exclude", paramLabel = "GLOB", description = "Files to leave out, such as legacy/**.")
    private List<String> excludes = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings. Default: .keda4j.yaml of the current folder or of a folder above it in the repository.")
    private @Nullable Path config;

    @Option(names = "--notes", description = "Also shows notes, and what could not be checked.")
    private boolean notes;

    @Mixin
    private OutputOptions outputOptions = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        LintSettings settings = settings();
        List<Path> arguments = inputs.isEmpty() ? List.of(Path.of("")) : inputs;
        Linter linter = writeBaseline ? Linter.of(settings).withoutBaseline() : Linter.of(settings);
        LintReport report;
        try (Progress progress = new Progress()) {
            report = linter.withProgress(progress).lint(arguments, System.in);
        }
        if (writeBaseline) {
            return writeBaseline(report, settings.baseline().orElseThrow());
        }
        write(report);
        return report.isIncomplete() ? ExitCode.INCOMPLETE : report.hasFailed() ? ExitCode.FOUND : ExitCode.FINE;
    }

    private LintSettings settings() throws IOException {
        if (clusterStateComplete && clusterState == null) {
            throw new WrongUse("--cluster-state-complete needs --cluster-state FILE.");
        }
        try {
            LintSettings settings = new LintChoices()
                    .config(config)
                    .kedaVersion(kedaVersion)
                    .failOn(failOn)
                    .namespace(namespace)
                    .strict(strict)
                    .oneBundle(oneBundle)
                    .clusterState(clusterState, clusterStateComplete)
                    .baseline(baseline)
                    .exclude(excludes)
                    .settings(Path.of(""));
            if (writeBaseline && settings.baseline().isEmpty()) {
                throw new WrongUse(
                        "--write-baseline needs --baseline FILE, or baseline: FILE in " + SettingsFile.NAME + ".");
            }
            return settings;
        } catch (FindingsException e) {
            throw new WrongUse("The settings are wrong.\n" + e.findings());
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private static int writeBaseline(LintReport report, Path file) throws IOException {
        List<Finding> kept = report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
        Baseline.write(kept, file);
        out("Wrote " + kept.size() + (kept.size() == 1 ? " finding" : " findings") + " to " + file
                + ". From now on, keda4j lint --baseline " + file + " reports only what is new.\n");
        return report.isIncomplete() ? ExitCode.INCOMPLETE : ExitCode.FINE;
    }

    private void write(LintReport report) throws IOException {
        if (output == null) {
            Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16);
            write(report, outputOptions.hasColours(), out);
            out.flush();
            return;
        }
        try (Writer out = Files.newBufferedWriter(output)) {
            write(report, outputOptions.hasColoursAnywhere(), out);
        }
    }

    private void write(LintReport report, boolean colours, Writer out) throws IOException {
        if (format == ReportFormat.TEXT) {
            new TextOutput(new TextStyle(colours, notes)).write(report, out);
        } else {
            format.write(report, out);
        }
    }

    private static void out(String text) {
        System.out.print(text);
        System.out.flush();
    }

    static final class FormatConverter implements ITypeConverter<ReportFormat> {
        @Override
        public ReportFormat convert(String value) {
            for (ReportFormat format : ReportFormat.values()) {
                if (format.name().equalsIgnoreCase(value)) {
                    return format;
                }
            }
            throw new TypeConversionException(
                    "\"" + value + "\" is not a format. It must be text, json, sarif, github or junit.");
        }
    }

    static final class VersionConverter implements ITypeConverter<KedaVersion> {
        @Override
        public KedaVersion convert(String value) {
            try {
                return KedaVersion.of(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class SeverityConverter implements ITypeConverter<Severity> {
        @Override
        public Severity convert(String value) {
            try {
                return SeverityWords.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
