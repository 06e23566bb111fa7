package io.github.keda4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.keda4j.internal.go.GoQuantity;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0x10, 16",
        "1_000, 1000",
        "1e3, 1000",
        "'''5'''  , 5",
        "128Mi, 134217728",
        "0.5, 0.5",
        "010, 8",
        "1.5Gi, 1610612736",
        "+1, 1",
        "-1m, -0.001",
        "0.1n, 0.000000001"
    })
    void aQuantityIsReadAsTheApiServerGetsIt(String written, BigDecimal amount) {
        assertThat(GoQuantity.parse(storage(written).toString())).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "1E9999999999",
                "much",
                "1 Gi",
                "1gi",
                "1K",
                "0x1G",
                "1ee3",
                "--1",
                "5e",
                "[1]",
                "true",
                "1e3Mi"
            })
    void whatIsNotAQuantityIsRefused(String written) {
        assertThatThrownBy(() -> storage(written))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("It must be a quantity such as 500m or 1Gi.");
    }

    @Test
    void aQuantityBeyondWhatKubernetesCountsWithIsCapped() {
        assertThat(GoQuantity.parse("9999999Ei")).isEqualByComparingTo(BigDecimal.valueOf(Long.MAX_VALUE));
    }

    private static Quantity storage(String written) {
        return Manifests.readAs(PersistentVolumeClaim.class, """
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: p}
                        spec:
                          resources:
                            requests:
                              storage: %s
                        """.formatted(written))
                .getSpec()
                .getResources()
                .getRequests()
                .get("storage");
    }
}
