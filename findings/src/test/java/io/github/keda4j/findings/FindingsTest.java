package io.github.keda4j.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Finding MISSING = Finding.error(
            "trigger-missing-parameter",
            "/metadata/queueURL",
            "queueURL is missing",
            "Set it to the queue's URL or name.");
    private static final Finding ODD =
            Finding.warning("poll-not-relevant", "/spec/pollingInterval", "pollingInterval has no effect", "");

    @Test
    void aFindingReadsAsOneLineThatNamesObjectFieldMessageHintAndRule() {
        assertThat(MISSING.under("/spec/triggers/0").about("ScaledObject security/q-read"))
                .hasToString(
                        "ERROR ScaledObject security/q-read /spec/triggers/0/metadata/queueURL: queueURL is missing."
                                + " Set it to the queue's URL or name. [trigger-missing-parameter]");
    }

    @Test
    void aFindingWithoutRuleOrMessageIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Finding.info(" ", "", "message", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Finding.info("rule", "", "", ""));
    }

    @Test
    void warningsAloneDoNotThrow() {
        Findings warnings = Findings.of(ODD);

        assertThat(warnings.throwIfErrors()).isSameAs(warnings);
        assertThat(warnings.hasErrors()).isFalse();
        assertThat(warnings.isEmpty()).isFalse();
    }

    @Test
    void anErrorThrowsAndTheMessageListsEveryFinding() {
        Findings both = Findings.of(ODD).and(Findings.of(MISSING)).about("ScaledObject security/q-read");

        assertThatThrownBy(both::throwIfErrors)
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("2 findings")
                .hasMessageContaining("poll-not-relevant")
                .hasMessageContaining("trigger-missing-parameter")
                .satisfies(e -> assertThat(((FindingsException) e).findings()).isEqualTo(both));
    }

    @Test
    void findingsKeepTheirOrderAndCanBeFilteredBySeverity() {
        Findings both = Findings.of(ODD, MISSING);

        assertThat(both).containsExactly(ODD, MISSING);
        assertThat(both.ofSeverity(Severity.ERROR)).containsExactly(MISSING);
        assertThat(both.ofSeverity(Severity.INFO)).isEqualTo(Findings.none());
    }
}
