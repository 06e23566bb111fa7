package io.github.keda4j.trigger.generator.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.trigger.generator.SmallCatalogue;
import io.github.keda4j.trigger.generator.catalogue.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the comparison with a small source tree in the form of KEDA's, {@code src/test/resources/keda}. */
class UpgradeCheckTest {

    private static final Path KEDA = Path.of("src", "test", "resources", "keda");
    private static final String QUEUE = """
            type: queue
            description: Scales on a queue.
            metricName: none
            parameters:
              queueName: {required: true, from: [metadata, env], aliases: [queue], description: Name, example: orders}
              queueLength: {type: long, default: 5, description: Messages}
              small: {type: int, description: A number}
              ratio: {type: double, description: A number}
              timeout: {type: duration, default: 1m, description: Longest wait}
              mode: {type: enum, values: [slow, fast], default: fast, description: How}
              kind: {description: Which}
              partitions: {type: list, element: int, ranges: true, description: Which}
              rows: {type: list, separator: ;, description: Rows}
              labels: {type: map, description: Labels}
              oldName: {removed: "2.19", deprecated: Give queueName, description: Name once}
              token: {type: secret, from: [metadata, auth], removed: "2.20", removedFrom: [metadata], description: Token}
              going: {type: boolean, deprecated: It goes, description: Whether}
              authModes:
                type: list
                element: enum
                values: [basic, tls]
                atMostOneOf: [basic, tls]
                from: [metadata, auth]
                aliases: [authMode]
                description: Ways
              username: {from: [auth], description: User}
              host: {description: Host}
              port: {type: long, description: Port}
              region: {description: Region that code looks up by a constant}
              awsRoleArn: {from: [auth], description: Role that code looks up}
              awsKey: {type: secret, from: [env], description: Key that code looks up}
              gone: {ignoredSince: "2.18", description: Once read}
            """;
    private static final String TOPIC = """
            type: %s
            description: Scales on a topic.
            metricName: none
            parameters:
              topic: {required: true, description: Name of the topic, example: orders}
              headers: {type: query, description: Headers}
              user: {from: [auth, metadata], description: User}
            """;

    @TempDir
    Path folder;

    private SmallCatalogue catalogue;
    private Path accepted;

    @BeforeEach
    void catalogueThatSaysWhatTheSourceSays() throws IOException {
        catalogue = new SmallCatalogue(folder.resolve("catalogue"))
                .with("queue.yaml", QUEUE)
                .with("topic.yaml", TOPIC.formatted("topic"))
                .with("topic-cluster.yaml", TOPIC.formatted("topic-cluster"));
        accepted = folder.resolve("accepted.txt");
        Files.writeString(accepted, "# nothing\n");
    }

    @Test
    void aCatalogueThatSaysTheSameHasNoDifference() {
        assertThat(run()).containsExactly("compared: 4 types, 24 fields; accepted differences: 0; others: 0");
    }

    @Test
    void whatTheCatalogueLacksIsNamed() {
        catalogue.with("queue.yaml", QUEUE.replaceAll("(?m)^  (small|username|awsKey|region): .*\n", ""));

        assertThat(run())
                .startsWith(
                        "queue",
                        "  small: the catalogue lacks it (queueMetadata.Small, int)",
                        "  username: the catalogue lacks it (BasicAuth.Username, string)",
                        "  region: the catalogue lacks it; KEDA's code looks it up outside of its structs",
                        "  awsKey: the catalogue lacks it; KEDA's code looks it up outside of its structs");
    }

    @Test
    void whatTheCatalogueHasTooMuchIsNamed() {
        catalogue.with("queue.yaml", QUEUE + "  onlyInATest: {description: In no code}\n");

        assertThat(run()).startsWith("queue", "  onlyInATest: KEDA does not read it (any more)");
    }

