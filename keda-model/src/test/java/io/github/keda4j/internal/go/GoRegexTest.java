package io.github.keda4j.internal.go;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GoRegexTest {

    /** A character, written in one of the possible ways in a character class. */
    record Written(int character, String text) {}

    @Property
    void aRangeInAClassGoesUpHoweverItsEndsAreWritten(
            @ForAll("characters") Written low, @ForAll("characters") Written high) {
        boolean compiles = GoRegex.problem("[" + low.text() + "-" + high.text() + "]") == null;
        assertThat(compiles).isEqualTo(low.character() <= high.character());
    }

    @Provide
    Arbitrary<Written> characters() {
        return Arbitraries.oneOf(
                ofAll(1, 0x7f, "\\x%02x"),
                ofAll(1, Character.MAX_CODE_POINT, "\\x{%X}"),
                ofAll(1, 0777, "\\%03o"),
                Arbitraries.of('+', '*', '-', ']', '\\').map(one -> new Written(one, "\\" + one)),
                Arbitraries.of(new Written(7, "\\a"), new Written('\n', "\\n"), new Written('\r', "\\r")),
                Arbitraries.chars().alpha().map(one -> new Written(one, one.toString())),
                Arbitraries.integers().between(0x1f600, 0x1f64f).map(one -> new Written(one, Character.toString(one))));
    }

    private static Arbitrary<Written> ofAll(int least, int greatest, String format) {
        return Arbitraries.integers().between(least, greatest).map(one -> new Written(one, String.format(format, one)));
    }
}
