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
 * Says of everything that is about to be applied what the API server, KEDA's admission webhooks and KEDA's operator will say.
 *
 * <pre>{@code
 * KedaValidator.forVersion(KedaVersion.V2_21).validate(Manifests.read(path)).throwIfErrors();
 * }</pre>
 *
 * <p>An error is what one of them refuses, or what can never work; a warning is what they accept and what does not do
 * what it says. Objects of other kinds than KEDA's are checked only as far as KEDA reads them. Rules that depend on
 * unknown facts are skipped, and {@link ValidationReport#unchecked()} says so. Immutable, and safe for use by several
 * threads.
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
     * {@return a validator for a release of KEDA, which knows nothing about the cluster}
     *
     * @param version the release; of those before 2.20 only the parameters of triggers are checked
     */
    public static KedaValidator forVersion(KedaVersion version) {
        return builder().version(version).build();
    }

    /** {@return a builder of a validator for the latest release, which knows nothing about the cluster} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Validates objects.
     *
     * @param objects the objects that are applied together, in their order
     * @return what was found
     */
    public ValidationReport validate(HasMetadata... objects) {
        return validate(Arrays.asList(objects));
    }

    /**
     * Validates objects. Those that {@link Manifests#read(String)} returned are named by the line where they were written.
     *
     * @param objects the objects that are applied together, in their order
     * @return what was found
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
     * Validates manifests as they were written. Unlike typed objects, these may have any fields of any type: everything that is
     * wrong with them is a finding, what is not even YAML included.
     *
     * @param manifests the objects that are applied together, in their order
     * @return what was found, each finding with its place
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

    /** Collects what is known in addition to the objects. */
    public static final class Builder {

        private KedaVersion version = KedaVersion.latest();
        private boolean strict;
        private boolean parallel;
        private String namespace = "default";
        private ClusterState cluster = ClusterState.unknown();

        private Builder() {}

        /**
         * The release of KEDA that is to take the objects.
         *
         * @param newVersion defaults to the latest one that is known
         * @return this
         */
        public Builder version(KedaVersion newVersion) {
            version = requireNonNull(newVersion, "version");
            return this;
        }

        /**
         * Whether a field that the kind does not have is an error, as for {@code kubectl apply}, and not a warning, as the API
         * server drops it for other clients.
         *
         * @param isStrict defaults to false
         * @return this
         */
        public Builder strict(boolean isStrict) {
            strict = isStrict;
            return this;
        }

        /**
         * Sets whether many objects are checked in parallel, by the JVM's common pool. The report is the same.
         *
         * @param isParallel defaults to false
         * @return this
         */
        public Builder parallel(boolean isParallel) {
            parallel = isParallel;
            return this;
        }

        /**
         * Sets the namespace of objects that name none.
         *
         * @param newNamespace defaults to {@code default}, as kubectl's
         * @return this
         */
        public Builder namespace(String newNamespace) {
            namespace = requireNonNull(newNamespace, "namespace");
            return this;
        }

        /**
         * Sets what is known about the cluster. Applied objects replace the same objects in the cluster.
         *
         * @param newCluster defaults to {@link ClusterState#unknown()}
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
