package io.github.keda4j.validator;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.internal.Engine;
import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifest;
import io.github.keda4j.yaml.ParsedManifests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Predicts, for objects that are about to be applied, what the API server, KEDA's admission webhooks and KEDA's
 * operator will say.
 *
 * <pre>{@code
 * KedaValidator.forVersion(KedaVersion.V2_21).validate(Manifests.read(path)).throwIfErrors();
 * }</pre>
 *
 * <p>An error is something that one of them refuses, or that can never work; a warning is something that they accept
 * but that does not have the effect that it seems to have. Objects of other kinds are checked only as far as KEDA reads
 * them. Rules that depend on unknown facts are skipped, and {@link ValidationReport#unchecked()} lists what was not
 * checked. Immutable, and safe for use by several threads.
 */
public final class KedaValidator {

    private final KedaVersion version;
    private final String namespace;
    private final ClusterState cluster;
    private final Engine engine;

    private KedaValidator(Builder builder) {
        version = builder.version;
        namespace = builder.namespace;
        cluster = builder.cluster;
        engine = new Engine(version, builder.strict, builder.parallel);
    }

    /**
     * {@return a validator for a release of KEDA; the validator knows nothing about the cluster}
     *
     * @param version the release; for releases before 2.20, only the parameters of triggers are checked
     */
    public static KedaValidator forVersion(KedaVersion version) {
        return builder().version(version).build();
    }

    /** {@return a builder of a validator, by default for the latest release and without knowledge of the cluster} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Validates objects.
     *
     * @param objects the objects that are applied together, in their order
     * @return the report
     */
    public ValidationReport validate(HasMetadata... objects) {
        return validate(Arrays.asList(objects));
    }

    /**
     * Validates objects. Findings about objects that {@link Manifests#read(String)} returned name the line on which
     * they were written.
     *
     * @param objects the objects that are applied together, in their order
     * @return the report
     */
    public ValidationReport validate(Iterable<? extends HasMetadata> objects) {
        Map<HasMetadata, ParsedManifest> origins = Manifests.origins(objects);
        List<Subject> subjects = new ArrayList<>();
        for (HasMetadata object : objects) {
            subjects.add(Subject.of(object, origins.get(object), namespace));
        }
        return validate(subjects, new Reporter());
    }

    /**
     * Validates manifests as they were written. Unlike typed objects, these may have any fields of any type: everything
     * that is wrong with them is a finding, even text that is not YAML.
     *
     * @param manifests the objects that are applied together, in their order
     * @return the report, each finding with its place
     */
    public ValidationReport validate(ParsedManifests... manifests) {
        Reporter reporter = new Reporter();
        List<Subject> subjects = new ArrayList<>();
        for (ParsedManifests text : manifests) {
            reporter.addAll(text.findings());
            for (ParsedManifest manifest : text) {
                subjects.add(Subject.of(manifest, namespace));
            }
        }
        return validate(subjects, reporter);
    }

    private ValidationReport validate(List<Subject> subjects, Reporter reporter) {
        Bundle bundle = new Bundle(subjects, cluster.subjects(namespace), cluster.isComplete());
        engine.check(bundle, reporter);
        return new ValidationReport(version, reporter.findings(), reporter.suppressed(), reporter.unchecked());
    }

    /** Collects the facts that are known in addition to the objects. */
    public static final class Builder {

        private KedaVersion version = KedaVersion.latest();
        private boolean strict;
        private boolean parallel;
        private String namespace = "default";
        private ClusterState cluster = ClusterState.unknown();

        private Builder() {}

        /**
         * Sets the release of KEDA for which the objects are checked.
         *
         * @param newVersion the release; defaults to the latest known one
         * @return this
         */
        public Builder version(KedaVersion newVersion) {
            version = requireNonNull(newVersion, "version");
            return this;
        }

        /**
         * Sets whether an unknown field is an error, as for {@code kubectl apply}, instead of a warning; for other
         * clients, the API server drops such a field.
         *
         * @param isStrict whether an unknown field is an error; defaults to false
         * @return this
         */
        public Builder strict(boolean isStrict) {
            strict = isStrict;
            return this;
        }

        /**
         * Sets whether many objects are checked in parallel, in the JVM's common pool. The report is the same.
         *
         * @param isParallel whether they are checked in parallel; defaults to false
         * @return this
         */
        public Builder parallel(boolean isParallel) {
            parallel = isParallel;
            return this;
        }

        /**
         * Sets the namespace of objects that do not name one.
         *
         * @param newNamespace the namespace; defaults to {@code default}, as in kubectl
         * @return this
         */
        public Builder namespace(String newNamespace) {
            namespace = requireNonNull(newNamespace, "namespace");
            return this;
        }

        /**
         * Sets what is known about the cluster. An applied object replaces the same object in the cluster.
         *
         * @param newCluster the state of the cluster; defaults to {@link ClusterState#unknown()}
         * @return this
         */
        public Builder cluster(ClusterState newCluster) {
            cluster = requireNonNull(newCluster, "cluster");
            return this;
        }

        /** {@return the validator} */
        public KedaValidator build() {
            return new KedaValidator(this);
        }
    }
}
