package io.github.keda4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Reading any text either returns objects or reports where the text is wrong. */
class AnyTextTest {

    private static final String MANIFEST = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: &m
              name: orders
              labels: {app: orders, "tier": 'back'}
            spec:
              replicas: 2
              template:
                metadata: *m
                spec:
                  containers:
                  - name: app
                    args: [a, "b"]
                    resources: {limits: {cpu: 100m}}
                    ports:
                    - containerPort: 80
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {<<: *m, name: c}
            data:
              text: |
                one
                two
            """;

    @Property(tries = 3000)
    void aDamagedManifestIsReadOrRefusedWithItsPlace(@ForAll("damaged") String yaml) {
        readOrRefuse(yaml);
    }

    /** This was found by chance: without the space, the entire text is a key whose value is null. */
    @Example
    void aMapOfNullsIsReadOrRefusedWithItsPlace() {
        readOrRefuse("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {app:'back'}}}");
    }

    /** A text may end anywhere: in brackets, after a colon, in quotes, in an escape. */
    @Example
    void everyBeginningOfAManifestIsReadOrRefusedWithItsPlace() {
        String manifest = MANIFEST + "more: {\"a\": [b, {c: 'd', e: \"\\n\"}]}\n? f\n: !!str |+2\n    g\n";
        for (int end = 0; end <= manifest.length(); end++) {
            readOrRefuse(manifest.substring(0, end));
        }
    }

    @Property(tries = 2000)
    void anyMixOfWordsIsReadOrRefusedWithItsPlace(@ForAll("mixes") String yaml) {
        readOrRefuse(yaml);
    }

    @Property(tries = 1000)
    void anyBytesAreReadOrRefusedWithTheirPlace(@ForAll byte[] bytes) throws IOException {
        try {
            Manifests.read(new ByteArrayInputStream(bytes));
        } catch (ManifestException e) {
            assertThat(e).hasMessageContaining("line ");
        }
    }

    private static void readOrRefuse(String yaml) {
        try {
            List<HasMetadata> objects = Manifests.read(yaml);
            String written = Manifests.write(objects, ManifestFields.ALL);
            assertThat(Manifests.write(Manifests.read(written), ManifestFields.ALL))
                    .isEqualTo(written);
        } catch (ManifestException e) {
            assertThat(e.line()).isPositive();
            assertThat(e.column()).isPositive();
        }
    }

    @Provide
    Arbitrary<String> damaged() {
        return Arbitraries.randomValue(random -> {
            StringBuilder text = new StringBuilder(MANIFEST);
            for (int i = random.nextInt(4); i >= 0; i--) {
                damage(text, random);
            }
            return text.toString();
        });
    }

    private static void damage(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        String pieces = ":-?[]{},#&*!|>'\"%@`\n\t ~09aé\u0000\uFEFF";
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
            default -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(20)));
        }
        if (text.isEmpty()) {
            text.append('x');
        }
    }

    @Provide
    Arbitrary<String> mixes() {
        return Arbitraries.of(
                        "apiVersion: v1\n",
                        "kind: ConfigMap\n",
                        "kind: List\n",
                        "items:\n",
                        "- ",
                        "? ",
                        ": ",
                        "&a ",
                        "*a",
                        "<<: ",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        "!!str ",
                        "!x ",
                        "%YAML 1.2\n",
                        "%TAG ! tag:x,2000:\n",
                        "---\n",
                        "...\n",
                        "\n",
                        "  ",
                        "metadata: ",
                        "a",
                        "a: ",
                        "\"",
                        "'",
                        "|\n",
                        ">-\n",
                        "# c\n",
                        "~",
                        "1",
                        "on",
                        "{{",
                        "\\x",
                        "!<",
                        "@",
                        "\t",
                        "?",
                        ".",
                        "1 as ",
                        "data:\n  a: ")
                .list()
                .ofMaxSize(14)
                .map(words -> String.join("", words));
    }
}
