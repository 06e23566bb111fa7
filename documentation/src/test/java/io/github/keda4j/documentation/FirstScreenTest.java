package io.github.keda4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first program of the README is the AWS sample with least-privilege roles, as the demo runs it. */
class FirstScreenTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SAMPLE = ROOT.resolve("examples/src/test/resources/seed");

    @Test
    void itPrintsTheManifestsOfTheSample(@TempDir Path work) throws Exception {
        Page readme = Page.read(ROOT, ROOT.resolve("README.md"));
        assertThat(Programs.compile(List.of(readme), work)).isEmpty();

        String printed = PageRun.printed(readme, readme.blocks().get(0), work);

        String sample = Files.readString(SAMPLE.resolve("deploy.yaml")) + "\n---\n"
                + Files.readString(SAMPLE.resolve("keda.yaml"));
        assertThat(objects(printed.substring(printed.indexOf("apiVersion:"))))
                .containsExactlyInAnyOrderElementsOf(objects(sample.replaceAll("(?m)^ *replicas: .*\\R", "")
                        .replace("APG-keda-identity-test", "q-read-scaler")));
    }

    private static List<Map<String, Object>> objects(String yaml) throws IOException {
        ObjectMapper mapper = new ObjectMapper(new YAMLFactory());
        List<Map<String, Object>> objects = new ArrayList<>();
        mapper.readerFor(new TypeReference<Map<String, Object>>() {})
                .<Map<String, Object>>readValues(yaml)
                .forEachRemaining(objects::add);
        return objects;
    }
}
