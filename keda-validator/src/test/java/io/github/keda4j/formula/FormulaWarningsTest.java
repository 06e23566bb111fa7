package io.github.keda4j.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.formula.FormulaCheck.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaWarningsTest {

    private static List<FormulaProblem> problems(String formula, FormulaScope scope) {
        FormulaCheck check = ScalingFormula.check(formula, scope);
        assertThat(check.verdict()).isEqualTo(Verdict.ACCEPTED);
        return check.problems();
    }

    private static FormulaProblem only(String formula, FormulaScope scope) {
        assertThat(problems(formula, scope)).hasSize(1);
        return problems(formula, scope).get(0);
    }

    private static FormulaProblem only(String formula, String... triggers) {
        return only(formula, FormulaScope.of(triggers));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a + b) / 2",
                "max([a, b]) > 5 ? a : b",
                "a + b",
                "b == 0 ? a : a / b",
                "a / max(b, 1)",
                "sum([a, b])",
                "let x = a; x + b",
                "a > 1 && b > 1 ? 10 : 1",
                "sum(values($env))",
                "a-b",
                "float(a) + b"
            })
    void aSensibleFormulaHasNone(String formula) {
        assertThat(problems(formula, FormulaScope.of("a", "b"))).isEmpty();
    }

    @Test
    void aDivisionByATriggerThatCanBeZero() {
        FormulaProblem problem = only("a / b", "a", "b");
        assertThat(problem.rule()).isEqualTo("formula-not-finite");
        assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        assertThat(problem.message())
                .isEqualTo("With b at 0 and the other triggers at 1, the formula gives +Inf, which reaches the HPA as"
                        + " -9223372036854775808m.");
        assertThat(problem.hint()).hasValue("Guard the division, for example by b == 0 ? 0 : a / b.");
    }

    @Test
    void aQuotientOfEmptyQueues() {
        assertThat(only("a / (a + b)", "a", "b").message())
                .startsWith("With every trigger at 0, the formula gives NaN");
    }

    @Test
    void aResultThatIsTooLarge() {
        assertThat(only("a ** 10", "a").message()).startsWith("With every trigger at 100, the formula gives 1e+20");
    }

    @Test
    void aResultThatIsTooSmall() {
        FormulaProblem problem = only("a / 1000000", "a");
        assertThat(problem.rule()).isEqualTo("formula-truncated");
        assertThat(problem.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void aResultThatKedaCannotUse() {
        FormulaProblem problem = only("float(a) > 1 ? 1 : 0", "a");
        assertThat(problem.rule()).isEqualTo("formula-not-a-number");
        assertThat(problem.message())
                .isEqualTo("KEDA admits the formula but cannot use its result, which is not a float (int 0).");
        assertThat(problem.hint())
                .hasValue(
                        "Enclose the whole formula in float(...). KEDA does not do so if a formula already begins with float.");
    }

    @Test
    void aFormulaThatFailsWithOtherValues() {
        FormulaProblem problem = only("[1, 2][int(a)]", "a");
        assertThat(problem.rule()).isEqualTo("formula-fails-at-run-time");
        assertThat(problem.message())
                .isEqualTo(
                        "With every trigger at 100, the formula fails and the HPA gets no metric: The index 100 is out"
                                + " of range: the length is 2.");
    }

    @Test
    void aTriggerThatTheFormulaDoesNotRead() {
        assertThat(only("a", "a", "b").message())
                .isEqualTo("The trigger b has no effect because the formula does not read it.");
    }

    @Test
    void aNameThatIsReadAsASubtractionThoughAllItsPartsExist() {
        List<FormulaProblem> problems = problems("my-queue", FormulaScope.of("my", "queue", "my-queue"));
        assertThat(problems).extracting(FormulaProblem::rule).contains("formula-subtraction");
        assertThat(problems.get(0).message())
                .isEqualTo("KEDA reads my-queue as a calculation, not as the trigger of that name.");
        assertThat(problems("$env[\"my-queue\"] + my - queue", FormulaScope.of("my", "queue", "my-queue")))
                .isEmpty();
    }

    @Test
    void bracketsThatOnlyKedaCloses() {
        FormulaProblem problem = only("a) + (2", "a");
        assertThat(problem.rule()).isEqualTo("formula-brackets");
        assertThat(problem.position().orElseThrow().column()).isEqualTo(2);
    }

    @Test
    void aDefaultThatNeverIsTaken() {
        FormulaProblem problem = only("(a ?? 0) + 1", "a");
        assertThat(problem.rule()).isEqualTo("formula-fallback");
        assertThat(problem.severity()).isEqualTo(Severity.INFO);
        assertThat(problems("(a ?? 0) + 1", FormulaScope.of("a").withNilOnFailure()))
                .isEmpty();
    }

    @Test
    void aTriggerWithoutADefaultThatMayBeNil() {
        FormulaProblem problem = only("(a ?? 0) + b", FormulaScope.of("a", "b").withNilOnFailure());
        assertThat(problem.rule()).isEqualTo("formula-fallback");
        assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        assertThat(problem.message()).startsWith("When the trigger b fails, its value is nil, and the formula fails");
        assertThat(problem.hint()).hasValue("Provide a replacement value, for example (b ?? 0).");
    }

    @Test
    void theGravestComesFirst() {
        assertThat(problems("a / 1000000 + (b ?? 0) * 0", FormulaScope.of("a", "b", "c")))
                .extracting(FormulaProblem::severity)
                .isSorted();
    }

    @Test
    void findingsHaveNoPointerAndThePlaceInTheirMessage() {
        assertThat(ScalingFormula.check("(a ?? 0) + 1", FormulaScope.of("a")).findings())
                .hasToString("INFO: ?? has no effect on a trigger unless spec.fallback.behavior is scalingModifiers"
                        + " (line 1, column 4). [formula-fallback]");
    }
}
