package io.github.keda4j.trigger.generator.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.trigger.generator.RealCatalogue;
import io.github.keda4j.trigger.generator.SmallCatalogue;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaSourcesTest {

    private static final Pattern UNBREAKABLE =
            Pattern.compile("\\s*(\\S*\"|\\* {5}\\{@code |\\* {9}\\.[a-z]\\w*\\(|\\.and\\(|\\.pattern\\(|v\\.get).*");

    @TempDir
    Path folder;

    @Test
    void theSameCatalogueGivesTheSameSources() {
        assertThat(JavaSources.of(RealCatalogue.read())).isEqualTo(RealSources.all());
    }

    @Test
    void thereIsAClassForEveryTypeAndTheirIndex() {
        SortedMap<String, String> sources = RealSources.all();

        assertThat(sources).hasSizeGreaterThan(77).containsKey("io/github/keda4j/trigger/TriggerIndex.java");
        assertThat(sources.keySet())
                .filteredOn(name -> name.endsWith("Trigger.java"))
                .hasSize(79);
    }

    @Test
    void linesAreShortWhereTheyCanBeBroken() {
        RealSources.all()
                .forEach((name, source) -> assertThat(source.lines())
                        .as(name)
                        .filteredOn(line -> line.length() > 120)
                        .allMatch(line -> UNBREAKABLE.matcher(line).matches()));
    }

    @Test
    void noLineEndsInSpaceAndNoTabIsInAny() {
        RealSources.all()
                .forEach((name, source) -> assertThat(source.lines())
                        .as(name)
                        .noneMatch(line -> line.endsWith(" ") || line.indexOf('\t') >= 0));
    }

    @Test
    void whatJavadocWouldTakeForMarkupIsEscaped() {
        String source = trigger("""
                      p: {description: "A < B & C, as a@b.c, @d or */5, not \\\\u0041", example: "*/5 {", required: true}
                """);

        assertThat(source)
                .contains("A &lt; B &amp; C, as a@b.c, &#64;d or *&#47;5, not &#92;u0041.")
                .contains("for example <code>*&#47;5 {</code>");
    }

    @Test
    void aParameterIsSetOnlyWhereKedaLooksForIt() {
        String source = trigger("""
                      everywhere: {from: [metadata, env, auth], description: From everywhere}
                      onlyEnv: {from: [env], description: From the environment}
                      onlyAuth: {from: [auth], description: From an authentication}
                      past: {removed: "2.18", deprecated: Write everywhere, description: Gone}
                """);

        assertThat(source)
                .contains("public Builder everywhere(String everywhere)")
                .contains("public Builder everywhereFromEnv(String variable)")
                .contains("public Builder onlyEnvFromEnv(String variable)")
                .contains("ONLY_AUTH(\"onlyAuth\")")
                .contains("({@link #authentication}): {@code onlyAuth}.")
                .contains("static final Parameter PAST = ")
                .doesNotContain("Builder onlyEnv(", "Builder onlyAuth(", " past()", "Builder past(", "PAST(\"past\")");
    }

    @Test
    void whatGoesIsDeprecatedHoweverItIsSet() {
        String source = trigger("      old: {from: [metadata, env], deprecated: Give new, description: Name once}\n");

        assertThat(source.split("@Deprecated\n", -1)).hasSize(5);
        assertThat(source.split("@deprecated Give new\\.", -1)).hasSize(5);
    }

    @Test
    void theExampleOfAListIsShownByItsElements() {
        assertThat(trigger("      p: {type: list, separator: ;, example: a;b, description: Which}\n"))
                .contains("@param p the value, for example {@code a} and {@code b}; optional");
    }

    @Test
    void everyTypeOfValueHasItsJavaType() {
        String source = trigger("""
                      text: {description: A text}
                      small: {type: int, description: A number}
                      large: {type: long, default: 7, description: A number}
                      real: {type: double, description: A number}
                      flag: {type: boolean, description: Whether}
                      time: {type: duration, description: How long}
                      mode: {type: enum, values: [one, two], description: How}
                      hosts: {type: list, description: Where}
                      parts: {type: list, element: int, ranges: true, description: Which}
                      modes: {type: list, element: enum, values: [x], enumType: Way, description: Ways}
                      pairs: {type: map, description: Pairs}
                      form: {type: query, description: A form}
                      link: {format: url, description: Where}
                """);

        assertThat(source)
                .contains("Optional<String> text()", "Builder text(String text)")
                .contains("OptionalInt small()", "Builder small(int small)")
                .contains("public long large()", "Builder large(long large)")
                .contains("OptionalDouble real()", "Builder real(double real)")
                .contains("Optional<Boolean> flag()", "Builder flag(boolean flag)")
                .contains("Optional<Duration> time()", "Builder time(Duration time)")
                .contains("Optional<Mode> mode()", "Builder mode(Mode mode)", "class Mode extends OpenEnum")
                .contains("List<String> hosts()", "hosts(List<String> hosts)", "hosts(String... hosts)")
                .contains("List<Integer> parts()", "parts(List<Integer> parts)", "parts(Integer... parts)")
                .contains("List<Way> modes()", "modes(List<Way> modes)", "modes(Way... modes)")
                .contains("Map<String, String> pairs()", "Builder pairs(Map<String, String> pairs)")
                .contains("Map<String, List<String>> form()", "Builder form(Map<String, List<String>> form)")
                .contains("Builder link(String link)", "Builder link(URI link)");
    }

    @Test
    void twoWordsThatWouldBeTheSameConstantAreRefused() {
        assertThatThrownBy(() -> trigger("      mode: {type: enum, values: [a-b, a_b], description: How}\n"))
                .hasMessage("two values of mode would both be A_B in Java: [a-b, a_b]");
    }

    @Test
    void typesThatAreGoneAreInTheIndexWithWhatToUseInstead() {
        new SmallCatalogue(folder)
                .with("old.yaml", "{type: old, description: Scaled., removed: \"2.19\", deprecated: Use new}")
                .with("new.yaml", "{type: new, description: Scales., metricName: none}");

        assertThat(JavaSources.of(new SmallCatalogue(folder).read()).get("io/github/keda4j/trigger/TriggerIndex.java"))
                .contains("TYPES = List.of(\"new\")")
                .contains("case \"old\" -> KedaVersion.V2_19;")
                .contains("case \"old\" -> \"Use new.\";");
    }

    private String trigger(String parameters) {
        String head = "type: a\ndescription: Scales on something.\nmetricName: none\nparameters:\n";
        new SmallCatalogue(folder).with("a.yaml", head + parameters);
        return JavaSources.of(new SmallCatalogue(folder).read()).get("io/github/keda4j/trigger/ATrigger.java");
    }
}
