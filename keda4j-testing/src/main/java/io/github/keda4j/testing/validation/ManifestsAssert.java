package io.github.keda4j.testing.validation;

import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.ClusterState;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.validator.ValidationReport;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;

/** Assertions on manifests that are applied together. */
public final class ManifestsAssert extends AbstractAssert<ManifestsAssert, Function<KedaValidator, ValidationReport>> {

    private ClusterState cluster = ClusterState.unknown();

    ManifestsAssert(Function<KedaValidator, ValidationReport> validation) {
        super(validation, ManifestsAssert.class);
    }

    /**
     * Declares what is in the cluster. Without this, any object that is not given may exist.
     *
     * @param state the objects in the cluster; if the state is complete, a reference to anything else is an error
     * @return this
     */
    public ManifestsAssert inCluster(ClusterState state) {
        cluster = state;
        return this;
    }

    /**
     * Verifies that KEDA and the API server accept the manifests, and that everything in them can work: there is no
     * error.
     *
     * @param release the release of KEDA, such as {@code 2.21}
     * @return assertions on what else was found
     * @throws IllegalArgumentException if the release is unknown
     */
    public ReportAssert isAcceptedByKeda(String release) {
        ValidationReport report = validate(release);
        if (report.hasErrors()) {
            throw failure("%nExpected KEDA %s to accept the manifests, but it found:%n%s", release, report);
        }
        return new ReportAssert(report);
    }

    /**
     * Verifies that there is an error.
     *
     * @param release the release of KEDA, such as {@code 2.21}
     * @return assertions on what was found
     * @throws IllegalArgumentException if the release is unknown
     */
    public ReportAssert isRefusedByKeda(String release) {
        ValidationReport report = validate(release);
        if (!report.hasErrors()) {
            throw failure("%nExpected KEDA %s to refuse the manifests, but it accepts them:%n%s", release, report);
        }
        return new ReportAssert(report);
    }

    private ValidationReport validate(String release) {
        isNotNull();
        return actual.apply(KedaValidator.builder()
                .version(KedaVersion.of(release))
                .cluster(cluster)
                .build());
    }
}
