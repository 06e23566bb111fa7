package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts that name releases of KEDA. */
class KedaVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"2.18", "2.18.3", "v2.18.0", "v2.18"})
    void patchReleasesAndALeadingVDoNotMatter(String text) {
        assertThat(KedaVersion.of(text)).isEqualTo(KedaVersion.V2_18).hasToString("2.18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.17", "2.180", "2.18.", "2.18.x", "3.0", "", "2", "latest"})
    void whatIsNotKnownIsToldWithWhatIs(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KedaVersion.of(text))
                .withMessageContaining("\"" + text + "\"")
                .withMessageContaining("2.18, 2.19, 2.20 and 2.21");
    }

    @Test
    void theLatestIsTheLast() {
        assertThat(KedaVersion.latest()).isEqualTo(KedaVersion.of("2.21.0"));
    }
}
