package io.github.keda4j.cli.lint;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of lint: what to check, and how. Immutable. */
public final class LintSettings {

    private final KedaVersion kedaVersion;
    private final boolean strict;
    private final boolean oneBundle;
    private final String namespace;
    private final @Nullable Path clusterState;
    private final boolean clusterStateComplete;
    private final Severity failOn;
    private final List<RuleOff> rulesOff;
    private final List<String> excludes;
    private final @Nullable Path baseline;

    private LintSettings(Builder builder) {
        kedaVersion = builder.kedaVersion;
        strict = builder.strict;
        oneBundle = builder.oneBundle;
        namespace = builder.namespace;
        clusterState = builder.clusterState;
        clusterStateComplete = builder.clusterStateComplete;
        failOn = builder.failOn;
        rulesOff = List.copyOf(builder.rulesOff);
        excludes = List.copyOf(builder.excludes);
        baseline = builder.baseline;
    }

    /** {@return a builder with the default settings} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the release of KEDA that the manifests are for} */
    public KedaVersion kedaVersion() {
        return kedaVersion;
    }

    /** {@return whether a field that the kind does not have is an error} */
    public boolean isStrict() {
        return strict;
    }

    /** {@return whether all inputs are applied together, in their order} */
    public boolean isOneBundle() {
        return oneBundle;
    }

    /** {@return the namespace of objects that name none} */
    public String namespace() {
        return namespace;
    }

    /** {@return the file with the objects of the cluster, if there is one} */
    public Optional<Path> clusterState() {
        return Optional.ofNullable(clusterState);
    }

    /** {@return whether nothing else is in the cluster} */
    public boolean isClusterStateComplete() {
        return clusterStateComplete;
    }

    /** {@return the lowest severity that makes the check fail} */
    public Severity failOn() {
        return failOn;
    }

    /** {@return the rules that are turned off} */
    public List<RuleOff> rulesOff() {
        return rulesOff;
    }

    /** {@return patterns of files to leave out, such as {@code legacy/**}} */
    public List<String> excludes() {
        return excludes;
    }

    /** {@return the baseline, a file of older findings that are left out, if there is one} */
    public Optional<Path> baseline() {
        return Optional.ofNullable(baseline);
    }

    /**
     * A rule that is turned off.
     *
     * @param rule its id
     * @param reason the user's reason
     * @param files patterns of the files that it applies to; empty for all
     */
    public record RuleOff(String rule, String reason, List<String> files) {

        /**
         * Copies the list.
         *
         * @param rule its id
         * @param reason the user's reason
         * @param files patterns of files
         */
        public RuleOff {
            requireNonNull(rule, "rule");
            requireNonNull(reason, "reason");
            files = List.copyOf(files);
        }
    }

    /** Collects settings. */
    public static final class Builder {

        private KedaVersion kedaVersion = KedaVersion.latest();
        private boolean strict;
        private boolean oneBundle;
        private String namespace = "default";
        private @Nullable Path clusterState;
        private boolean clusterStateComplete;
        private Severity failOn = Severity.ERROR;
        private final List<RuleOff> rulesOff = new ArrayList<>();
        private final List<String> excludes = new ArrayList<>();
        private @Nullable Path baseline;

        private Builder() {}

        /**
         * Sets the release of KEDA that the manifests are for.
         *
         * @param version defaults to the latest known one
         * @return this
         */
        public Builder kedaVersion(KedaVersion version) {
            kedaVersion = requireNonNull(version, "version");
            return this;
        }

        /**
         * Sets whether a field that the kind does not have is an error, as for {@code kubectl apply}.
         *
         * @param isStrict defaults to false
         * @return this
         */
        public Builder strict(boolean isStrict) {
            strict = isStrict;
            return this;
        }

        /**
         * Sets whether all inputs are applied together, so that a later object replaces an earlier one.
         *
         * @param isOneBundle defaults to false
         * @return this
         */
        public Builder oneBundle(boolean isOneBundle) {
            oneBundle = isOneBundle;
            return this;
        }

        /**
         * Sets the namespace of objects that name none.
         *
         * @param newNamespace defaults to {@code default}
         * @return this
         */
        public Builder namespace(String newNamespace) {
            namespace = requireNonNull(newNamespace, "namespace");
            return this;
        }

        /**
         * Sets the objects of the cluster.
         *
         * @param file a file with the objects, as {@code kubectl get -o yaml} writes them
         * @param complete whether nothing else exists in the cluster, so that a reference to anything else is an error
         * @return this
         */
        public Builder clusterState(Path file, boolean complete) {
            clusterState = requireNonNull(file, "file");
            clusterStateComplete = complete;
            return this;
        }

        /**
         * Sets the lowest severity that makes the check fail.
         *
         * @param severity defaults to {@link Severity#ERROR}
         * @return this
         */
        public Builder failOn(Severity severity) {
            failOn = requireNonNull(severity, "severity");
            return this;
        }

        /**
         * Turns a rule off.
         *
         * @param rule the rule, and why it is off
         * @return this
         */
        public Builder turnOff(RuleOff rule) {
            rulesOff.add(requireNonNull(rule, "rule"));
            return this;
        }

        /**
         * Leaves files out.
         *
         * @param pattern a pattern for paths, in the syntax of {@link java.nio.file.FileSystem#getPathMatcher glob}
         * @return this
         */
        public Builder exclude(String pattern) {
            excludes.add(requireNonNull(pattern, "pattern"));
            return this;
        }

        /**
         * Leaves out the findings of a baseline.
         *
         * @param file a file with findings, as {@link Baseline#write} writes it
         * @return this
         */
        public Builder baseline(Path file) {
            baseline = requireNonNull(file, "file");
            return this;
        }

        /** {@return the settings} */
        public LintSettings build() {
            return new LintSettings(this);
        }
    }
}
