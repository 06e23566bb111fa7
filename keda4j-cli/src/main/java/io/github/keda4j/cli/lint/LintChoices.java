package io.github.keda4j.cli.lint;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caller's choices for one run, each of which overrides {@code .keda4j.yaml}; without a choice, the file's setting
 * applies. Both the command line and the build tools merge choices and settings here.
 */
public final class LintChoices {

    private @Nullable Path config;
    private @Nullable KedaVersion kedaVersion;
    private @Nullable Severity failOn;
    private @Nullable String namespace;
    private boolean strict;
    private boolean oneBundle;
    private @Nullable Path clusterState;
    private boolean clusterStateComplete;
    private @Nullable Path baseline;
    private final List<String> excludes = new ArrayList<>();

    /** Chooses nothing. */
    public LintChoices() {}

    /**
     * Sets the settings file.
     *
     * @param file the settings file to use instead of the {@code .keda4j.yaml} of the folder or of a folder above it;
     *     null to use that file
     * @return this
     */
    public LintChoices config(@Nullable Path file) {
        config = file;
        return this;
    }

    /**
     * Sets the release of KEDA.
     *
     * @param version null for the file's setting, or the latest
     * @return this
     */
    public LintChoices kedaVersion(@Nullable KedaVersion version) {
        kedaVersion = version;
        return this;
    }

    /**
     * Sets the lowest severity that makes the check fail.
     *
     * @param severity null for the file's setting, or errors
     * @return this
     */
    public LintChoices failOn(@Nullable Severity severity) {
        failOn = severity;
        return this;
    }

    /**
     * Sets the namespace of objects that name none.
     *
     * @param name null for the file's setting, or {@code default}
     * @return this
     */
    public LintChoices namespace(@Nullable String name) {
        namespace = name;
        return this;
    }

    /**
     * Sets whether a field that the kind does not have is an error.
     *
     * @param isStrict false for the file's setting
     * @return this
     */
    public LintChoices strict(boolean isStrict) {
        strict = isStrict;
        return this;
    }

    /**
     * Sets whether all inputs are applied together.
     *
     * @param isOneBundle false for the file's setting
     * @return this
     */
    public LintChoices oneBundle(boolean isOneBundle) {
        oneBundle = isOneBundle;
        return this;
    }

    /**
     * Sets the objects of the cluster.
     *
     * @param file null for the file's setting, or none
     * @param complete whether nothing else exists in the cluster
     * @return this
     * @throws IllegalArgumentException if the objects are declared complete but no file is given
     */
    public LintChoices clusterState(@Nullable Path file, boolean complete) {
        if (complete && file == null) {
            throw new IllegalArgumentException(
                    "The objects of the cluster can be declared complete only if a file with them is given.");
        }
        clusterState = file;
        clusterStateComplete = complete;
        return this;
    }

    /**
     * Sets the findings to leave out.
     *
     * @param file null for the file's setting, or none
     * @return this
     */
    public LintChoices baseline(@Nullable Path file) {
        baseline = file;
        return this;
    }

    /**
     * Adds files to leave out, in addition to those in the settings file.
     *
     * @param patterns the patterns of paths
     * @return this
     */
    public LintChoices exclude(List<String> patterns) {
        excludes.addAll(patterns);
        return this;
    }

    /**
     * {@return the settings of the run}
     *
     * @param folder the folder whose settings file applies
     * @throws IOException if the settings file cannot be read
     * @throws io.github.keda4j.findings.FindingsException if anything in it is wrong; lists every problem with its place
     */
    public LintSettings settings(Path folder) throws IOException {
        LintSettings.Builder settings = LintSettings.builder();
        Path file = config != null ? config : SettingsFile.find(folder).orElse(null);
        if (file != null) {
            SettingsFile.read(file, settings);
        }
        if (kedaVersion != null) {
            settings.kedaVersion(kedaVersion);
        }
        if (failOn != null) {
            settings.failOn(failOn);
        }
        if (namespace != null) {
            settings.namespace(namespace);
        }
        if (strict) {
            settings.strict(true);
        }
        if (oneBundle) {
            settings.oneBundle(true);
        }
        if (clusterState != null) {
            settings.clusterState(clusterState, clusterStateComplete);
        }
        if (baseline != null) {
            settings.baseline(baseline);
        }
        excludes.forEach(settings::exclude);
        return settings.build();
    }
}
