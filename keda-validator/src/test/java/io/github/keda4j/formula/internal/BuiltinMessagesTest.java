package io.github.keda4j.formula.internal;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keda4j.formula.FormulaScope;
import io.github.keda4j.formula.ScalingFormula;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuiltinMessagesTest {

    private static final List<String> ARGUMENTS = List.of(
            "",
            "a",
            "\"x\"",
            "[a]",
            "true",
            "nil",
            "{\"x\": 1}",
            "a, a",
            "[a], a",
            "[a], # > 1",
            "[1, 2], {#acc + #}",
            "[1, 2], #acc + #, 1",
            "\"x\", \"y\"",
            "\"x\", 3",
            "1, 2",
            "1, 2, 3",
            "a, a, a, a, a");

    /** A report refuses a message with a plural for one thing, a missing full stop and the like. */
    @ParameterizedTest
    @EnumSource(Builtin.class)
    void everyMessageOfAFunctionIsASentence(Builtin function) {
        for (String arguments : ARGUMENTS) {
            assertThatCode(() -> ScalingFormula.check(function + "(" + arguments + ")", FormulaScope.of("a"))
                            .findings())
                    .doesNotThrowAnyException();
        }
    }
}
