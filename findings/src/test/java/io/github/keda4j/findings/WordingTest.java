package io.github.keda4j.findings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queueURL is missing. KEDA reads it from the trigger's metadata.",
                "queueLength is \"five\", which is not a whole number (for example 5).",
                "cooldownPeriod has no effect because minReplicaCount is 2.",
                "The value is \"  two  blanks  is no whole \", which KEDA trims.",
                "The name has 1 character more than the limit of 63.",
                "minReplicaCount is 1 as well.",
                "The statement has no action. AWS says: The policy  is no valid one!",
                "When the trigger q1 fails, its value is nil.",
                "KEDA waits 0.1 seconds at least, and 11 replicas are running.",
            })
    void plainSentencesPass(String message) {
        assertThatCode(() -> Wording.check("rule", message, null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is missing.|no subject",
                "queueURL is missing|full stop",
                "queueURL is missing..|ends twice",
                "missing.|too short",
                "is missing. AWS says: No.|no subject",
                "queueURL is missing and AWS says: No|full stop",
                "queueURL  is missing.|white space",
                "queueLength is no whole number.|unidiomatic",
                "The mode is unknown; allowed is QueueLength.|unidiomatic",
                "The list has 1 elements.|plural",
                "There 1 element are.|plural",
            })
    void whatAPersonStumblesOverDoesNot(String message, String why) {
        assertThatThrownBy(() -> Wording.check("rule", message, null))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set queueURL.", "Set queueURL", "Set  queueURL."})
    void aHintIsASentence(String hint) {
        assertThatThrownBy(() -> Wording.check("rule", "queueURL is missing.", hint))
                .isInstanceOf(AssertionError.class);
    }
}
