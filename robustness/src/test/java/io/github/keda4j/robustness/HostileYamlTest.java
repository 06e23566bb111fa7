package io.github.keda4j.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.yaml.ManifestException;
import io.github.keda4j.yaml.Manifests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileYamlTest {

    private static final String HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: m\n";

    @Test
    void aBillionLaughsAreStoppedAtTheAliasThatGoesTooFar() {
        StringBuilder yaml = new StringBuilder(HEAD).append("l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i < 40; i++) {
            yaml.append("l").append(i).append(": &l").append(i).append(" [");
            yaml.append(("*l" + (i - 1) + ",").repeat(9)).append("]\n");
        }

        ManifestException e = failure(yaml.toString());

        assertThat(e).hasMessageContaining("stand for more than 100000 values");
        assertThat(e.line()).isBetween(6, 11);
    }

    @Test
    void anAliasOfItselfAndOneOfNothingAreErrors() {
        assertThat(failure(HEAD + "data: &a\n  k: *a\n"))
                .hasMessage(
                        "line 6, column 6: ERROR: The alias \"*a\" refers to a value that contains it. [manifest-syntax]");
        assertThat(failure(HEAD + "data: *b\n"))
                .hasMessageStartingWith("line 5, column 7: ")
                .hasMessageContaining("*b");
    }

    @Test
    void aliasesAndMergesOfReasonableSizeAreFine() {
        ConfigMap map = Manifests.readAs(ConfigMap.class, """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: m, labels: &common {app: shop, tier: back}}
                data: {<<: *common, tier: front}
                """);

        assertThat(map.getData())
                .containsEntry("app", "shop")
                .containsEntry("tier", "front")
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void deepNestingIsStopped(String opening) {
        assertThat(failure(opening.repeat(100_000))).hasMessageContaining("nested more than 200 levels deep");
    }

    @Test
    void aKeyThatIsThereTwiceIsAnErrorAtTheSecondPlace() {
        assertThat(failure(HEAD + "data:\n  a: one\n  b: two\n  \"a\": three\n"))
                .hasMessage(
                        "line 8, column 3: ERROR: The key \"a\" is defined twice, first on line 6. [manifest-syntax]");
    }

    @ParameterizedTest
    @Tag("soak")
    @ValueSource(strings = {"a", "a: b\n", "- ", "\"", "a ", "|\n a\n", "{a: b}, ", "é"})
    void tenMegabytesOfJunkAreRefused(String junk) {
        int count = 10 * 1024 * 1024 / junk.length();

        assertThatThrownBy(() -> Manifests.read(junk.repeat(count)))
                .isInstanceOf(ManifestException.class)
                .hasMessageMatching("(?s).*line \\d+, column \\d+: .*")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    @ParameterizedTest
    @Tag("soak")
    @ValueSource(strings = {"", "-", "0x", "0", "1.", "1e"})
    void digitsWithoutEndAreAString(String start) {
        String digits = start + "1".repeat(3_000_000);

        assertThat(Manifests.readAs(ConfigMap.class, HEAD + "data:\n  k: " + digits + "\n")
                        .getData())
                .containsEntry("k", digits);
        assertThat(failure("apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nspec: {pollingInterval: " + digits + "}"))
                .hasMessageContaining("...")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void aNumberIsANumberAsFarAsKubernetesSeesOne() {
        String largest = "1".repeat(308);

        GenericKubernetesResource read = Manifests.readAs(
                GenericKubernetesResource.class, HEAD + "number: " + largest + "\nshare: 0." + largest + "\n");

        assertThat(read.getAdditionalProperties().get("number")).hasToString(largest);
        assertThat(read.getAdditionalProperties()).containsEntry("share", 0.1111111111111111);
    }

    @Test
    void ofVeryManyProblemsTheFirstHundredAreListed() {
        ManifestException ofDocuments = failure("a\n---\n".repeat(100_000));
        ManifestException ofFields = failure(HEAD + "data:\n"
                + IntStream.range(0, 5000).mapToObj(i -> "  k" + i + ": 1\n").collect(Collectors.joining()));

        assertThat(ofDocuments.findings())
                .hasSize(100)
                .last()
                .extracting(HostileYamlTest::line)
                .isEqualTo(199);
        assertThat(ofFields.findings())
                .hasSize(100)
                .last()
                .extracting(HostileYamlTest::line)
                .isEqualTo(105);
        assertThat(ofFields).hasMessageStartingWith("The manifest has more than 100 problems. The first are:\n");
    }

    @Test
    void aBundleMayBeLargeWhileItsDocumentsAreNot() {
        String document = HEAD + "data:\n  k: " + "x".repeat(500_000) + "\n---\n";

        assertThat(Manifests.read(document.repeat(12))).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec:\n\tname: a\n", "spec:\n  a: 1\n\tb: 2\n"})
    void tabsInTheIndentationAreNamed(String yaml) {
        assertThat(failure(HEAD + yaml))
                .hasMessageContaining("not YAML")
                .hasMessageContaining("Indent with spaces")
                .satisfies(e -> assertThat(((ManifestException) e).line()).isGreaterThanOrEqualTo(6));
    }

    @Test
    void anotherEncodingThanUtf8IsNamedWithItsPlace() {
        byte[] latin = (HEAD + "data:\n  city: Zürich\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Manifests.read(new ByteArrayInputStream(latin)))
                .isInstanceOf(ManifestException.class)
                .hasMessage(
                        "line 6, column 10: ERROR: The text is not UTF-8: the byte 0xfc is not allowed here. [manifest-syntax]");
        assertThatThrownBy(() -> Manifests.read(new ByteArrayInputStream(HEAD.getBytes(StandardCharsets.UTF_16))))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("line 1, column 1: ERROR: The text is not UTF-8");
        assertThatThrownBy(() -> Manifests.read(new ByteArrayInputStream(new byte[] {'a', (byte) 0xC3})))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("line 1, column 2: ERROR: The text is not UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        byte[] marked = ("\uFEFF" + HEAD).getBytes(StandardCharsets.UTF_8);

        assertThat(Manifests.read(new ByteArrayInputStream(marked))).hasSize(1);
    }

    @Test
    void charactersThatAreNoTextAreNamedWithTheirPlace() {
        assertThat(failure("a: b\nc: \u0000\n"))
                .hasMessage(
                        "line 2, column 4: ERROR: The text is not YAML: the character U+0000 is not allowed. [manifest-syntax]");
        assertThat(failure("a: \uD800b\n")).hasMessageContaining("half of a surrogate pair");
    }

    @Test
    void everyValueOfTheWrongTypeIsListed() {
        ManifestException e = failure("""
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata:
                  name: orders
                  namespace: shop
                  labels:
                    release: 5
                spec:
                  scaleTargetRef: orders
                  minReplicaCount: none
                  maxReplicaCount: 1.5
                  pollingInterval: 99999999999
                  triggers:
                  - type: on
                    metadata:
                      queueLength: 5
                      a/b~c: true
                    useCachedMetrics: "yes"
                  fallback: []
                """);

        assertThat(e.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "line 7, column 14: ERROR ScaledObject shop/orders /metadata/labels/release:"
                                + " The value is the number 5. It must be a string. Put it in quotes. [manifest-type]",
                        "line 9, column 19: ERROR ScaledObject shop/orders /spec/scaleTargetRef:"
                                + " The value is the string \"orders\". It must be a map of fields. [manifest-type]",
                        "line 10, column 20: ERROR ScaledObject shop/orders /spec/minReplicaCount:"
                                + " The value is the string \"none\". It must be a whole number. [manifest-type]",
                        "line 11, column 20: ERROR ScaledObject shop/orders /spec/maxReplicaCount:"
                                + " The value is the number 1.5. It must be a whole number that fits into 32 bits. [manifest-type]",
                        "line 12, column 20: ERROR ScaledObject shop/orders /spec/pollingInterval:"
                                + " The value is the number 99999999999. It must be a whole number that fits into 32 bits. [manifest-type]",
                        "line 14, column 11: ERROR ScaledObject shop/orders /spec/triggers/0/type:"
                                + " The value is the boolean on. It must be a string. Put it in quotes. [manifest-type]",
                        "line 16, column 20: ERROR ScaledObject shop/orders /spec/triggers/0/metadata/queueLength:"
                                + " The value is the number 5. It must be a string. Put it in quotes. [manifest-type]",
                        "line 17, column 14: ERROR ScaledObject shop/orders /spec/triggers/0/metadata/a~1b~0c:"
                                + " The value is the boolean true. It must be a string. Put it in quotes. [manifest-type]",
                        "line 18, column 23: ERROR ScaledObject shop/orders /spec/triggers/0/useCachedMetrics:"
                                + " The value is the string \"yes\". It must be true or false. [manifest-type]",
                        "line 19, column 13: ERROR ScaledObject shop/orders /spec/fallback:"
                                + " The value is a list. It must be a map of fields. [manifest-type]");
        assertThat(e).hasMessageStartingWith("The manifest has 10 problems:\n  line 7, column 14: ");
    }

    @Test
    void problemsOfSeveralDocumentsAndTheEndOfWhatIsYamlComeTogether() {
        ManifestException e = failure(HEAD + "data: 1\n---\nkind: Pod\n---\n- a\n---\na: [\n");

        assertThat(e.findings()).extracting(HostileYamlTest::line).containsExactly(5, 7, 9, 12);
        assertThat(e.findings().asList().get(1).message()).isEqualTo("apiVersion is missing.");
        assertThat(e.findings().asList().get(2).message()).contains("The document is a list.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Secret|stringData: {pin: 73910264}",
                "Deployment|spec: {template: {spec: {containers: [{name: a, env: [{name: PIN, value: 73910264}]}]}}}",
                "ConfigMap|data: {db-password: 73910264}",
            })
    void aValueThatMayBeASecretIsNotShown(String kind, String fields) {
        String apiVersion = kind.equals("Deployment") ? "apps/v1" : "v1";

        assertThat(failure("apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: a}\n" + fields))
                .hasMessageContaining("The value is a number. It must be a string. Put it in quotes.")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("73910264"));
    }

    @Test
    void aBadQuantityHasItsPlace() {
        assertThat(failure("""
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: p}
                        spec:
                          resources:
                            requests: {storage: much}
                        """))
                .hasMessageStartingWith(
                        "line 6, column 25: ERROR PersistentVolumeClaim p /spec/resources/requests/storage: ")
                .hasMessageContaining("a quantity such as 500m or 1Gi");
    }

    @Test
    void anotherKindThanWantedIsAnError() {
        assertThatThrownBy(() -> Manifests.readAs(ScaledObject.class, HEAD))
                .hasMessage(
                        "line 1, column 1: ERROR ConfigMap m: The object is a ConfigMap of v1, but ScaledObject was expected."
                                + " [manifest-object]");
        assertThatThrownBy(() -> Manifests.readAs(ConfigMap.class, HEAD + "---\n" + HEAD))
                .hasMessageContaining("more than one object");
        assertThatThrownBy(() -> Manifests.readAs(ServiceAccount.class, "# nothing\n"))
                .hasMessageContaining("found 0");
        assertThat(Manifests.readAs(GenericKubernetesResource.class, HEAD).getKind())
                .isEqualTo("ConfigMap");
    }

    @ParameterizedTest
    @CsvSource({"!!binary aGk=", "!ruby/object x", "!!python/name:os.system x", "!!set {a}"})
    void typesThatKubernetesDoesNotKnowAreErrors(String value) {
        assertThat(failure(HEAD + "data:\n  k: " + value + "\n")).hasMessageContaining("is unknown to Kubernetes");
    }

    @Test
    void wordsAndNumbersMeanWhatTheyMeanToKubectl() {
        GenericKubernetesResource object = Manifests.readAs(GenericKubernetesResource.class, """
                apiVersion: example.com/v1
                kind: Any
                metadata: {name: a}
                v: [yes, Off, y, 010, 0o10, 0x1F, 1_000, 1e3, 08, .inf, 12:30:00, 2026-11-24, ~, "5", !!str 5, 1.2.3]
                yes: key
                9223372036854775808: key
                """);

        assertThat((List<Object>) object.get("v"))
                .containsExactly(
                        true,
                        false,
                        true,
                        8,
                        8,
                        31,
                        1000,
                        1000.0,
                        8.0,
                        Double.POSITIVE_INFINITY,
                        "12:30:00",
                        "2026-11-24",
                        null,
                        "5",
                        "5",
                        "1.2.3");
        assertThat(object.getAdditionalProperties()).containsKeys("true", "9223372036854775808");
    }

    @Test
    void aFailingStreamFailsAsItself() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };

        assertThatThrownBy(() -> Manifests.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("disk on fire");
    }

    private static int line(Finding problem) {
        return problem.location().orElseThrow().line();
    }

    private static ManifestException failure(String yaml) {
        return catchThrowableOfType(ManifestException.class, () -> Manifests.read(yaml));
    }
}
