package io.github.keda4j.trigger.generator.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keda4j.trigger.generator.RealCatalogue;
import io.github.keda4j.trigger.generator.SmallCatalogue;
import io.github.keda4j.trigger.generator.catalogue.CommonField;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {

    @TempDir
    Path folder;

    private SmallCatalogue catalogue;

    @BeforeEach
    void emptyFolder() {
        catalogue = new SmallCatalogue(folder);
    }

    private static final String QUEUE = """
            type: queue
            description: Scales on a queue.
            include: [login]
            without: [useCachedMetrics]
            metricName: queue-{name}
            target: length
            parameters:
              name:
                required: true
                description: Name of the queue
                example: orders
              length:
                type: long
                default: 5
                description: Messages for each replica
              token:
                description: Token of this queue
            rules:
              - {id: own, when: name, require: [length]}
            """;
    private static final String LOGIN = """
            podIdentity: [aws]
            without: [metricType]
            parameters:
              token:
                type: secret
                from: [auth, env]
                since: "2.19"
                description: Token of any server
              modes:
                type: list
                element: enum
                values: [a, b]
                description: Ways to log in
            rules:
              - {id: of-fragment, when: modes has a, require: [token]}
            """;

    @Test
    void ownParametersAndRulesComeFirstAndWinOverThoseOfAFragment() {
        TriggerType queue = catalogue
                .with("queue.yaml", QUEUE)
                .with("shared/login.yaml", LOGIN)
                .only();

        assertThat(queue.parameters()).extracting(Parameter::name).containsExactly("name", "length", "token", "modes");
        Parameter token = queue.parameter("token");
        assertThat(token.description()).isEqualTo("Token of this queue");
        assertThat(token.type()).isEqualTo(new ValueType.Text(true));
        assertThat(token.from()).containsExactly(Source.AUTH, Source.ENV);
        assertThat(token.lifetime().since()).contains(Release.V2_19);
        assertThat(queue.rules()).extracting(Rule::id).containsExactly("own", "of-fragment");
        assertThat(queue.podIdentity()).containsExactly("aws");
        assertThat(queue.without()).containsExactly(CommonField.USE_CACHED_METRICS);
    }

    @Test
    void scalarsAreWordsWhateverYamlTakesThemFor() {
        TriggerType trigger = catalogue.with("a.yaml", """
                        type: a
                        description: Scales on something.
                        metricName: none
                        parameters:
                          mode:
                            type: enum
                            values: [on, off, 1.0, null]
                            default: on
                            since: 2.20
                            description: How it runs
                        """).only();

        Parameter mode = trigger.parameter("mode");
        assertThat(mode.type().enumValues().orElseThrow().values()).containsExactly("on", "off", "1.0", "null");
        assertThat(mode.defaultValue()).contains("on");
        assertThat(mode.lifetime().since()).contains(Release.V2_20);
    }

    @Test
    void theExampleOfAListMayBeAList() {
        TriggerType trigger = catalogue.with("a.yaml", """
                        type: a
                        description: Scales on something.
                        metricName: none
                        parameters:
                          hosts: {type: list, separator: ;, example: [one, two], description: Where to ask}
                        """).only();

        assertThat(trigger.parameter("hosts").example()).isEqualTo(Optional.of("one;two"));
    }

    @Test
    void aRemovedTypeNeedsNoParametersAndMakesNoClass() {
        var read = catalogue
                .with("old.yaml", "{type: old, description: Scaled once., removed: \"2.19\", deprecated: Use new}")
                .read();

        assertThat(read.triggers()).isEmpty();
        assertThat(read.removed()).extracting(TriggerType::type).containsExactly("old");
    }

    @Test
    void aParameterThatWasRemovedFromOneSourceIsAliveInTheOthers() {
        Parameter token = catalogue.with("a.yaml", """
                        type: a
                        description: Scales on something.
                        metricName: none
                        parameters:
                          token:
                            from: [metadata, auth]
                            removed: "2.20"
                            removedFrom: [metadata]
                            deprecated: Give it in an authentication
                            description: Token of the server
                        """).only().parameter("token");

        assertThat(token.isAlive()).isTrue();
        assertThat(token.isAliveIn(Source.METADATA)).isFalse();
        assertThat(token.isAliveIn(Source.AUTH)).isTrue();
    }

    @Test
    void wordsForAConditionBeginWithIfOrUnlessAndBelongToACondition() {
        catalogue.with("a.yaml", """
                        type: a
                        description: Scales on something.
                        metricName: none
                        parameters:
                          mode: {description: How it runs}
                          count: {description: How many}
                        rules:
                          - {require: [mode], whenWords: 'if `count` is given'}
                          - {when: count, require: [mode], whenWords: 'whenever `count` is given'}
                          - {when: count, require: [mode], whenWords: 'if `count is given'}
                          - {when: count, require: [mode], whenWords: 'if `count` is given'}
                        """);

        String problem = ": whenWords needs 'when', and must be a clause that begins with if or unless";
        assertThat(problems()).containsExactly("a.yaml:8" + problem, "a.yaml:9" + problem, "a.yaml:10" + problem);
    }

    @Test
    void everyMistakeOfEveryFileIsNamedWithFileAndLine() {
        catalogue
                .with("a.yaml", """
                        type: b
                        descripton: Scales on something.
                        include: [logn]
                        metricName: a-{missing}
                        parameters:
                          mode:
                            defualt: x
                          count: {type: lnog, description: How many}
                        rules:
                          - {require: [mod]}
                        """)
                .with("c.yaml", "type: c\nparameters: [a")
                .with("shared/login.yaml", "parameters: {}");

        assertThat(problems())
                .containsExactly(
                        "a.yaml:1: type is b, but the file is named a",
                        "a.yaml:1: a has no description",
                        "a.yaml:2: unknown key descripton of a; did you mean description?",
                        "a.yaml:3: no fragment shared/logn.yaml; did you mean login?",
                        "a.yaml:4: metricName: unknown parameter missing; expected one of count, mode",
                        "a.yaml:6: mode has no description",
                        "a.yaml:7: unknown attribute defualt of mode; did you mean default?",
                        "a.yaml:8: type of count is lnog; did you mean long?",
                        "a.yaml:10: unknown parameter mod in require; did you mean mode?",
                        "c.yaml:2: no YAML: expected ',' or ']', but got <stream end>");
    }

    @Test
    void aMistakeInAFragmentIsNamedOnceInTheFragment() {
        catalogue
                .with("queue.yaml", QUEUE)
                .with("other.yaml", QUEUE.replace("type: queue", "type: other"))
                .with("shared/login.yaml", LOGIN.replace("modes has a", "modes has c"));

        assertThat(problems())
                .containsExactly("shared/login.yaml:15: condition 'modes has c': c is not one of its values, a, b");
    }

    @Test
    void twoParametersMustNotReadTheSameNameNorBeTheSameInJava() {
        catalogue.with("a.yaml", """
                type: a
                description: Scales on something.
                metricName: none
                parameters:
                  one: {aliases: [two], description: The first}
                  two: {description: The second}
                  Two: {description: The third}
                  three: {from: [env], description: The fourth}
                  threeFromEnv: {description: The fifth}
                """);

        assertThat(problems())
                .containsExactly(
                        "a.yaml:5: alias two of one is a name of two too",
                        "a.yaml:7: Two and two are both two in Java; give one of them another name with 'java'",
                        "a.yaml:9: threeFromEnv and three are both threeFromEnv in Java; give one of them another name"
                                + " with 'java'");
    }

    @Test
    void aTypeWithoutAuthenticationTakesNothingFromOne() {
        catalogue.with("a.yaml", """
                type: a
                description: Scales on something.
                metricName: none
                podIdentity: [aws]
                without: [authenticationRef]
                parameters:
                  token: {from: [auth], description: Token of the server}
                """);

        assertThat(problems())
                .containsExactly(
                        "a.yaml:4: the trigger has podIdentity, but 'without' lists authenticationRef",
                        "a.yaml:7: token may come from an authentication, but 'without' lists authenticationRef");
    }

    @Test
    void sharedEnumsAgreeOrAreAPartOfTheGreatest() {
        String file = "{type: %s, description: Scales., metricName: none, parameters: {p: {type: enum, enumType: Mode,"
                + " values: [%s], description: How it runs}}}";
        catalogue
                .with("a.yaml", file.formatted("a", "x"))
                .with("b.yaml", file.formatted("b", "x, y"))
                .with("c.yaml", file.formatted("c", "x, z"));

        assertThat(problems())
                .containsExactly("c.yaml:1: enumType Mode of p has the values [x, z], but elsewhere it has [x, y]");

        catalogue.with("c.yaml", file.formatted("c", "y"));
        assertThat(catalogue.read().sharedEnums()).containsEntry("Mode", List.of("x", "y"));
    }

    @Test
    void sharedEnumsOfWhatCanNoLongerBeSetMakeNoType() {
        catalogue.with(
                "a.yaml",
                "{type: a, description: Scales., metricName: none, parameters: {p: {type: enum,"
                        + " enumType: Mode, values: [x], removed: '2.18', deprecated: Leave it out, description: How it runs}}}");

        assertThat(catalogue.read().sharedEnums()).isEmpty();
    }

    @Test
    void aKeyThatIsThereTwiceIsAMistake() {
        catalogue.with("a.yaml", "type: a\ndescription: One.\ndescription: Two.\nmetricName: none\n");

        assertThat(problems()).containsExactly("a.yaml:3: description is defined twice, first on line 2");
    }

    @Test
    void fragmentsMustNotIncludeEachOther() {
        catalogue
                .with("a.yaml", "{type: a, description: Scales., include: [one], metricName: none}")
                .with("shared/one.yaml", "include: [two]")
                .with("shared/two.yaml", "include: [one]");

        assertThat(problems()).containsExactly("shared/two.yaml:1: fragments include each other: one, two");
    }

    @Test
    void theRealCatalogueHasNoMistake() {
        assertThat(RealCatalogue.read().triggers()).hasSize(79);
    }

    private List<String> problems() {
        CatalogueException thrown = catchThrowableOfType(CatalogueException.class, catalogue::read);
        assertThat(thrown).as("the mistakes").isNotNull();
        assertThat(thrown.getMessage()).contains(thrown.problems());
        return thrown.problems();
    }
}
