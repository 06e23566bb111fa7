package io.github.keda4j.trigger.generator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.trigger.generator.RealCatalogue;
import io.github.keda4j.trigger.generator.SmallCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencePagesTest {

    private static final Path COMMITTED = Path.of("..", "docs", "triggers");
    private static final String REFRESH =
            "docs/triggers, which 'mvn -q -pl trigger-generator compile exec:java@pages' writes";

    @Test
    void theCommittedPagesAreThoseOfTheCatalogue() throws IOException {
        TreeMap<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(COMMITTED)) {
            for (Path file : files.toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        SortedMap<String, String> written = ReferencePages.of(RealCatalogue.read());
        assertThat(committed.keySet()).as(REFRESH).isEqualTo(written.keySet());
        assertThat(committed.keySet())
                .as(REFRESH)
                .filteredOn(page -> !committed.get(page).equals(written.get(page)))
                .isEmpty();
    }

    @Test
    void aPageSaysWhatTheFileSays(@TempDir Path folder) {
        String page = ReferencePages.of(
                        new SmallCatalogue(folder).with("a.yaml", """
                                type: a
                                description: Scales on something
                                page: a-scaler
                                since: "2.19"
                                podIdentity: [aws]
                                rejectsOtherPodIdentity: true
                                without: [useCachedMetrics]
                                metricName: a-{name:lower}-{name|token:lower}
                                target: length
                                aws:
                                  - when: name
                                    actions: [sqs:GetQueueAttributes]
                                    resource: arn:{partition}:sqs:{awsRegion}:{account}:{name}
                                parameters:
                                  name: {required: true, description: Name of the queue, example: orders}
                                  length: {type: long, default: 5, min: 1, unit: messages, since: "2.18", description: Messages for each replica}
                                  token: {type: secret, from: [auth], pattern: a|b, description: Token of the server}
                                  old: {removed: "2.18", deprecated: Write name, description: Name once}
                                rules:
                                  - {id: login, when: $podIdentity == none and length > 3, require: [token]}
                                """).read())
                .get("a.md");

        assertThat(page)
                .contains("Scales on something.", "Available since KEDA 2.19.", "The autoscaler's target is `length`.")
                .contains("| `name` | `kedaName` | `String` | **required** | metadata | Name of the queue. |")
                .contains(
                        "| `length` | `length` | `long`, in messages | `5` | metadata | Messages for each replica. At least 1. Available since KEDA 2.18. |")
                .contains(
                        "| `token` | `AuthParameter.TOKEN` | secret |  | authentication | Token of the server. Must match `a\\|b`. |")
                .contains("- `old`: KEDA has refused it since 2.18. Write name.")
                .contains("- If there is no pod identity and `length` is above 3, `token` must be given."
                        + " (`trigger-login`)")
                .contains("See [KEDA's documentation](https://keda.sh/docs/2.21/scalers/a-scaler/).")
                .contains("`useCachedMetrics` must not be set.")
                .contains("Pod identity: `aws`. KEDA refuses any other provider.")
                .contains(
                        "| `sqs:GetQueueAttributes` | `arn:{partition}:sqs:{awsRegion}:{account}:{name}` | `name` is given |")
                .contains(
                        "`s0-a-{name}-{name or token}` for the first trigger, where `{name}` and `{name or token}` stand for"
                                + " those values in lower case.")
                .contains("        .awsPodIdentity()\n", "    provider: aws\n", "      name: orders\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders|orders",
                "https://a.b/c|https://a.b/c",
                "5|'\"5\"'",
                "true|'\"true\"'",
                "No|'\"No\"'",
                "a: b|'\"a: b\"'",
                "a #b|'\"a #b\"'",
                "{\"a\": 1}|'\"{\\\"a\\\": 1}\"'",
                "* 5|'\"* 5\"'",
            })
    void aValueIsQuotedWhereYamlWouldTakeItForSomethingElse(String value, String yaml) {
        assertThat(YamlExample.scalar(value)).isEqualTo(yaml);
    }
}