    @Test
    void everyAttributeThatDiffersIsNamed() {
        assertDiffers(
                "queueLength: {type: long, default: 5",
                "queueLength: {type: double, default: 6",
                "queueLength: type is double in the catalogue, but long in KEDA (queueMetadata.Length)",
                "queueLength: default is 6 in the catalogue, but 5 in KEDA (queueMetadata.Length)");
        assertDiffers(
                "from: [metadata, env], aliases: [queue]",
                "from: [env, metadata]",
                "queueName: from is [env, metadata] in the catalogue, but [metadata, env] in KEDA (queueMetadata.Name)",
                "queueName: aliases is aliases [] in the catalogue, but names [queueName, queue] in KEDA"
                        + " (queueMetadata.Name)");
        assertDiffers(
                "host: {description",
                "host: {required: true, example: a, description",
                "host: required is true in the catalogue, but false in KEDA (queueMetadata.Server.Host)");
        assertDiffers(
                "values: [slow, fast]",
                "values: [fast, faster]",
                "mode: values is [fast, faster] in the catalogue, but [fast, slow] in KEDA (queueMetadata.Mode)");
        assertDiffers(
                "values: [slow, fast]",
                "lenient: true, values: [slow, fast]",
                "mode: lenient is other values accepted in the catalogue, but refused in KEDA (queueMetadata.Mode)");
        assertDiffers(
                "rows: {type: list, separator: ;",
                "rows: {type: list",
                "rows: separator is , in the catalogue, but ; in KEDA (queueMetadata.Rows)");
        assertDiffers(
                "    atMostOneOf: [basic, tls]\n",
                "",
                "authModes: atMostOneOf is [] in the catalogue, but [basic, tls] in KEDA (authentication.Config.Modes)");
        assertDiffers(
                "oldName: {removed: \"2.19\", deprecated",
                "oldName: {deprecated",
                "oldName: removed is removed from [] in the catalogue, but [metadata] in KEDA (queueMetadata.OldName)",
                "oldName: from is [metadata] in the catalogue, but nowhere in KEDA (queueMetadata.OldName)");
        assertDiffers(
                "going: {type: boolean, deprecated: It goes",
                "going: {type: boolean",
                "going: deprecated is missing in the catalogue, but set in KEDA" + " (queueMetadata.Going)");
        assertDiffers(
                "small: {type: int",
                "small: {ignoredSince: \"2.18\", type: int",
                "small: ignoredSince is ignored in the catalogue, but read in KEDA (queueMetadata.Small)");
    }

    @Test
    void typesThatOnlyOneSideKnowsAreNamed() throws IOException {
        Files.delete(catalogue.folder().resolve("topic.yaml"));
        catalogue
                .with("other.yaml", TOPIC.formatted("other"))
                .with("topic-cluster.yaml", "{type: topic-cluster, description: Scaled., removed: \"2.20\"}");

        assertThat(run())
                .contains("  KEDA does not know the type (any more): give it 'removed'")
                .contains("  the catalogue lacks the type; its parameters are topic, headers, user")
                .contains("  the catalogue says it is removed, but KEDA knows it");
    }

    @Test
    void aDifferenceThatIsMeantIsAcceptedAndAStaleLineIsNot() throws IOException {
        catalogue.with("queue.yaml", QUEUE.replace("small: {type: int", "small: {type: long"));
        Files.writeString(accepted, "q* small type because\nqueue ratio type no longer\n");

        assertThat(run())
                .containsExactly(
                        "no longer a difference, but still listed as accepted: queue ratio type no longer",
                        "compared: 4 types, 24 fields; accepted differences: 1; others: 1");
    }

    @Test
    void anythingElseThanASourceTreeIsRefused() {
        assertThatThrownBy(() -> KedaSource.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is not a source tree of KEDA: it has no folder pkg/scalers");
        assertThatThrownBy(() -> KedaSource.read(folder.resolve("missing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no folder " + folder.resolve("missing"));
    }

    @Test
    void theBuildFailsWithoutATreeAndWithDifferences() {
        String[] arguments = {catalogue.folder().toString(), accepted.toString()};
        System.clearProperty("keda.source");
        assertThatThrownBy(() -> UpgradeCheck.main(arguments)).hasMessageContaining("-Dkeda.source=DIR");

        System.setProperty("keda.source", KEDA.toString());
        try {
            UpgradeCheck.main(arguments);
            catalogue.with("topic.yaml", TOPIC.formatted("topic").replace("headers", "header"));
            assertThatThrownBy(() -> UpgradeCheck.main(arguments))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("differences between the catalogue and KEDA's source, listed above: 2");
        } finally {
            System.clearProperty("keda.source");
        }
    }

    private void assertDiffers(String said, String says, String... differences) {
        assertThat(QUEUE).contains(said);
        catalogue.with("queue.yaml", QUEUE.replace(said, says));
        List<String> lines = run();
        assertThat(lines.subList(1, lines.size() - 1))
                .containsExactly(java.util.Arrays.stream(differences)
                        .map(line -> "  " + line)
                        .toArray(String[]::new));
    }

    private List<String> run() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UpgradeCheck.run(
                catalogue.folder(),
                accepted,
                KEDA,
                Release.latest(),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
