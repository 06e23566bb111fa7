package io.github.keda4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedManifestsTest {

    private static final String ORDERS = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata:
              name: orders
              namespace: shop
            spec:
              minReplicaCount: two
              triggers:
              - type: cron
                metadata:
                  timezone: UTC
            """;

    @Test
    void anObjectWithFieldsOfTheWrongTypeIsParsedWithThePlaceOfEachField() {
        ParsedManifest orders = Manifests.parse("orders.yaml", ORDERS).objects().get(0);

        assertThat(orders.reference()).hasToString("ScaledObject shop/orders");
        assertThat(orders.apiVersion()).contains("keda.sh/v1alpha1");
        assertThat(orders.location()).isEqualTo(new Location("orders.yaml", 1, 1));
        assertThat(orders.locate("/spec/minReplicaCount")).isEqualTo(new Location("orders.yaml", 7, 3));
        assertThat(orders.locate("/spec/triggers/0/metadata/timezone")).isEqualTo(new Location("orders.yaml", 11, 7));
        assertThatThrownBy(orders::toObject)
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("orders.yaml:7:20: ERROR ScaledObject shop/orders /spec/minReplicaCount: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u007f", "\u0080", "\u009f", "\ufffe", "\uffff"})
    void jsonMayContainCharactersThatYamlDoesNotAllow(String character) {
        String json = "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"data\": {\"key\": \"a" + character + "\"}}";

        ParsedManifests parsed = Manifests.parse("config.json", json);

        assertThat(parsed.findings()).isEmpty();
        assertThat(((ConfigMap) parsed.objects().get(0).toObject()).getData()).containsEntry("key", "a" + character);
    }

    @Test
    void aFlowMappingThatIsNotJsonMustNotContainThem() {
        assertThat(Manifests.parse("config.yaml", "{\r\n kind: ConfigMap,\n data: {key: a\u007f}}")
                        .findings())
                .extracting(Finding::toString)
                .containsExactly("config.yaml:3:15: ERROR: The text is not YAML: the character U+007F is not allowed."
                        + " [manifest-syntax]");
    }

    @Test
    void aFieldThatIsNotThereIsLocatedAtTheNearestPartThatIs() {
        ParsedManifest orders = Manifests.parse("orders.yaml", ORDERS).objects().get(0);

        assertThat(orders.locate("/spec/triggers/0/metadata/start"))
                .isEqualTo(orders.locate("/spec/triggers/0/metadata"));
        assertThat(orders.locate("/spec/triggers/7/type")).isEqualTo(orders.locate("/spec/triggers"));
        assertThat(orders.locate("/status")).isEqualTo(orders.location());
        assertThat(orders.locate("/kind/of")).isEqualTo(orders.locate("/kind"));
    }

    @Test
    void aBrokenDocumentDoesNotHideTheOthers() {
        ParsedManifests parsed = Manifests.parse("all.yaml", """
                # one
                kind: A
                ---
                a: [
                b: }
                ---
                - no object
                ---
                kind: B
                text: |
                  --- not a marker
                ...
                %YAML 1.2
                ---
                kind: C
                ---
                a: "\\u
                """);

        assertThat(parsed.objects())
                .extracting(object -> object.kind().orElseThrow())
                .containsExactly("A", "B", "C");
        assertThat(parsed.objects())
                .extracting(object -> object.location().line())
                .containsExactly(2, 9, 15);
        assertThat(parsed.findings())
                .extracting(finding -> finding.location().orElseThrow().file() + ":"
                        + finding.location().orElseThrow().line())
                .containsExactly("all.yaml:5", "all.yaml:7", "all.yaml:17");
    }

    @Test
    void problemsOfAFileNameTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "kind: Pod\n");

        assertThatThrownBy(() -> Manifests.read(file)).hasMessageStartingWith(file + ":1:1: ERROR Pod: ");
        assertThat(Manifests.parse(file).objects().get(0).source()).contains(file.toString());
    }

    @Test
    void whatIsReadRemembersWhereItWasWritten() {
        List<HasMetadata> objects = Manifests.read(ORDERS.replace("two", "2") + "---\n" + ORDERS.replace("two", "3"));
        ScaledObject second = (ScaledObject) objects.get(1);

        assertThat(Manifests.origins(objects)
                        .get(second)
                        .locate("/spec/minReplicaCount")
                        .line())
                .isEqualTo(19);
        assertThat(Manifests.origins(new ArrayList<>(objects))).isEmpty();
    }

    @Test
    void aStreamOfJsonValuesIsReadAsKubectlReadsIt() {
        List<HasMetadata> objects = Manifests.read("""
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"\\u00e9\\ud83d\\ude00\\ud800"}}
                {"apiVersion":"v1",
                \t"kind":\t"ConfigMap",\t"metadata":{"name":"b"}}

                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}
                """);

        assertThat(objects).extracting(object -> object.getMetadata().getName()).containsExactly("a", "b", "c");
        assertThat(((ConfigMap) objects.get(0)).getData()).containsEntry("k", "é😀\uFFFD");
    }

    @Test
    void jsonThatGoesOnAsYamlIsReadAsYaml() {
        assertThat(Manifests.read("""
                        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}
                        ---
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: b}
                        ---
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
                        """))
                .extracting(object -> object.getMetadata().getName())
                .containsExactly("a", "b", "c");
    }

    @Test
    void fieldsOfJsonHaveTheirPlaceToo() {
        ParsedManifest parsed = Manifests.parse("a.json", """
                {
                  "kind": "ConfigMap",
                  "data": {"a": 1, "b": [true, null, -1.5e3]}
                }
                """).objects().get(0);

        assertThat(parsed.locate("/data/b")).isEqualTo(new Location("a.json", 3, 20));
        assertThat(parsed.locate("/data/b/2")).isEqualTo(new Location("a.json", 3, 38));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1} {\"b\": 2} {", "{\"a\": 1}\n{\"b\": 2}\n{\"c\": 01}", "{\"a\":1}{\"b\":2}nope"})
    void jsonThatBreaksOffBehindTwoValuesIsAnError(String json) {
        ParsedManifests parsed = Manifests.parse("a.json", json);

        assertThat(parsed.objects()).hasSize(2);
        assertThat(parsed.findings()).extracting(Finding::rule).containsExactly("manifest-syntax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a: \"\\u", "a: \"\\x", "a: \"\\U", "a: \"\\UFFFFFFFF\"", "a: \"\\U00110000\"", "a: \"\\ud800\"x"
            })
    void anEscapeThatIsNotCompleteIsAProblemOfItsDocument(String yaml) {
        assertThat(Manifests.parse("a.yaml", yaml + "\n---\nkind: B\n").objects())
                .hasSize(1);
        assertThat(Manifests.parse("a.yaml", yaml).findings())
                .extracting(Finding::rule)
                .containsExactly("manifest-syntax");
    }

    @Test
    void aParserOfAStreamReadsOneObjectAfterTheOther() {
        List<Finding> problems = new ArrayList<>();
        byte[] text = "kind: A\n---\n]\n---\napiVersion: v1\nkind: List\nitems: [{kind: B}, {kind: C}, 5]\n"
                .getBytes(StandardCharsets.UTF_8);
        ManifestParser parser = ManifestParser.of("-", new ByteArrayInputStream(text), problems::add);

        assertThat(parser.next().kind()).contains("A");
        assertThat(parser.next().kind()).contains("B");
        assertThat(parser.next().kind()).contains("C");
        assertThat(parser.next()).isNull();
        assertThat(problems).extracting(Finding::rule).containsExactly("manifest-syntax", "manifest-object");
    }
}
