package io.github.keda4j.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.formula.FormulaCheck.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaMessagesTest {

    private static FormulaProblem first(String formula, FormulaScope scope) {
        return ScalingFormula.check(formula, scope).problems().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a +                  | The formula ends where a value is expected.
        (a                   | Expected ")" but found the end of the formula.
        a)                   | Unexpected ")".
        a b                  | Unexpected name "b".
        a ** * 2             | Unexpected "*".
        0x1G                 | "0x1G" is not a number.
        9223372036854775808  | "9223372036854775808" is not a number that fits into 64 bits.
        "abc                 | The string is not closed on its line.
        `abc                 | The string that begins with a backtick is not closed.
        "\\q"                | The string has an escape that expr does not know.
        a /* x               | The comment that begins with /* is not closed.
        a @ 2                | The character @ (U+0040) has no meaning in a formula.
        if a > 1 { 2 }       | Expected "else" but found the end of the formula.
        a % 2                | "%" cannot be applied to a number (float) and an integer.
        'x' + a              | "+" cannot be applied to a string and a number (float).
        1 in ["x"]           | "in" cannot find an integer among elements of another type: a string.
        a > 1                | KEDA applies float() to the result: float() does not take a boolean.
        max(a, "x")          | max() does not take a string.
        len(a)               | len() does not take a number (float).
        upper(a)             | upper() takes a string as argument 1, not a number (float).
        upper()              | upper() takes 1 argument, not 0.
        a.x                  | A number (float) does not have the field "x".
        a[0]                 | A number (float) does not have elements.
        a[1:]                | A number (float) cannot be sliced.
        [1][1.5]             | The index of an array must be an integer, not a number (float).
        a(1)                 | A number (float) cannot be called as a function.
        a ? 1 : 2            | The condition must be a boolean, not a number (float).
        all(a, true)         | all() takes an array, not a number (float).
        all([1], 2)          | The predicate of all() must return a boolean, not an integer.
        map([1], #acc)       | "#acc" has no meaning in this predicate.
        let a = 1; a         | The variable cannot be called "a" because that is the name of a trigger.
        let max = 1; max     | The variable cannot be called "max" because that is the name of a builtin function.
        a ?? 1 + 2           | "+" cannot follow ?? without brackets.
        map([1], #; 2)       | A predicate with ";" needs braces.
        1 % 0                | The formula divides by zero (%).
        float("x")           | At admission KEDA runs the formula with every trigger at -1, and it fails: float() cannot read "x".
        [a][1]               | At admission KEDA runs the formula with every trigger at -1, and it fails: The index 1 is out of range: the length is 1.
        """)
    void anErrorSaysWhatIsWrong(String formula, String message) {
        FormulaCheck check = ScalingFormula.check(formula, FormulaScope.of("a"));
        assertThat(check.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(check.problems()).extracting(FormulaProblem::message).containsExactly(message);
    }

    @Test
    void anErrorShowsItsPlaceWithACaret() {
        FormulaProblem problem = first("a +\n\tbb * 2", FormulaScope.of("a"));
        FormulaPosition position = problem.position().orElseThrow();
        assertThat(position.offset()).isEqualTo(5);
        assertThat(position.line()).isEqualTo(2);
        assertThat(position.column()).isEqualTo(2);
        assertThat(position.excerpt()).isEqualTo(" bb * 2\n ^");
        assertThat(problem)
                .hasToString(
                        "ERROR: \"bb\" is not the name of a trigger (line 2, column 2). Use one of the triggers: a."
                                + " [formula-unknown-name]\n bb * 2\n ^");
    }

    @Test
    void aCaretCountsCharactersAndNotChars() {
        FormulaPosition position =
                first("\"😀\" + nope", FormulaScope.of("a")).position().orElseThrow();
        assertThat(position.column()).isEqualTo(7);
        assertThat(position.excerpt()).isEqualTo("\"😀\" + nope\n      ^");
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        String formula = "a + ".repeat(50) + "nope" + " + a".repeat(50);
        String excerpt =
                first(formula, FormulaScope.of("a")).position().orElseThrow().excerpt();
        String[] lines = excerpt.split("\n");
        assertThat(lines[0]).startsWith("...").endsWith("...").hasSizeLessThan(140);
        assertThat(lines[0].substring(lines[1].indexOf('^'))).startsWith("nope");
    }

    @Test
    void aNameThatIsAlmostRightIsSuggested() {
        assertThat(first("queu_a * 2", FormulaScope.of("queue_a")).hint()).hasValue("Did you mean queue_a?");
        assertThat(first("maxx(a)", FormulaScope.of("a")).hint()).hasValue("Did you mean max()?");
        assertThat(first("$env.myqueue", FormulaScope.of("my-queue")).hint())
                .hasValue("Did you mean $env[\"my-queue\"]?");
    }

    @Test
    void aNameThatIsNothingLikeItLeadsToTheNamesThereAre() {
        assertThat(first("x", FormulaScope.of("second", "first")).hint())
                .hasValue("Use one of the triggers: first, second.");
        assertThat(first("x", FormulaScope.of()).hint()).hasValue("Give the trigger a name.");
    }

    @Test
    void aNameWithAHyphenIsASubtraction() {
        FormulaProblem problem = first("2 * my-queue", FormulaScope.of("my-queue"));
        assertThat(problem.message())
                .isEqualTo("\"my\" is not the name of a trigger: KEDA reads my-queue as a calculation.");
        assertThat(problem.hint()).hasValue("Write $env[\"my-queue\"] or rename the trigger.");
    }

    @Test
    void aWordOfTheLanguageCannotNameATrigger() {
        FormulaProblem problem = first("in * 2", FormulaScope.of("in"));
        assertThat(problem.message()).isEqualTo("Unexpected \"in\".");
        assertThat(problem.hint())
                .hasValue("Write $env[\"in\"] or rename the trigger: in is a keyword of the language.");
    }

    @Test
    void aCpuTriggerIsNotThereForAFormula() {
        FormulaScope scope = FormulaScope.of("a").withResourceTriggers("load");
        assertThat(first("a + load", scope).message())
                .isEqualTo("\"load\" is a cpu or memory trigger, which a formula cannot read.");
    }

    @Test
    void aTriggerHidesAFunctionOfItsName() {
        FormulaProblem problem = first("max(1, 2)", FormulaScope.of("max"));
        assertThat(problem.message()).isEqualTo("\"max\" is a trigger here, which hides the function max().");
        assertThat(problem.hint()).hasValue("Rename the trigger or write ::max(...) for the function.");
    }

    @Test
    void aCommentAtTheEndHidesKedasBracket() {
        FormulaProblem problem = first("a * 2 // twice", FormulaScope.of("a"));
        assertThat(problem.message())
                .isEqualTo("The comment at the end of the formula hides the closing bracket that KEDA appends.");
        assertThat(problem.position().orElseThrow().column()).isEqualTo(7);
        assertThat(ScalingFormula.check("a * 2 // twice\n", FormulaScope.of("a"))
                        .problems())
                .isEmpty();
    }

    @Test
    void aSemicolonNeedsBracketsInKedasCast() {
        assertThat(first("a; a * 2", FormulaScope.of("a")).hint())
                .hasValue(
                        "Enclose the parts in brackets, as in (x; y), because KEDA puts the formula into float(...).");
    }

    @Test
    void anEmptyFormulaIsRefused() {
        assertThat(first("", FormulaScope.of("a")).message()).isEqualTo("The formula is empty.");
    }

    @Test
    void messagesAreShortWhateverTheFormula() {
        assertThat(first("x".repeat(10_000), FormulaScope.of("a")).message()).hasSizeLessThan(120);
        assertThat(first("1".repeat(10_000), FormulaScope.of("a")).message()).hasSizeLessThan(120);
        assertThat(first("float(\"" + "y".repeat(10_000) + "\")", FormulaScope.of("a"))
                        .message())
                .hasSizeLessThan(180);
    }
}
