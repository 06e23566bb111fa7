package io.github.keda4j.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Finding MISSING = Finding.error(
            "trigger-missing-parameter",
            "/metadata/queueURL",
            "queueURL is missing.",
            "Set it to the queue's URL or name.");
    private static final Finding ODD =
            Finding.warning("poll-not-relevant", "/spec/pollingInterval", "pollingInterval has no effect.");

    @Test
    void aFindingReadsAsOneLineThatNamesObjectFieldMessageHintAndRule() {
        assertThat(MISSING.under("/spec/triggers/0").about("ScaledObject security/q-read"))
                .hasToString(
                        "ERROR ScaledObject security/q-read /spec/triggers/0/metadata/queueURL: queueURL is missing."
                                + " Set it to the queue's URL or name. [trigger-missing-parameter]");
    }

    @Test
    void aFindingThatWasReadFromATextBeginsWithItsPlace() {
        assertThat(ODD.at(new Location("deploy.yaml", 7, 3)))
                .hasToString(
                        "deploy.yaml:7:3: WARNING /spec/pollingInterval: pollingInterval has no effect. [poll-not-relevant]");
        assertThat(ODD.at(new Location(null, 7, 3)).toString()).startsWith("line 7, column 3: WARNING ");
        assertThat(ODD.location()).isEmpty();
    }

    @Test
    void aFindingHasAHintOrNone() {
        assertThat(MISSING.hint()).contains("Set it to the queue's URL or name.");
        assertThat(ODD.hint()).isEmpty();
    }

    @Test
    void aFindingWithoutRuleOrMessageOrWithABlankHintIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Finding.info(" ", "", "The rule is blank."));
        assertThatIllegalArgumentException().isThrownBy(() -> Finding.info("rule", "", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Finding.info("rule", "", "The hint is blank.", " "));
    }

    @Test
    void anObjectIsCalledByItsKindNamespaceAndName() {
        assertThat(new ObjectReference("ScaledObject", "security", "q-read"))
                .hasToString("ScaledObject security/q-read");
        assertThat(new ObjectReference("Namespace", null, "security")).hasToString("Namespace security");
        assertThat(new ObjectReference("ScaledObject", "security", null)).hasToString("ScaledObject");
        assertThat(ODD.about(new ObjectReference("ScaledJob", null, "nightly")).object())
                .isEqualTo("ScaledJob nightly");
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

    @Test
    void noFindingsSaySo() {
        assertThat(Findings.none()).hasToString("no findings");
    }

    @Test
    void anExceptionKeepsItsFindingsWhenItIsSerialized() throws Exception {
        FindingsException thrown = new FindingsException(Findings.of(ODD.at(new Location("a.yaml", 1, 2)), MISSING));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            FindingsException read = (FindingsException) in.readObject();
            assertThat(read.findings()).isEqualTo(thrown.findings());
            assertThat(read).hasMessage(thrown.getMessage());
        }
    }
}
