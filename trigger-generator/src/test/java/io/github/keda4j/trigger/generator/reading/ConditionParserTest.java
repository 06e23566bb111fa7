package io.github.keda4j.trigger.generator.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.trigger.generator.SmallCatalogue;
import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Condition.And;
import io.github.keda4j.trigger.generator.catalogue.Condition.Comparison;
import io.github.keda4j.trigger.generator.catalogue.Condition.Given;
import io.github.keda4j.trigger.generator.catalogue.Condition.Is;
import io.github.keda4j.trigger.generator.catalogue.Condition.Not;
import io.github.keda4j.trigger.generator.catalogue.Condition.Or;
import io.github.keda4j.trigger.generator.catalogue.Condition.ParameterOperand;
import io.github.keda4j.trigger.generator.catalogue.Condition.Variable;
import io.github.keda4j.trigger.generator.catalogue.Condition.View;
import io.github.keda4j.trigger.generator.catalogue.Format;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.reading.Tokens.BadCondition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionParserTest {

    private static final Map<String, Parameter> PARAMETERS = new LinkedHashMap<>();

    @BeforeAll
    static void parameters(@TempDir Path folder) {
        new SmallCatalogue(folder)
                .with("a.yaml", """
                        type: a
                        description: Scales on something.
                        metricName: none
                        parameters:
                          a: {description: First}
                          b: {description: Second, from: [metadata, auth]}
                          mode: {type: enum, values: [On, Off], description: How it runs}
                          modes: {type: list, element: enum, values: [x, y], description: Ways}
                          count: {type: long, description: How many}
                          flag: {type: boolean, description: Whether}
                          query.*: {type: map, description: Rows}
                        """)
                .only()
                .parameters()
                .forEach(parameter -> PARAMETERS.put(parameter.name(), parameter));
    }

    private static Condition parse(String text) throws BadCondition {
        return ConditionParser.parse(text, PARAMETERS);
    }

    private static ParameterOperand parameter(String name) {
        return new ParameterOperand(name, View.EFFECTIVE);
    }

    @Test
    void aNameAloneMeansThatItIsGiven() throws BadCondition {
        assertThat(parse("a")).isEqualTo(new Given(parameter("a")));
        assertThat(parse("query.*")).isEqualTo(new Given(parameter("query.*")));
        assertThat(parse("metadata.b")).isEqualTo(new Given(new ParameterOperand("b", View.METADATA)));
        assertThat(parse("auth.b")).isEqualTo(new Given(new ParameterOperand("b", View.AUTH)));
        assertThat(parse("$metricSource")).isEqualTo(new Given(Variable.METRIC_SOURCE));
        assertThat(parse("$metricType")).isEqualTo(new Given(Variable.METRIC_TYPE));
    }

    @Test
    void everyTestOfAValueIsRead() throws BadCondition {
        assertThat(parse("a == word")).isEqualTo(new Is(parameter("a"), "word", false));
        assertThat(parse("a==word")).isEqualTo(new Is(parameter("a"), "word", false));
        assertThat(parse("a != 'two words'")).isEqualTo(new Not(new Is(parameter("a"), "two words", false)));
        assertThat(parse("mode ~ on")).isEqualTo(new Is(parameter("mode"), "on", true));
        assertThat(parse("mode in [On, 'Off']")).isEqualTo(new Condition.In(parameter("mode"), List.of("On", "Off")));
        assertThat(parse("modes has x")).isEqualTo(new Condition.Has(parameter("modes"), "x"));
        assertThat(parse("count >= -1"))
                .isEqualTo(new Condition.Compares(parameter("count"), Comparison.AT_LEAST, "-1"));
        assertThat(parse("count > 0")).isEqualTo(new Condition.Compares(parameter("count"), Comparison.ABOVE, "0"));
        assertThat(parse("count <= 2")).isEqualTo(new Condition.Compares(parameter("count"), Comparison.AT_MOST, "2"));
        assertThat(parse("count < 2.5")).isEqualTo(new Condition.Compares(parameter("count"), Comparison.BELOW, "2.5"));
        assertThat(parse("a matches '^https?:'")).isEqualTo(new Condition.Matches(parameter("a"), "^https?:"));
        assertThat(parse("a is regex")).isEqualTo(new Condition.Fits(parameter("a"), Format.REGEX));
        assertThat(parse("$podIdentity == none")).isEqualTo(new Is(Variable.POD_IDENTITY, "none", false));
    }

    @Test
    void notBindsMoreThanAndWhichBindsMoreThanOr() throws BadCondition {
        Condition a = new Given(parameter("a"));
        Condition b = new Given(parameter("b"));
        Condition count = new Given(parameter("count"));

        assertThat(parse("not a and b or count")).isEqualTo(new Or(List.of(new And(List.of(new Not(a), b)), count)));
        assertThat(parse("not (a and (b or count))"))
                .isEqualTo(new Not(new And(List.of(a, new Or(List.of(b, count))))));
        assertThat(parse("not a == x")).isEqualTo(new Not(new Is(parameter("a"), "x", false)));
        assertThat(parse("a and b and count")).isEqualTo(new And(List.of(a, b, count)));
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        assertBad("a and", "expected a parameter but found the end");
        assertBad("(a", "expected ) but found the end");
        assertBad("a b", "expected 'and' or 'or' but found b");
        assertBad("a == 'x", "the quotation mark before x is never closed");
        assertBad("cuont", "unknown parameter cuont; did you mean count?");
        assertBad("$podIdentiy == aws", "$podIdentiy is not one of $podIdentity, $metricType and $metricSource");
        assertBad("auth.a", "auth.a: KEDA does not read a from this source");
        assertBad("mode == on", "on is not one of its values, On, Off");
        assertBad("modes == x", "a list cannot be compared with a word; use 'has' for a list");
        assertBad("a has x", "'has' applies only to lists");
        assertBad("a > 1", "'>' applies only to numbers and durations");
        assertBad("count > many", "many is not a number");
        assertBad("count == many", "a number can be compared with a number, not with many");
        assertBad("flag == yes", "a boolean can be compared with true or false, not with yes");
        assertBad("a is rgex", "unknown format rgex; did you mean regex? (a word is compared with ==)");
        assertBad("a matches '('", "'(' is not a regular expression: Unclosed group");
        assertBad(
                "a matches '(a|b)*c'",
                "'(a|b)*c' repeats a group without a possessive quantifier, such as )*+, at index 4");
        assertBad(
                "a matches '[)]([(]x){2,}'",
                "'[)]([(]x){2,}' repeats a group without a possessive quantifier, such as )*+, at index 8");
        assertBad(
                "a matches '^[$]$'",
                "'^[$]$' has a $, which Java also finds before a line break at the end; write \\z");
        assertBad("$metricSource == true", "$metricSource is true or false; it cannot be compared");
    }

    @Test
    void aGroupMayBeRepeatedIfItDoesNotBacktrack() throws BadCondition {
        assertThat(parse("a matches '^(a|b)*+(?>c[)]*)++(d)?(e){2}\\)*\\z'")).isInstanceOf(Condition.Matches.class);
    }

    private static void assertBad(String condition, String message) {
        assertThatThrownBy(() -> parse(condition))
                .isInstanceOf(BadCondition.class)
                .hasMessage(message);
    }
}
