package io.github.keda4j.examples.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** With the seed's wiring, the manifests equal the seed's, field by field. */
class SeedManifestsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void theSeedsWiringGivesTheSeedsManifests() throws IOException {
        Map<String, Object> expected = objects(resource("seed/deploy.yaml"));
        expected.putAll(objects(resource("seed/keda.yaml")));

        assertThat(objects(seed())).isEqualTo(expected).hasSize(4);
    }

    @Test
    void theCopyOfTheSeedIsStillTheSeed() throws IOException {
        String shared = System.getProperty("keda4j.shared", "");
        assumeFalse(shared.isEmpty(), "the reference data is not beside this checkout");
        for (String file : new String[] {"deploy.yaml", "keda.yaml"}) {
            String original = Files.readString(Path.of(shared, "data", "seed", file))
                    .replace("{{AWS_ACCOUNT_ID}}", QueueScenario.ACCOUNT)
                    .replace("{{AWS_REGION}}", QueueScenario.REGION);
            assertThat(objects(resource("seed/" + file))).isEqualTo(objects(original));
        }
    }

    @Test
    void leastPrivilegeDiffersInTheRoleAndInTheReplicasThatItLeavesToKeda() throws IOException {
        String own = Manifests.write(
                QueueScenario.stack(Wiring.LEAST_PRIVILEGE, BrokenLink.NONE).manifests());

        assertThat(own).doesNotContain("replicas:");
        assertThat(seed().replace("  replicas: 2\n", "").replace("APG-keda-identity-test", "q-read-scaler"))
                .isEqualTo(own);
    }

    private static String seed() {
        return Manifests.write(QueueScenario.stack(Wiring.SEED, BrokenLink.NONE).manifests());
    }

    private static Map<String, Object> objects(String yaml) throws IOException {
        Map<String, Object> objects = new TreeMap<>();
        try (MappingIterator<Map<String, Object>> documents =
                YAML.readerFor(new TypeReference<Map<String, Object>>() {}).readValues(yaml)) {
            while (documents.hasNext()) {
                Map<String, Object> document = documents.next();
                objects.put(String.valueOf(document.get("kind")), document);
            }
        }
        return objects;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SeedManifestsTest.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
