package io.github.keda4j.trigger.generator.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.trigger.generator.SmallCatalogue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCodeTest {

    private static final String HEAD = """
            type: a
            description: Scales on something.
            metricName: %s
            parameters:
              a: {description: First, example: x}
              b: {description: Second, from: [metadata, auth], example: y}
              c: {type: list, description: Third, example: [x]}
              d: {type: list, description: Fourth}
              n: {type: long, description: A number, example: 1}
              f: {type: boolean, description: Whether}
            """;

    @TempDir
    Path folder;

    @Test
    void everyFormOfRuleIsACallOfThatName() {
        assertThat(rules("""
                          - require: [a]
                          - {id: not-both, forbid: [a, b]}
                          - anyOf: [a, b]
                          - oneOf: [a, b]
                          - atMostOne: [a, b]
                          - together: [a, b]
                          - sameSize: [c, d]
                          - differ: [a, b]
                          - {assert: n > 0, message: n must be more than 0}
                          - assert: a is regex
                          - {id: own, java: OwnThing, message: it must be so}
                        """))
                .containsExactly(
                        "r.rule(\"require\").require(A);",
                        "r.rule(\"not-both\").forbid(A, B);",
                        "r.rule(\"any-of\").anyOf(A, B);",
                        "r.rule(\"one-of\").oneOf(A, B);",
                        "r.rule(\"at-most-one\").atMostOne(A, B);",
                        "r.rule(\"together\").together(A, B);",
                        "r.rule(\"same-size\").sameSize(C, D);",
                        "r.rule(\"differ\").differ(A, B);",
                        "r.rule(\"assert\").message(\"n must be more than 0.\").holds(v.get(N).above(0), N);",
                        "r.rule(\"assert\").message(\"a must be a regular expression.\")"
                                + ".holds(v.get(A).fits(TextFormat.REGEX), A);",
                        "r.rule(\"own\");",
                        "OwnThingRule.check(v, r);");
    }

    @Test
    void everyConditionIsCodeAndWords() {
        assertWhen("a", "v.get(A).given()", "if a is given");
        assertWhen("f", "v.get(F).given()", "if f is true");
        assertWhen("not a", "v.get(A).given().not()", "unless a is given");
        assertWhen("not f", "v.get(F).given().not()", "unless f is true");
        assertWhen("a == x", "v.get(A).is(\"x\")", "if a is x");
        assertWhen("a != x", "v.get(A).is(\"x\").not()", "unless a is x");
        assertWhen("a ~ X", "v.get(A).isIgnoringCase(\"X\")", "if a is X");
        assertWhen("a in [x, y]", "v.get(A).in(\"x\", \"y\")", "if a is x or y");
        assertWhen("not a in [x, y]", "v.get(A).in(\"x\", \"y\").not()", "unless a is x or y");
        assertWhen("c has x", "v.get(C).has(\"x\")", "if c contains x");
        assertWhen("not c has x", "v.get(C).has(\"x\").not()", "unless c contains x");
        assertWhen("n > 0", "v.get(N).above(0)", "if n is above 0");
        assertWhen("n >= 1.5", "v.get(N).atLeast(1.5d)", "if n is at least 1.5");
        assertWhen("n < 9", "v.get(N).below(9)", "if n is below 9");
        assertWhen("n <= 9", "v.get(N).atMost(9)", "if n is at most 9");
        assertWhen("a matches '^x'", "v.get(A).matches(\"^x\")", "if a matches ^x");
        assertWhen("a is url", "v.get(A).fits(TextFormat.URL)", "if a is a URL");
        assertWhen("metadata.b", "v.metadata(B).given()", "if b is given in the metadata");
        assertWhen("auth.b == x", "v.auth(B).is(\"x\")", "if b in the authentication is x");
        assertWhen("$podIdentity == none", "v.podIdentity().is(\"none\")", "if there is no pod identity");
        assertWhen("$podIdentity != none", "v.podIdentity().is(\"none\").not()", "if there is a pod identity");
        assertWhen("$podIdentity == aws", "v.podIdentity().is(\"aws\")", "if the pod identity is aws");
        assertWhen("$metricType", "v.metricType().given()", "if metricType is set");
        assertWhen("$metricSource", "v.metricSource()", "if a formula reads the trigger");
        assertWhen(
                "a and (b or not f)",
                "v.get(A).given().and(v.get(B).given().or(v.get(F).given().not()))",
                "if a is given and (b is given or f is not true)");
        assertWhen(
                "a and not b and not f",
                "v.get(A).given().and(v.get(B).given().not()).and(v.get(F).given().not())",
                "if a is given, unless b is given or f is true");
        assertWhen(
                "not a and (not b or b == x)",
                "v.get(A).given().not().and(v.get(B).given().not().or(v.get(B).is(\"x\")))",
                "unless a is given or b is set to something other than x");
        assertWhen(
                "f and (not b or b == x)",
                "v.get(F).given().and(v.get(B).given().not().or(v.get(B).is(\"x\")))",
                "if f is true and b is x or not given");
        assertWhen("a and b", "v.get(A).given().and(v.get(B).given())", "if a and b are given");
        assertWhen(
                "f and (not a and not b or n > 0)",
                "v.get(F).given().and(v.get(A).given().not().and(v.get(B).given().not()).or(v.get(N).above(0)))",
                "if f is true and (neither a nor b is given or n is above 0)");
        assertWhen(
                "f and not (a and b == x)",
                "v.get(F).given().and(v.get(A).given().and(v.get(B).is(\"x\")).not())",
                "if f is true and (a is not given or b is not x)");
        assertWhen("not (a or b)", "v.get(A).given().or(v.get(B).given()).not()", "unless a or b is given");
        assertWhen(
                "a and b == x and n > 0",
                "v.get(A).given().and(v.get(B).is(\"x\")).and(v.get(N).above(0))",
                "if a is given, b is x, and n is above 0");
    }

    @Test
    void wordsOfTheCatalogueReplaceThoseOfTheCondition() {
        assertThat(rules("  - {when: a or f, whenWords: 'unless `a` and `f` are absent', require: [b]}\n"))
                .containsExactly("r.rule(\"require\").when(v.get(A).given().or(v.get(F).given()),"
                        + " \"unless a and f are absent\").require(B);");
    }

    @Test
    void namesOfMetricsAreTemplates() {
        assertThat(metricName("x-{a}-{b:lower}", "return"))
                .isEqualTo(
                        "return new TextTemplate(v).text(\"x-\").value(A).text(\"-\").value(TextFunction.LOWER, B);");
        assertThat(metricName("x-{a|b|'none'}", "return"))
                .isEqualTo("return new TextTemplate(v).text(\"x-\").firstOf(\"none\", TextFunction.NONE, A, B);");
        assertThat(metricName("{java: OwnName, words: own}", "return")).isEqualTo("return OwnName.of(v);");
        assertThat(metricName("{java: Own, words: own}", "return")).isEqualTo("return OwnMetricName.of(v);");
        assertThat(source("none", "")).doesNotContain("metricName(ParameterValues v)");
    }

    @Test
    void severalNamesAreTriedInOrder() {
        assertThat(source("[{when: a, name: 'x-{a}'}, {name: y}]", "")).contains("""
                                TextTemplate name = new TextTemplate(v);
                                if (name.when(v.get(A).given())) {
                                    return name.text("x-").value(A);
                                }
                                return name.text("y");
                        """);
        assertThat(source("[{when: a, name: x}]", "")).contains("return name.unknown();");
    }

    private void assertWhen(String condition, String code, String words) {
        assertThat(rules("  - {when: \"" + condition + "\", require: [a]}\n"))
                .containsExactly("r.rule(\"require\").when(" + code + ", \"" + words + "\").require(A);");
    }

    private String metricName(String name, String beginning) {
        return source(name, "")
                .lines()
                .map(String::strip)
                .dropWhile(line -> !line.startsWith("TextTemplate metricName("))
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    /** The statements of the method, each in one line. */
    private Iterable<String> rules(String rules) {
        String source = source("none", "rules:\n" + rules);
        int from = source.indexOf("void rules(ParameterValues v, RuleCheck r) {\n");
        String body = source.substring(source.indexOf('\n', from), source.indexOf("\n    }\n", from));
        return java.util.Arrays.stream(body.split("(?<=;)\n", -1))
                .map(statement -> statement.strip().replaceAll("\n\\s+", ""))
                .map(statement -> statement.replace("),\"", "), \""))
                .toList();
    }

    private String source(String metricName, String rules) {
        SmallCatalogue catalogue = new SmallCatalogue(folder).with("a.yaml", HEAD.formatted(metricName) + rules);
        return JavaSources.of(catalogue.read()).get("io/github/keda4j/trigger/ATrigger.java");
    }
}
