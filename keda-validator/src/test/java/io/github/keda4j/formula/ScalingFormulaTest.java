package io.github.keda4j.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.formula.FormulaCheck.Verdict;
import io.github.keda4j.formula.FormulaResult.Failure;
import io.github.keda4j.formula.FormulaResult.Nil;
import io.github.keda4j.formula.FormulaResult.Unknown;
import io.github.keda4j.formula.FormulaResult.Value;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingFormulaTest {

    private static ScalingFormula compile(String formula, String... triggers) {
        return ScalingFormula.compile(formula, List.of(triggers));
    }

    @Test
    void computesFromValuesByName() {
        ScalingFormula formula = compile("(queue_a + queue_b) / 2", "queue_a", "queue_b");
        assertThat(formula.evaluate(Map.of("queue_a", 10.0, "queue_b", 5.0))).isEqualTo(new Value(7.5));
    }

    @Test
    void computesFromValuesInTheOrderOfTheTriggers() {
        ScalingFormula formula = compile("a - b", "b", "a");
        assertThat(formula.triggers()).containsExactly("b", "a");
        assertThat(formula.evaluate(1, 10)).isEqualTo(new Value(9));
    }

    @Test
    void aTriggerThatIsGivenTwiceCountsOnce() {
        assertThat(compile("a", "a", "b", "a").triggers()).containsExactly("a", "b");
    }

    @Test
    void aTriggerNeedsAName() {
        assertThatThrownBy(() -> FormulaScope.of("a", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A trigger without a name cannot be read by a formula; leave it out.");
    }

    @Test
    void refusesAValueOfSomethingElse() {
        ScalingFormula formula = compile("a", "a");
        assertThatThrownBy(() -> formula.evaluate(Map.of("a", 1.0, "b", 2.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"b\" is not one of the triggers [a].");
    }

    @Test
    void refusesTooFewValues() {
        ScalingFormula formula = compile("a", "a");
        assertThatThrownBy(formula::evaluate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The formula has 1 trigger, but the number of values is 0.");
    }

    @Test
    void aTriggerWithoutAValueIsNil() {
        ScalingFormula formula = compile("a ?? 7", "a");
        Map<String, Double> failing = new HashMap<>();
        failing.put("a", null);
        assertThat(formula.evaluate(failing)).isEqualTo(new Value(7));
        assertThat(formula.evaluate(Map.of())).isEqualTo(new Value(7));
    }

    @Test
    void nilIsAResult() {
        assertThat(compile("a ?? nil", "a").evaluate(Map.of())).isEqualTo(new Nil());
    }

    @Test
    void aFailureAtRunTimeSaysWhy() {
        assertThat(compile("a + b", "a", "b").evaluate(Map.of("a", 1.0)))
                .isEqualTo(new Failure("\"+\" cannot be applied to float64 and <nil>."));
    }

    @Test
    void aResultThatIsNotAFloatIsAFailure() {
        assertThat(compile("float(a) > 1 ? 1 : 0", "a").evaluate(2))
                .isEqualTo(new Failure("The result must be a float, but it is int: 1."));
    }

    @Test
    void whatTakesTooLongIsUnknown() {
        ScalingFormula formula =
                compile("let n = int(a); let r = 1..n; count(r, count(r, count(r, true) == 1) == 1)", "a");
        assertThat(formula.evaluate(900)).isEqualTo(new Unknown("The formula takes more than 5000000 steps."));
    }

    @Test
    void thousandthsAreCut() {
        assertThat(new Value(2.0 / 3).milli()).isEqualTo(666);
        assertThat(new Value(-2.0 / 3).milli()).isEqualTo(-666);
        assertThat(new Value(0.0009).milli()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 9.3e15, -1e300})
    void whatDoesNotFitIsTheSmallestLong(double value) {
        assertThat(new Value(value).milli()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void compileThrowsWhatKedaRefuses() {
        assertThatThrownBy(() -> compile("a +", "a"))
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("The formula ends where a value is expected (line 1, column 4).");
    }

    @Test
    void compileThrowsWhatOnlyKedaCanTell() {
        assertThatThrownBy(() -> compile("now().Hour() + a", "a"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("now() is not supported");
    }

    @Test
    void whatIsNotSupportedIsNeitherAcceptedNorAnError() {
        FormulaCheck check = ScalingFormula.check("\"a\" matches \"b\" ? a : 1", FormulaScope.of("a"));
        assertThat(check.verdict()).isEqualTo(Verdict.UNSUPPORTED);
        assertThat(check.formula()).isEmpty();
        assertThat(check.findings().hasErrors()).isFalse();
        assertThat(check.findings().asList()).hasSize(1);
    }

    @Test
    void aNameWithAHyphenIsReadFromTheEnvironment() {
        assertThat(compile("$env[\"my-queue\"] * 2", "my-queue").evaluate(21)).isEqualTo(new Value(42));
    }

    @Test
    void computingNumbersAllocatesNothingButTheResult() {
        ScalingFormula formula =
                compile("max([a, b]) > 5 ? (a + b) / 2 : min(a, b, 3) ** 0.5 + abs(round(a))", "a", "b");
        double[] values = {3, 4};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        formula.evaluate(values);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            formula.evaluate(values);
        }
        long results = 10_000 * 24L;
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(results + 10_000);
    }
}
