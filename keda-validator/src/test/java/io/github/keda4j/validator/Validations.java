package io.github.keda4j.validator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;

/** What the validator finds in manifests that are applied together. */
final class Validations {

    private Validations() {}

    static List<Finding> validate(KedaVersion version, ClusterState cluster, String... manifests) {
        return KedaValidator.builder()
                .version(version)
                .cluster(cluster)
                .build()
                .validate(Manifests.parse("test.yaml", String.join("", manifests)))
                .findings()
                .asList();
    }

    static List<Finding> validate(String... manifests) {
        return validate(KedaVersion.V2_21, ClusterState.unknown(), manifests);
    }
}
