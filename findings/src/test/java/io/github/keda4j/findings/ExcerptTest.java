package io.github.keda4j.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user who wrote a megabyte does not want to read it again. */
class ExcerptTest {

    private static final int MUCH = 800_000;

    private static Finding finding(String message) {
        return Finding.error("rule", "/spec", message, message);
    }

    @Test
    void aLongQuotationIsShownByItsBeginningAndItsLength() {
        Finding finding = finding("The type is \"" + "a b".repeat(MUCH / 3) + "\". It must be cron.");

        assertThat(finding.message())
                .isEqualTo("The type is \"" + "a b".repeat(40) + "... (799998 characters)\". It must be cron.");
        assertThat(finding.hint()).contains(finding.message());
    }

    @Test
    void aLongWordIsShownByItsBeginningAndItsLength() {
        assertThat(finding("KEDA does not know " + "k".repeat(MUCH) + " here.").message())
                .isEqualTo("KEDA does not know " + "k".repeat(120) + "... (800000 characters) here.");
    }

    @Test
    void whatIsAsLongAsAReaderLikesIsShownInFull() {
        String message = "The role is \"" + "r".repeat(160) + "\", and " + "many words ".repeat(100) + "follow.";

        assertThat(finding(message).message()).isEqualTo(message);
    }

    @Test
    void aCharacterOfTwoHalvesIsNotCut() {
        String message = "The name is \"a" + "\uD83D\uDE00".repeat(500) + "\" here.";

        assertThat(finding(message).message())
                .isEqualTo("The name is \"a" + "\uD83D\uDE00".repeat(59) + "... (1001 characters)\" here.");
    }

    /** A value with quotation marks or a backslash looks as if it ended elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"\\", "\"", "a\"b", "\\\"", "\"\"\""})
    void whatIsAllowedIsShownInFullWhateverWasFound(String value) {
        String message = "The mode is \"" + value + "\". It must be " + "one, ".repeat(150) + "or two.";

        assertThat(finding(message).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "\"", "a\"b", "\\\"", "\"\"\""})
    void theEndOfASentenceIsShownWhateverIsQuoted(String end) {
        String message = "The mode is \"" + "k".repeat(MUCH) + end + "\". It must be " + "one, ".repeat(50) + "or two.";

        assertThat(finding(message).message()).startsWith("The mode is \"kkk").endsWith("or two.");
    }

    /**
     * Quotations that end early, that never end, or that end in the middle of an escape, and text without a quotation.
     */
    @ParameterizedTest
    @ValueSource(strings = {"a", "\"", "\\", "\\\"", "a\"", "\" ", "a \"b\" ", "x\ny ", "\uD83D\uDE00"})
    void aMessageStaysShortWhateverIsQuotedAndCostsTimeInProportion(String piece) {
        String message = "value is \"" + piece.repeat(MUCH) + "\" here.";
        long start = System.nanoTime();
        String shown = Excerpt.of(message);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(shown.length()).isLessThan(4_200);
        assertThat(shown).startsWith("value is \"").endsWith(" here.");
        assertThat(Excerpt.of(shown)).isEqualTo(shown);
    }
}
