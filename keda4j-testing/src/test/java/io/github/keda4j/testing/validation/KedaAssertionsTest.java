package io.github.keda4j.testing.validation;

import static io.github.keda4j.testing.validation.KedaAssertions.assertThat;
import static io.github.keda4j.testing.validation.KedaAssertions.assertThatManifests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.validator.ClusterState;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assertions as a user's test sees them. */
class KedaAssertionsTest {

    private static final String GOOD = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: orders, namespace: shop}
            spec:
              scaleTargetRef: {name: orders}
              triggers:
              - type: cron
                metadata: {timezone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "3"}
            """;

    private static final String WARNED = GOOD.replace("spec:\n", "spec:\n  minReplicas: 2\n");
    private static final String BAD = GOOD.replace("timezone: UTC, ", "");

    @TempDir
    private Path folder;

    @Test
    void whatIsRightPasses() throws IOException {
        Path file = Files.writeString(folder.resolve("orders.yaml"), GOOD);
        assertThatManifests(file).isAcceptedByKeda("2.21").hasNoWarnings();
        assertThatManifests(Manifests.read(GOOD)).isAcceptedByKeda("2.20").hasNoWarnings();
        assertThat(Manifests.read(GOOD).get(0)).isAcceptedByKeda("2.21");
    }

    @Test
    void anErrorFailsWithEverythingThatWasFound() throws IOException {
        String failure = Files.readString(Path.of("src/test/resources/failure.txt"));
        assertThatThrownBy(() -> assertThat(Manifests.parse("orders.yaml", BAD)).isAcceptedByKeda("2.21"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("%n%s", failure.strip());
    }

    @Test
    void aWarningFailsOnlyWhereNoneIsWanted() {
        assertThat(Manifests.parse("orders.yaml", WARNED)).isAcceptedByKeda("2.21");
        assertThatThrownBy(() -> assertThat(Manifests.parse("orders.yaml", WARNED))
                        .isAcceptedByKeda("2.21")
                        .hasNoWarnings())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected no warnings, but found:")
                .hasMessageContaining("Rename minReplicas to minReplicaCount.");
    }

    @Test
    void whatIsToBeRefusedIsRefusedByItsRule() {
        assertThat(Manifests.parse("orders.yaml", BAD)).isRefusedByKeda("2.21").by("trigger-missing-parameter");
        assertThatThrownBy(() -> assertThat(Manifests.parse("orders.yaml", BAD))
                        .isRefusedByKeda("2.21")
                        .by("trigger-unknown-type"))
                .hasMessageContaining("Expected a finding of trigger-unknown-type");
        assertThatThrownBy(
                        () -> assertThat(Manifests.parse("orders.yaml", GOOD)).isRefusedByKeda("2.21"))
                .hasMessageContaining("Expected KEDA 2.21 to refuse the manifests, but it accepts them");
        assertThatThrownBy(() -> assertThat(Manifests.parse("orders.yaml", WARNED))
                        .isAcceptedByKeda("2.21")
                        .hasNoFindingOf("schema-unknown-field"))
                .hasMessageContaining("Expected no finding of schema-unknown-field");
    }

    @Test
    void aCompletelyKnownClusterMakesMissingObjectsErrors() {
        assertThatThrownBy(() -> assertThat(Manifests.parse("orders.yaml", GOOD))
                        .inCluster(ClusterState.unknown().complete())
                        .isAcceptedByKeda("2.21"))
                .hasMessageContaining("Deployment orders does not exist in namespace shop.");
    }

    @Test
    void descriptionsOfTheTestAreKept() {
        assertThatThrownBy(() -> assertThat(Manifests.parse("orders.yaml", BAD))
                        .as("orders of the shop")
                        .isAcceptedByKeda("2.21"))
                .hasMessageContaining("orders of the shop");
        assertThat(assertThat(Manifests.parse("orders.yaml", GOOD))
                        .isAcceptedByKeda("2.21")
                        .report()
                        .hasErrors())
                .isFalse();
    }
}
