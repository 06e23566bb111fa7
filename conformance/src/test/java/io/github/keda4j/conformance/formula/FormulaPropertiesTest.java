package io.github.keda4j.conformance.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keda4j.formula.FormulaCheck;
import io.github.keda4j.formula.FormulaCheck.Verdict;
import io.github.keda4j.formula.FormulaProblem;
import io.github.keda4j.formula.FormulaResult;
import io.github.keda4j.formula.FormulaScope;
import io.github.keda4j.formula.ScalingFormula;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

class FormulaPropertiesTest {

    @Provide
    Arbitrary<FormulaCase> cases() {
        return Arbitraries.longs().map(seed -> new FormulaGenerator(new Random(seed)).next());
    }

    @Property
    void anyTextGetsAVerdict(@ForAll @NotEmpty String text) {
        assertThatCode(() -> ScalingFormula.check(text, FormulaScope.of("a", text)))
                .doesNotThrowAnyException();
    }

    @Property
    void aFormulaIsThereExactlyWhereItIsAccepted(@ForAll("cases") FormulaCase asked) {
        FormulaCheck check = ScalingFormula.check(asked.formula(), asked.scope());
        assertThat(check.formula().isPresent()).isEqualTo(check.verdict() == Verdict.ACCEPTED);
        assertThat(check.findings().hasErrors()).isEqualTo(check.verdict() == Verdict.REJECTED);
    }

    @Property
    void everyMessageIsASentenceAndPointsIntoTheFormula(@ForAll("cases") FormulaCase asked) {
        for (FormulaProblem problem :
                ScalingFormula.check(asked.formula(), asked.scope()).problems()) {
            assertThat(problem.message()).endsWith(".").doesNotContain("null");
            problem.position()
                    .ifPresent(place -> assertThat(place.offset())
                            .isBetween(0, asked.formula().length()));
        }
    }

    /** An array around a formula makes the library use the general evaluation instead of the fast one. */
    @Property
    void bothWaysOfComputingAgree(@ForAll("cases") FormulaCase asked) {
        ScalingFormula formula = accepted(asked.formula(), asked.scope());
        Assume.that(formula != null && isComplete(asked) && !asked.formula().contains("??"));
        ScalingFormula enclosed = accepted("[" + asked.formula() + "\n][0]", asked.scope());
        Assume.that(enclosed != null);
        assertThat(Objects.requireNonNull(enclosed).evaluate(asked.quantities()))
                .isEqualTo(Objects.requireNonNull(formula).evaluate(asked.quantities()));
    }

    @Property
    void valuesByNameAndByPlaceGiveTheSame(@ForAll("cases") FormulaCase asked) {
        ScalingFormula formula = accepted(asked.formula(), asked.scope());
        Assume.that(formula != null && isComplete(asked));
        double[] values = Objects.requireNonNull(formula).triggers().stream()
                .mapToDouble(name -> Objects.requireNonNull(asked.quantities().get(name)))
                .toArray();
        assertThat(formula.evaluate(values)).isEqualTo(formula.evaluate(asked.quantities()));
    }

    @Property
    void aLongerTimeDoesNotChangeTheResult(@ForAll("cases") FormulaCase asked) {
        ScalingFormula formula = accepted(asked.formula(), asked.scope());
        Assume.that(formula != null);
        FormulaResult once = Objects.requireNonNull(formula).evaluate(asked.quantities());
        assertThat(formula.evaluate(asked.quantities())).isEqualTo(once);
    }

    @Property
    void thousandthsAreCutAndNotRounded(@ForAll double value) {
        Assume.that(Math.abs(value) < 9e15);
        long milli = new FormulaResult.Value(value).milli();
        assertThat(milli).isEqualTo((long) (value * 1000));
        assertThat(Math.abs(milli)).isLessThanOrEqualTo((long) Math.ceil(Math.abs(value) * 1000));
    }

    private static boolean isComplete(FormulaCase asked) {
        List<String> names = asked.scope().triggers();
        return names.stream().allMatch(name -> asked.values().get(name) != null);
    }

    private static ScalingFormula accepted(String formula, FormulaScope scope) {
        return ScalingFormula.check(formula, scope).formula().orElse(null);
    }
}
