package io.github.keda4j.podidentity.internal.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Matches a text against a pattern: the result, and how many characters are compared to find it. */
class WildcardsTest {

    @Property(tries = 3000)
    void matchesWhatADefinitionByRecursionMatches(
            @ForAll("patterns") String pattern, @ForAll("texts") String text, @ForAll boolean ignoreCase) {
        assertThat(Wildcards.matches(pattern, text, ignoreCase)).isEqualTo(reference(pattern, text, ignoreCase));
    }

    @Property(tries = 1000)
    void aLiteralWildcardMatchesItselfOnly(@ForAll("patterns") String pattern, @ForAll("patterns") String text) {
        BitSet all = new BitSet();
        all.set(0, pattern.length());

        assertThat(Wildcards.matches(pattern, all, text, false)).isEqualTo(pattern.equals(text));
    }

    /**
     * Long parts with question marks are searched by another algorithm; the text contains the part once, or almost.
     */
    @Property(tries = 60)
    void findsALongPartWithQuestionMarksWhereverItStands(@ForAll long seed) {
        Random random = new Random(seed);
        int length = 1100 + random.nextInt(900);
        StringBuilder part = new StringBuilder();
        StringBuilder fitting = new StringBuilder();
        for (int i = 0; i < length; i++) {
            boolean any = random.nextInt(5) == 0;
            part.append(any ? '?' : 'a');
            fitting.append(any && random.nextBoolean() ? 'b' : 'a');
        }
        part.append('c');
        fitting.append('c');
        String before = "a".repeat(random.nextInt(6000));
        String after = "a".repeat(random.nextInt(3000));
        String pattern = "*" + part + "*";

        assertThat(Wildcards.matches(pattern, before + fitting + after, false)).isTrue();
        fitting.setCharAt(part.lastIndexOf("a"), 'b');
        assertThat(Wildcards.matches(pattern, before + fitting + after, false)).isFalse();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                family("a star between each", n -> "a*".repeat(n / 4) + "b"),
                family("stars in a row", n -> "*".repeat(n) + "b"),
                family("stars that match", n -> "*a".repeat(n / 2)),
                family("question marks", n -> "?".repeat(n - 1) + "b"),
                family("a part that nearly matches everywhere", n -> "*" + "a".repeat(n / 2) + "b*"),
                family("nearly, with question marks", n -> "*" + "a?".repeat(n / 4) + "b*"),
                family("nearly, with a question mark in four", n -> "*" + "aa?a".repeat(n / 8) + "b*"),
                family("many parts that match late", n -> ("*" + "a".repeat(200) + "?").repeat(n / 500) + "b"),
                family("many long parts with question marks", n -> ("*" + "aa?a".repeat(300) + "b").repeat(n / 4000)),
                family("a pattern longer than the text", n -> "a*".repeat(n)));
    }

    private static Arguments family(String name, IntFunction<String> pattern) {
        return Arguments.of(name, pattern);
    }

    /**
     * Four times the input takes little more than four times the steps; a quadratic match would take sixteen times as
     * many.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void looksAtEachCharacterAFewTimesHoweverLongTheInput(String name, IntFunction<String> pattern) {
        for (int n : new int[] {8_000, 32_000, 128_000}) {
            long steps = Wildcards.steps(pattern.apply(n), "a".repeat(n));
            double levels = Math.log(n) / Math.log(2);

            assertThat(steps).as("%s, %d characters", name, n).isLessThan((long) (32 * n * levels));
        }
    }

    @Test
    void aMegabyteOfNearlyMatchingPatternsTakesStepsInProportion() {
        String text = "a".repeat(32_000);
        long[] steps = IntStream.of(15, 60)
                .mapToLong(count -> IntStream.range(0, count)
                        .mapToLong(i -> Wildcards.steps("*" + "aa?a".repeat(4_000) + "b" + i + "*", text))
                        .sum())
                .toArray();

        assertThat(steps[1]).isLessThan(5 * steps[0]);
        assertThat(steps[1]).isLessThan(60L * 32 * 32_000 * 15);
    }

    @Test
    void foldsTheCaseOfLettersOfTheAlphabetOnly() {
        assertThat(Wildcards.matches("sqs:Send*", "SQS:SENDMESSAGE", true)).isTrue();
        assertThat(Wildcards.matches("sqs:Send*", "\u017fqs:SendMessage", true)).isFalse();
        assertThat(Wildcards.matches("kms:*", "\u212ams:Decrypt", true)).isFalse();
        assertThat(Ascii.toLowerCase("\u212aMS\u00c4")).isEqualTo("\u212ams\u00c4");
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', 'A', '*', '?').ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b', 'A').ofMaxLength(14);
    }

    private static boolean reference(String pattern, String text, boolean ignoreCase) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        char first = pattern.charAt(0);
        String rest = pattern.substring(1);
        if (first == '*') {
            return reference(rest, text, ignoreCase)
                    || (!text.isEmpty() && reference(pattern, text.substring(1), ignoreCase));
        }
        boolean fits = !text.isEmpty()
                && (first == '?'
                        || first == text.charAt(0)
                        || (ignoreCase && Character.toLowerCase(first) == Character.toLowerCase(text.charAt(0))));
        return fits && reference(rest, text.substring(1), ignoreCase);
    }
}
