package com.example;

import static io.github.keda4j.testing.validation.KedaAssertions.assertThatManifests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks this project's manifests as KEDA would. */
class OrdersTest {

    private static final Path ORDERS = Path.of("src/main/kubernetes/orders.yaml");

    @TempDir
    private Path folder;

    @Test
    void kedaAcceptsTheManifests() {
        assertThatManifests(ORDERS).isAcceptedByKeda("2.21").hasNoWarnings();
        assertThatManifests(ORDERS).isAcceptedByKeda("2.20").hasNoWarnings();
    }

    @Test
    void aFailureSaysWhatIsWrongAndWhere() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("orders.yaml"), Files.readString(ORDERS).replace("timezone:", "timeZone:"));
        assertThatThrownBy(() -> assertThatManifests(wrong).isAcceptedByKeda("2.21"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("orders.yaml:13")
                .hasMessageContaining("timezone is missing.");
        assertThatManifests(wrong).isRefusedByKeda("2.21").by("trigger-missing-parameter");
    }

    @Test
    void nothingOfOtherPackagesIsThere() {
        for (String name : new String[] {
            "io.fabric8.kubernetes.client.server.mock.KubernetesMockServer",
            "io.fabric8.kubernetes.client.impl.KubernetesClientImpl",
            "software.amazon.awssdk.core.SdkClient"
        }) {
            assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
        }
        assertThat(getClass().getModule().isNamed()).isFalse();
    }
}
