package io.github.keda4j.maven;

import io.github.keda4j.cli.SeverityWords;
import io.github.keda4j.cli.lint.LintChoices;
import io.github.keda4j.cli.lint.LintReport;
import io.github.keda4j.cli.lint.LintSettings;
import io.github.keda4j.cli.lint.Linter;
import io.github.keda4j.cli.lint.output.ReportFormat;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Checks the project's manifests as the API server, KEDA's webhooks and KEDA's operator would. Settings of {@code
 * .keda4j.yaml}, in the project's folder or above it, apply; the build's own configuration takes precedence.
 */
@Mojo(name = "lint", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true, requiresProject = false)
public final class LintMojo extends AbstractMojo {

    private static final List<String> USUAL_FOLDERS =
            List.of("src/main/kubernetes", "src/main/k8s", "src/main/jkube", "kubernetes", "k8s", "deploy");

    /** Creates the goal; Maven sets its parameters. */
    public LintMojo() {}

    /** The project's folder. */
    @Parameter(defaultValue = "${project.basedir}", readonly = true)
    private @Nullable File basedir;

    /**
     * Files and folders to check. Default: those of {@code src/main/kubernetes}, {@code src/main/k8s}, {@code
     * src/main/jkube}, {@code kubernetes}, {@code k8s} and {@code deploy} that exist.
     */
    @Parameter(property = "keda4j.lint.inputs")
    private @Nullable List<File> inputs;

    /** The release of KEDA, such as 2.20. Default: the latest that is known. */
    @Parameter(property = "keda4j.lint.kedaVersion")
    private @Nullable String kedaVersion;

    /** Whether a field that the kind does not have is an error. */
    @Parameter(property = "keda4j.lint.strict", defaultValue = "false")
    private boolean strict;

    /** The lowest severity that fails the build: error, warning or note. Default: error. */
    @Parameter(property = "keda4j.lint.failOn")
    private @Nullable String failOn;

    /** A file of findings to leave out, as {@code keda4j lint --write-baseline} writes it. */
    @Parameter(property = "keda4j.lint.baseline")
    private @Nullable File baseline;

    /** Whether to skip the check. */
    @Parameter(property = "keda4j.lint.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("keda4j:lint is skipped.");
            return;
        }
        List<Path> paths = paths();
        if (paths.isEmpty()) {
            getLog().info("There are no manifests to check. Name them in <inputs> of keda4j-maven-plugin.");
            return;
        }
        try {
            LintReport report = Linter.of(settings()).lint(paths, InputStream.nullInputStream());
            StringBuilder text = new StringBuilder();
            ReportFormat.TEXT.write(report, text);
            tell(report, text.toString());
        } catch (IOException e) {
            throw new MojoExecutionException("The manifests cannot be checked: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException("The settings of keda4j:lint are wrong. " + e.getMessage(), e);
        }
    }

    private void tell(LintReport report, String text) throws MojoFailureException {
        boolean failed = report.hasFailed() || report.isIncomplete();
        for (String line : text.stripTrailing().split("\n", -1)) {
            if (failed) {
                getLog().error(line);
            } else if (report.count(Severity.WARNING) > 0) {
                getLog().warn(line);
            } else {
                getLog().info(line);
            }
        }
        if (failed) {
            throw new MojoFailureException(
                    "KEDA " + report.version() + " would not do what the manifests say: see the findings above.");
        }
    }

    private List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        if (inputs != null && !inputs.isEmpty()) {
            inputs.forEach(file -> paths.add(file.toPath()));
            return paths;
        }
        for (String folder : USUAL_FOLDERS) {
            Path path = folder().resolve(folder);
            if (Files.isDirectory(path)) {
                paths.add(path);
            }
        }
        return paths;
    }

    private LintSettings settings() throws IOException {
        return new LintChoices()
                .kedaVersion(kedaVersion == null ? null : KedaVersion.of(kedaVersion))
                .failOn(failOn == null ? null : SeverityWords.parse(failOn))
                .strict(strict)
                .baseline(baseline == null ? null : baseline.toPath())
                .settings(folder());
    }

    private Path folder() {
        return basedir == null ? Path.of("") : basedir.toPath();
    }

    void setBasedir(File newBasedir) {
        basedir = newBasedir;
    }

    void setInputs(List<File> newInputs) {
        inputs = newInputs;
    }

    void setFailOn(String severity) {
        failOn = severity;
    }

    void setSkip(boolean isSkipped) {
        skip = isSkipped;
    }
}
