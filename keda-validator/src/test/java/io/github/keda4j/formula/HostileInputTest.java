package io.github.keda4j.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.formula.FormulaCheck.Verdict;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas that nobody would write: none takes long, and none overflows a stack. */
class HostileInputTest {

    private static final int MEGABYTE = 1 << 20;
    private static final int SMALL_STACK = 256 * 1024;

    private static Verdict verdict(String formula) {
        return ScalingFormula.check(formula, FormulaScope.of("a", "b")).verdict();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "[",
                "]",
                "{",
                "a+",
                "-",
                "!",
                "a?",
                "a?b:",
                "let x=1;",
                "\"",
                "\\",
                "1",
                ".",
                "#",
                "?.",
                "??",
                " ",
                "\n",
                "/* */",
                "// x\n",
                "/*",
                "not ",
                "not in ",
                "a not in ",
                "a.b",
                "a?.b",
                "a[",
                "a[0]",
                "a|max(",
                "a|max()",
                "max(",
                "map([1],",
                "'x'",
                "`",
                "1e",
                "0x",
                "1_",
                "é",
                "a<",
                "a<b<",
                "if a>1{",
                "if a>1{1}else ",
                "::",
                "sum(",
                "a ** ",
                "a,",
                "{a:",
                "[1,",
                "$env",
                "1..",
                "\"\\u",
                "b'",
                "a%"
            })
    void aMegabyteOfAnythingGetsAVerdict(String part) {
        assertThat(verdict(part.repeat(MEGABYTE / part.length()))).isNotEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void aMegabyteOfTextOrDigitsIsAccepted() {
        assertThat(verdict("len(\"" + "x".repeat(MEGABYTE - 10) + "\")")).isEqualTo(Verdict.ACCEPTED);
        assertThat(verdict("0." + "1".repeat(MEGABYTE - 10))).isEqualTo(Verdict.ACCEPTED);
        assertThat(verdict(" ".repeat(MEGABYTE - 10) + "a")).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void moreThanAMegabyteIsNotLookedAt() {
        assertThat(verdict("a" + " ".repeat(MEGABYTE))).isEqualTo(Verdict.UNSUPPORTED);
    }

    @Test
    void moreNodesThanExprTakesAreRefused() {
        assertThat(verdict("max(" + "a,".repeat(9_990) + "a)")).isEqualTo(Verdict.ACCEPTED);
        assertThat(verdict("max(" + "a,".repeat(10_000) + "a)")).isEqualTo(Verdict.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let r = 1..999; count(r, count(r, count(r, true) == 1) == 1)",
                "reduce(1..60, #acc + #acc, \"x\")",
                "len(reduce(1..1000, [#acc], []))",
                "len(uniq(1..900000))",
                "len(replace(repeat(\"x\", 500000), \"x\", repeat(\"y\", 400000)))",
                "len(join(split(repeat(\"x\", 400000), \"\"), repeat(\"y\", 400000)))",
                "repeat(\"ab\", 200000) contains repeat(\"ab\", 100000) + \"c\" ? 1 : 2",
                "let r = map(1..300000, #); count(1..100, r == r)",
                "len(string(map(1..400000, # / 3)))"
            })
    void aFormulaThatComputesForEverIsGivenUp(String formula) {
        assertThat(verdict(formula)).isEqualTo(Verdict.UNSUPPORTED);
    }

    @Test
    void comparisonsThatDoubleTheirOperandAreGivenUp() {
        String formula = "1";
        for (int i = 0; i < 50; i++) {
            formula = "(a < (" + formula + ") < b ? 1 : 2)";
        }
        assertThat(verdict(formula)).isEqualTo(Verdict.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 31, 63, 64, 120, 127, 255, 256, 1_000, 20_000})
    void noNestingOverflowsASmallStack(int levels) throws InterruptedException {
        String[][] shapes = {
            {"(", "1", ")"},
            {"[", "1", "]"},
            {"-", "1", ""},
            {"!", "true", ""},
            {"a ? a : ", "1", ""},
            {"max(", "1", ")"},
            {"{x: ", "1", "}"},
            {"a ** ", "1", ""},
            {"if a > 1 {1} else ", "{2}", ""},
            {"[0][", "0", "]"},
            {"a + ", "a", ""},
            {"a || ", "a", ""},
            {"a < ", "1", ""},
            {"map([1], ", "1", ")"},
            {"(a ?? ", "1", ")"},
            {"-(", "1", ")"},
            {"trim(", "'x'", ")"},
            {"all([1], ", "true", ")"},
            {"(let z = 1; ", "1", ")"},
            {"$env?.a", "", "?.a"},
            {"a", "", "[0]"},
        };
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    for (String[] shape : shapes) {
                        String formula =
                                shape[0].repeat(shape[1].isEmpty() ? 1 : levels) + shape[1] + shape[2].repeat(levels);
                        verdict(formula);
                        verdict("[" + formula + "] ?? 1");
                        verdict("all([1], " + formula + " == 1) && all([1], true) ? 1 : 2");
                    }
                },
                "small stack",
                SMALL_STACK);
        thread.setUncaughtExceptionHandler((where, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
    }
}
