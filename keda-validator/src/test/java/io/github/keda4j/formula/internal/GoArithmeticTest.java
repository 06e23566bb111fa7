package io.github.keda4j.formula.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Tests laws of Go's numbers and texts. */
class GoArithmeticTest {

    /** Any bits that represent a finite number. */
    @Provide
    Arbitrary<Double> floats() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite);
    }

    @Property
    void aFloatThatIsPrintedIsReadAgain(@ForAll("floats") double value) {
        assertThat(GoNumbers.parseFloat(GoNumbers.format(value))).isEqualTo(value);
    }

    @Property
    void noShorterDigitsMeanTheSameFloat(@ForAll("floats") double value) {
        String digits = GoNumbers.format(value).replaceAll("e.*|[-.]", "").replaceAll("^0+|0+$", "");
        assertThat(digits.length())
                .isLessThanOrEqualTo(Double.toString(value)
                        .replaceAll("E.*|[-.]", "")
                        .replaceAll("^0+|0+$", "")
                        .length());
    }

    @Property
    void powersAreThoseOfIeee(
            @ForAll @DoubleRange(min = 0.01, max = 1e6) @Scale(9) double base,
            @ForAll @DoubleRange(min = -20, max = 20) @Scale(9) double exponent) {
        double expected = Math.pow(base, exponent);
        assertThat(GoMath.pow(base, exponent)).isCloseTo(expected, within(Math.abs(expected) * 1e-13));
    }

    @Property
    void smallWholePowersAreExact(
            @ForAll @IntRange(min = -30, max = 30) int base, @ForAll @IntRange(max = 10) int exponent) {
        assertThat(GoMath.pow(base, exponent)).isEqualTo(Math.pow(base, exponent));
    }

    @Property
    void specialPowersAreThoseOfIeee(@ForAll double base, @ForAll double exponent) {
        double expected = Math.pow(base, exponent);
        Assume.that(expected == 0 || Double.isNaN(expected) || Double.isInfinite(expected));
        assertThat(Double.valueOf(GoMath.pow(base, exponent))).isEqualTo(Double.valueOf(expected));
    }

    @Property
    void roundingIsTheNearestAndAwayFromZeroInTheMiddle(
            @ForAll @DoubleRange(min = -1e12, max = 1e12) @Scale(3) double value) {
        double rounded = GoMath.round(value);
        assertThat(Math.abs(rounded - value)).isLessThanOrEqualTo(0.5);
        assertThat(GoMath.round(-value)).isEqualTo(-rounded);
        if (Math.abs(rounded - value) == 0.5) {
            assertThat(Math.abs(rounded)).isGreaterThan(Math.abs(value));
        }
    }

    @Property
    void aTextIsTheBytesOfItsUtf8(@ForAll String text) {
        String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String bytes = GoString.of(wellFormed);
        assertThat(GoString.text(bytes)).isEqualTo(wellFormed);
        assertThat(GoString.runeCount(bytes)).isEqualTo(wellFormed.codePointCount(0, wellFormed.length()));
    }

    @Property
    void aTextThatIsSplitAndJoinedIsTheSame(@ForAll String text, @ForAll String separator) {
        String bytes = GoString.of(text);
        String between = GoString.of(separator);
        assertThat(String.join(
                        between,
                        GoString.split(bytes, between, false, -1).stream()
                                .map(Objects::toString)
                                .toList()))
                .isEqualTo(bytes);
    }

    @Property
    void trimmingTakesCharactersAndNotBytes(@ForAll @AlphaChars String kept, @ForAll("frames") String frame) {
        assertThat(GoString.trim(GoString.of(frame + kept + frame), GoString.of("é 😀x中")))
                .isEqualTo(GoString.trim(GoString.of(kept), "x"));
    }

    @Provide
    Arbitrary<String> frames() {
        return Arbitraries.of("é", " ", "😀", "x", "中").list().ofMaxSize(4).map(parts -> String.join("", parts));
    }

    @Property
    void anIntegerIsReadAsJavaReadsIt(@ForAll long value) {
        assertThat(GoNumbers.parseInt(Long.toString(value))).isEqualTo(value);
    }
}
