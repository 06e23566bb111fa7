package io.github.keda4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A reader of YAML 1.1 (SnakeYAML), one of YAML 1.2 (SnakeYAML Engine) and ours must see the same strings. */
class ScalarsTest {

    @Property(tries = 1500)
    void everyStringIsReadBackByReadersOfBothVersions(
            @ForAll("texts") String text, @ForAll("texts") String key, @ForAll("texts") String listed) {
        ConfigMap map = configMap(key, text);
        map.getMetadata().getFinalizers().add(listed);

        String yaml = Manifests.write(map);

        Object expected = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "m", "finalizers", java.util.List.of(listed)),
                "data",
                Map.of(key, text));
        assertThat(Yaml11.load(yaml)).as(yaml).isEqualTo(expected);
        assertThat(yaml12(yaml)).as(yaml).isEqualTo(expected);
        assertThat(Manifests.read(yaml)).as(yaml).containsExactly(map);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> nasty = Arbitraries.of(
                "",
                " ",
                "\n",
                "\n\n",
                "\t",
                "a\n",
                "a\n\n",
                "\na",
                " a\n b\n",
                "a\n  ",
                "a \nb",
                "a\tb",
                "\ta\nb",
                "a\r\nb",
                "yes",
                "No",
                "on",
                "OFF",
                "y",
                "N",
                "~",
                "null",
                "true",
                "<<",
                "=",
                "---",
                "--- a",
                "...",
                "-",
                "- a",
                "?",
                "? a",
                ":",
                "a:",
                "a: b",
                "a:b",
                "a #b",
                "a#b",
                "#",
                "'",
                "\"",
                "\\",
                "it's",
                "\"q\" 'r'",
                "{}",
                "[a]",
                "*a",
                "&a",
                "!t",
                "%TAG",
                "@x",
                "`x`",
                "| a",
                "> b",
                "1",
                "-1",
                "+1",
                "0",
                "007",
                "0o7",
                "0x1F",
                "0b1",
                "1_000",
                "1e3",
                "1E-3",
                "1.",
                ".5",
                "1.5",
                ".inf",
                "-.INF",
                ".NaN",
                "12:30",
                "190:20:30.15",
                "2026-11-24",
                "2026-11-24T10:00:00Z",
                "2026-1-2 3:04:05",
                "1,000",
                "1.2.3",
                "10.0.0.1",
                "12e03",
                "0x",
                "0b12",
                "08",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "\u0000",
                "\u007F",
                "\u00A0",
                "Zürich ✓",
                "\uD83D\uDE00",
                "a\u0007b",
                "line\n\u0001\n",
                "x".repeat(1500),
                "key: |\n  text\n",
                "#!/bin/sh\nset -e\n\necho \"$1\"\n");
        Arbitrary<String> some = Arbitraries.strings()
                .withChars(" \n\t:#-?,[]{}&*!|>'\"%@`=\\.+_0123456789abexonyfsTZ~äπ")
                .ofMaxLength(12);
        return Arbitraries.oneOf(nasty, some);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "aws-sqs-queue",
                "https://sqs.us-east-1.amazonaws.com/111122223333/q?x=1#y",
                "a:b",
                "100m",
                "128Mi",
                "app/name",
                "-x",
                "1.2.3",
                "10.0.0.1",
                "v1",
                "30s",
                "n-1",
                "Zürich ✓",
                "a, b",
                "it's",
                "(x)",
                "arn:aws:iam::1:role/r"
            })
    void whatIsSafeHasNoQuotes(String text) {
        assertThat(Manifests.write(configMap("k", text))).contains("  k: " + text + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            5                   | "5"
            yes                 | "yes"
            1e3                 | "1e3"
            2026-11-24          | "2026-11-24"
            190:20:30           | "190:20:30"
            {"a": 1}            | '{"a": 1}'
            C:\\dir\\            | C:\\dir\\
            # no comment        | "# no comment"
            """)
    void quotesAreThoseThatKubectlUsersExpect(String text, String expected) {
        assertThat(Manifests.write(configMap("k", text))).contains("  k: " + expected + "\n");
    }

    @Test
    void severalLinesBecomeABlock() {
        assertThat(Manifests.write(configMap("run.sh", "#!/bin/sh\n\n  exit 1\n")))
                .endsWith("""
                        data:
                          run.sh: |
                            #!/bin/sh

                              exit 1
                        """);
        assertThat(Manifests.write(configMap("k", "a\nb"))).endsWith("  k: |-\n    a\n    b\n");
        assertThat(Manifests.write(configMap("k", "a\n\n"))).endsWith("  k: |+\n    a\n\n");
    }

    private static ConfigMap configMap(String key, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("m")
                .endMetadata()
                .addToData(key, value)
                .build();
    }

    private static Object yaml12(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }
}
