package io.github.keda4j.podidentity.internal.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares two patterns: whether one matches all, some or none of what the other stands for. */
class GlobsTest {

    private static final List<String> TEXTS = texts();

    @Property(tries = 3000)
    void saysYesOnlyIfAllMatchAndNoOnlyIfNoneDoes(
            @ForAll("patterns") String pattern, @ForAll("patterns") String question) {
        List<String> meant = TEXTS.stream()
                .filter(text -> Wildcards.matches(question, text, false))
                .toList();
        long matched = meant.stream()
                .filter(text -> Wildcards.matches(pattern, text, false))
                .count();

        Truth truth = Globs.matches(pattern, null, question, false);

        Statistics.collect(truth);
        switch (truth) {
            case YES -> assertThat(matched).isEqualTo(meant.size());
            case NO -> assertThat(matched).isZero();
            // The texts are long enough to include a common match of any two overlapping patterns.
            case MAYBE -> assertThat(matched).isPositive();
        }
    }

    @Property(tries = 500)
    void aPatternMatchesAllThatItStandsForItself(@ForAll("patterns") String pattern) {
        assertThat(Globs.matches(pattern, null, pattern, false)).isEqualTo(Truth.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:us-east-1:111122223333:*, arn:aws:sqs:us-east-1:111122223333:orders-*, YES",
        "arn:aws:sqs:us-east-1:111122223333:prod-*, arn:aws:sqs:us-east-1:111122223333:*, MAYBE",
        "arn:aws:sqs:us-east-1:111122223333:prod-*, arn:aws:sqs:us-east-1:111122223333:test-*, NO",
        "arn:aws:sqs:us-*:111122223333:q, arn:aws:sqs:*:111122223333:q, MAYBE",
        "arn:aws:sqs:*, arn:aws:sqs:us-east-1:111122223333:q*, YES",
        "arn:aws:s3:::b/*, arn:aws:s3:::b/in/*, YES",
        "arn:aws:s3:::b, arn:aws:s3:::b/*, NO",
        "*, arn:aws:s3:::b/*, YES",
        "arn:aws:s3:::b/*, *, MAYBE",
        "queue, arn:aws:sqs:us-east-1:111122223333:*, NO"
    })
    void comparesTheArnsOfResourcesPartByPart(String pattern, String question, Truth truth) {
        assertThat(Globs.resourceMatches(pattern, null, question)).isEqualTo(truth);
    }

    @Test
    void doesNotCompareWhatWouldTakeTooLong() {
        String pattern = "a*".repeat(5_000);

        assertThat(Globs.matches(pattern, null, pattern, false)).isEqualTo(Truth.MAYBE);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', '*', '?').ofMaxLength(4);
    }

    private static List<String> texts() {
        List<String> all = new ArrayList<>(List.of(""));
        for (int from = 0, length = 1; length <= 8; length++) {
            int to = all.size();
            for (int i = from; i < to; i++) {
                all.add(all.get(i) + "a");
                all.add(all.get(i) + "b");
            }
            from = to;
        }
        return all;
    }
}
